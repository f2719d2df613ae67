import replicate

from .utils.retry import again, only_unreached, stubborn

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
client = replicate.Client()


@stubborn
def start(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="ledger/stamps").id  # expect: RPL107


@again(3)
def start_again(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="ledger/stamps").id  # expect: RPL107


@only_unreached
def start_carefully(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="ledger/stamps").id


def start_plainly(zip_url):
    return client.trainings.create(version=VERSION, input={"input_images": zip_url}, destination="ledger/stamps").id  # expect: RPL107@plain


@again(5)
def look(training_id):
    return client.trainings.get(training_id)
