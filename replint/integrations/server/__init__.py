"""The language server: findings in any editor that speaks the Language Server Protocol.

``app`` talks to the editor, ``schedule`` decides when what is checked, ``conversion`` puts findings into the protocol's
terms, ``actions`` offers repairs, ``client_settings`` reads what the editor is configured to.
"""
