CLIP = {"epochs": 16, "rank": 32}
