"""Where findings show outside of the command line: in flake8, and in editors by the language server."""
