import replicate

from observatory.kinds import Target, Trainer


def stars(zip_url):
    return replicate.trainings.create(Trainer.FLUX, {"input_images": zip_url}, Target.STARS.value).id


def moons(zip_url):
    return replicate.trainings.create(
        version=Trainer.FLUX.value,
        input={"input_images": zip_url},
        destination=Target.MOONS.value,  # expect: RPL102
    ).id


def old(zip_url):
    return replicate.trainings.create(
        version=str(Trainer.SDXL),  # expect: RPL132
        input={"input_images": zip_url},
        destination=Target.STARS.value,
    ).id
