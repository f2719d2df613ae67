from forge.presets.images import PORTRAIT, STILL
from forge.presets.videos import CLIP

ALL = {"portrait": PORTRAIT, "still": STILL, "clip": CLIP}
