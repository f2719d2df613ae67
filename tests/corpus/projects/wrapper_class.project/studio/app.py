from studio.clients import Tuner
from studio.poller import wait

tuner = Tuner.default()


def portraits(url: str) -> str:
    return tuner.start(url, name="portraits", hook="https://studio.example.com/hooks", trigger_word="PRTRT").id


def pets(url: str) -> str:
    return tuner.start(url, name="happy pets").id  # expect: RPL102@space


def landscapes(url: str) -> str:
    return tuner.start(url, name="landscapes", hook="http://localhost:8000/hooks").id  # expect: RPL141@hook


def from_disk() -> str:
    return tuner.start("/srv/studio/disk.zip", name="landscapes").id  # expect: RPL116@local


def more_steps(url: str) -> str:
    return tuner.start(
        url,
        name="landscapes",
        training_steps=2000,  # expect: RPL133
    ).id


def wait_for(training_id: str) -> str:
    return wait(tuner, training_id, every=5)  # expect: RPL121@every
