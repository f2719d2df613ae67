from pydantic import BaseModel


class FluxOptions(BaseModel):
    input_images: str
    steps: int = 20000
    lora_rank: int = 16
    note: str = ""
