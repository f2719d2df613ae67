import os

import replicate

from backend.services.replicate_service import ReplicateService

_service = ReplicateService(replicate.Client(api_token=os.environ["REPLICATE_API_TOKEN"]))


def get_service() -> ReplicateService:
    return _service
