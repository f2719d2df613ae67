BASE = {"autocaption": True, "lora_rank": 16}
PORTRAIT = {
    **BASE,
    "steps": 1200,
    "caption_prefix": "a portrait of TOK",  # expect: RPL133@prefix
}
STILL = BASE | {
    "steps": 12000,  # expect: RPL134@steps
}
