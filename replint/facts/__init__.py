"""What a module does with the API: trainings created and fetched, polls, statuses tested, secrets shown.

The interpreter (``values``) runs the module; this package tells it what the libraries mean, and records the facts
that the checks read.
"""
