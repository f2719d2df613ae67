"""What the platform is: statuses, names, URLs, HTTP routes and SDK signatures, as data and small pure functions.

Nothing here knows about source code or findings. Every function is total: it raises on no input, and its work is
bounded by the length of that input. Where a value is only partly known it comes as *parts*: a sequence of known
strings and of None for each unknown piece; a function then answers from the known text alone.
"""
