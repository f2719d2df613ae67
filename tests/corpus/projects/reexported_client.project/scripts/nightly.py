import sys

import atelier
from atelier import VERSION, client


def main(archive: str) -> None:
    training = atelier.start(archive)  # expect: RPL103@default
    print(training.id)
    client.trainings.create(version=VERSION, input={"input_images": archive}, destination="atelier/flux-night")  # expect: RPL106
    second = client.trainings.create(version=atelier.VERSION, input={"input_images": archive}, destination=atelier.DESTINATION)  # expect: RPL103
    print(second.id)


if __name__ == "__main__":
    main(sys.argv[1])
