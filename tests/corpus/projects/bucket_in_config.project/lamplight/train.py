import replicate

from lamplight import storage
from lamplight.config import DESTINATION, TRAINER
from lamplight.storage import public_url_of, put, signed_url_of


def start(data: str) -> str:
    training = replicate.trainings.create(
        version=TRAINER,
        input={
            "trigger_word": "LAMPL",
            "input_images": data,  # expect: RPL111@plain, RPL111@put
        },
        destination=DESTINATION,
        webhook="https://lamplight.example.com/hooks/replicate",
    )
    return training.id


def plain(key: str) -> str:
    return start(storage.url_of(key))  # expect: RPL111@plain


def fresh(path: str, key: str) -> str:
    place = put(path, key)
    return start(place)  # expect: RPL111@put


def signed(key: str) -> str:
    return start(signed_url_of(key))


def signed_for_ten_minutes(key: str) -> str:
    return start(signed_url_of(key, 600))  # expect: RPL115@short


def public(key: str) -> str:
    return start(public_url_of(key))
