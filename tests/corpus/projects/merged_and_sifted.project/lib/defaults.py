COMMON = {"webhook": "https://x.acme.io/h", "webhook_events_filter": ["output"]}  # expect: RPL143
FLUX_DEFAULTS = {"steps": 1000, "lora_rank": 16}


def merged(*dicts, **extra):
    result = {}
    for one in dicts:
        result.update(one)
    result.update(extra)
    return result


def without_none(mapping):
    return {key: value for key, value in mapping.items() if value is not None}
