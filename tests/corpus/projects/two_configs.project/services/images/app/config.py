DESTINATION = "guild/images"
PAUSE = 60
BUCKET_URL = "https://cdn.guild.example.com"
