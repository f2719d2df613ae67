DESTINATION = "guild/voices/en"
PAUSE = 4
BUCKET_URL = "https://guild-voices.s3.amazonaws.com"
