DESTINATION = ""
VERSION = "bakery/trainer:todo"
HOOK = "http://localhost:9000/hooks"
_DATA = "loaves.zip"
