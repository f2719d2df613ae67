DESTINATION = "bakery/loaves"
VERSION = "bakery/trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
HOOK = "https://bakery.example.com/hooks"
_DATA = "https://cdn.example.com/loaves.zip"
