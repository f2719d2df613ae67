from ._api import api as client
from ._api import start
from .names import *
