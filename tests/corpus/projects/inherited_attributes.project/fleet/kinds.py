from .base import Job


class Trucks(Job):
    """Sets no destination."""

    def inputs(self, zip_url):
        return {"input_images": zip_url, "is_lora": True}


class Vans(Job):
    destination = "fleet/vans"
    pause = 45

    def inputs(self, zip_url):
        return {
            "input_images": zip_url,
            "trigger_word": "VANS",  # expect: RPL133
        }
