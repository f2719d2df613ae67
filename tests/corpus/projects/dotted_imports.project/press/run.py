import press.clients
import press.conf.targets as targets
import press.conf.trainers

client = press.clients.make()


def shop(zip_url):
    training = client.trainings.create(
        version=press.conf.trainers.NEWEST,  # expect: RPL131
        input={"input_images": zip_url},
        destination=targets.SHOP,
    )
    return training.id


def blog(zip_url):
    return client.trainings.create(
        version=press.conf.trainers.FLUX,
        input={"input_images": zip_url},
        destination=targets.BLOG,  # expect: RPL102
    ).id


def local():
    return client.trainings.create(
        press.conf.trainers.FLUX,
        {"input_images": targets.LOCAL_DATA},  # expect: RPL116
        targets.SHOP,
    ).id


def by_name(zip_url):
    model, version = press.conf.trainers.NAME, press.conf.trainers.HASH
    return client.trainings.create(model=model, version=version, input={"images": zip_url}, destination=targets.SHOP).id  # expect: RPL133, RPL135
