DATA = "https://github.com/gallery/sets/blob/main/oils.zip"


def inputs(url: str, **more) -> dict:
    return {"input_images": url, "is_lora": True, **more}  # expect: RPL117@oils


def body(url: str, destination: str | None = None, **more) -> dict:
    made = {"input": inputs(url, **more), "webhook": "https://gallery.example.com/hooks"}
    if destination:
        made["destination"] = destination
    return made


def oils() -> dict:
    return body(DATA, "gallery/oils")  # expect: RPL117@oils
