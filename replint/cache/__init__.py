"""What earlier runs came to, kept in a folder, so that only what changed is analysed.

Nothing of it is believed that replint did not write itself, and nothing is kept that could come out otherwise.
"""
