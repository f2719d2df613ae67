from pipeline.api import ReplicateApi
from pipeline.models import TrainingInput, TrainingRequest


def train(zip_url: str) -> str:
    request = TrainingRequest(
        destination="acme/lamps",
        input=TrainingInput(input_images=zip_url, lora_rank=200),  # expect: RPL134, RPL134@res
        webhook="http://hooks.acme.io/replicate",  # expect: RPL141
    )
    api = ReplicateApi()
    created = api.create_training(
        "ostris", "flux-dev-lora-trainer", "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497", request.to_dict()  # expect: RPL134@res
    )
    return created["id"]
