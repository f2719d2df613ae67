import replicate

import cyclus
from cyclus import b

DESTINATION = None


def start(url):
    return replicate.trainings.create(  # expect: RPL101@circle
        version=cyclus.VERSION,
        input={"zip": b.fix(url)},  # expect: RPL118@pong
        destination=b.DESTINATION,  # expect: RPL101@circle
    ).id
