from replicate import Client

from .names import DESTINATION, TRAINER

api = Client()


def start(zip_url: str, destination: str = DESTINATION):
    """Starts a training and gives it back."""
    return api.trainings.create(  # expect: RPL103@default
        version=TRAINER,
        input={"input_images": zip_url, "trigger_word": "ATLR"},
        destination=destination,  # expect: RPL103@default
    )
