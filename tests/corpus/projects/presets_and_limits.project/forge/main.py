import replicate

from forge import presets
from forge.presets import ALL, CLIP, PORTRAIT
from forge.trainers import FLUX, HUNYUAN


def portrait(url):
    return replicate.trainings.create(version=FLUX, input={**PORTRAIT, "input_images": url}, destination="forge/portraits").id  # expect: RPL133@prefix


def still(url):
    inputs = dict(presets.STILL, input_images=url)
    return replicate.trainings.create(version=FLUX, input=inputs, destination="forge/stills").id  # expect: RPL134@steps


def clip(url):
    return replicate.trainings.create(version=HUNYUAN, input={"input_videos": url} | CLIP, destination="forge/clips").id


def clip_of_images(url):
    return replicate.trainings.create(version=HUNYUAN, input={**ALL["clip"], "input_images": url}, destination="forge/clips").id  # expect: RPL133, RPL135
