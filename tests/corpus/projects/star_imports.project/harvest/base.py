"""What every job needs."""
import replicate

VERSION = "harvest/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
DESTINATION = "harvest/apples"
EVENTS = ["start", "logs"]
HOOK_BASE = "http://harvest.example.com"
client = replicate.Client()
