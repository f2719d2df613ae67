"""What code does that a rubric's case is about.

The checks see these acts in the facts of a module, the packs say which of them exercise a case. Only the words stand
here, so that either side can be read without the other.
"""

from __future__ import annotations

from typing import Literal

Act = Literal[
    "training-created",
    "training-data-passed",
    "training-awaited",
    "training-id-used",
    "training-read",
    "trainer-run",
    "webhook-requested",
]
"""
``training-created``: a call that starts a training; ``training-data-passed``: its input carries data;
``training-awaited``: a training is fetched again and again, or its status tested; ``training-id-used``: its id is used
as that of another thing; ``training-read``: its output, or something that it does not have, is read; ``trainer-run``: a
trainer that can only train is run as a model; ``webhook-requested``: a training is given a webhook or its events.
"""
