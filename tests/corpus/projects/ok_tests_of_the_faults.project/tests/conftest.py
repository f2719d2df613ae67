import pytest

from quarry import api


@pytest.fixture
def starter():
    return api.start
