"""The atelier's tools; import them from here."""
from .core import DESTINATION, client, start
from .core.names import TRAINER as VERSION

__all__ = ["DESTINATION", "VERSION", "client", "start"]
