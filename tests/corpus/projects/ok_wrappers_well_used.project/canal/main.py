from canal.tuner import make
from canal.waiting import wait

PAUSES = [30, 60, 120, *[240] * 60]
tuner = make(destination="canal/locks")


def locks(url: str) -> str:
    training = tuner.start(url, trigger_word="LCK", steps=1200)
    return training.id


def bridges(url: str) -> str:
    return tuner.start(url, "canal/bridges", lora_rank=32, autocaption=False).id


def finish(training_id: str) -> str | None:
    wait(tuner.fetch, training_id, PAUSES)
    return tuner.result(training_id)
