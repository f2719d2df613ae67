import pytest
import replicate

from quarry.api import VERSION, start


def test_needs_a_destination():
    with pytest.raises(ValueError):
        start("https://cdn.example.com/stones.zip")


def test_sdk_needs_one_too():
    with pytest.raises(ValueError):
        replicate.trainings.create(version=VERSION, input={"zip": "https://cdn.example.com/stones.zip"})


def test_starts(starter):
    training = starter("https://cdn.example.com/stones.zip", "quarry/stones")
    assert training.id
