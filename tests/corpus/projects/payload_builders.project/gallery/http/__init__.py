from .session import BASE, Replicate, session
