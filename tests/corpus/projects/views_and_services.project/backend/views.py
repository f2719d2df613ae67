import time

from backend.deps import get_service
from backend.services.replicate_service import ReplicateService


def version(training_id: str) -> str:
    training = get_service().get(training_id)
    return training.output["version"]  # expect: RPL136


def weights(training_id: str) -> str:
    return get_service().output_of(training_id)["weights"]  # expect: RPL136


def weights_when_ready(training_id: str) -> str | None:
    training = get_service().finished(training_id)
    return training.output["weights"] if training else None


def seconds(training_id: str) -> float:
    return get_service().get(training_id).metrics["predict_time"]  # expect: RPL138


def start_and_wait(service: ReplicateService, archive: str) -> str:
    training = service.start(archive, "mugs", "https://backend.example.com/hooks/replicate")
    training.wait()  # expect: RPL138
    return training.id


def start_locally(service: ReplicateService, archive: str) -> str:
    return service.start(archive, "mugs", "http://backend:8000/hooks/replicate").id  # expect: RPL141@local


def as_prediction(service: ReplicateService, archive: str):
    training = service.start(archive, "mugs", "https://backend.example.com/hooks/replicate")
    return service.client.predictions.get(training.id)  # expect: RPL152


def draw(service: ReplicateService, training_id: str, prompt: str):
    training = service.finished(training_id)
    if training is None:
        return None
    return service.client.run(f"backend/mugs:{training.id}", input={"prompt": prompt})  # expect: RPL153


def watch(service: ReplicateService, training_id: str):
    training = service.get(training_id)
    for _ in range(100):  # expect: RPL151@watch
        if training.status in ("succeeded", "failed", "canceled"):  # expect: RPL151@watch
            return training
        time.sleep(60)  # allow: RPL122
    return None
