"""``python -m replint.schemas`` makes the schemas' files anew from the models."""

from replint.schemas import write

write()
