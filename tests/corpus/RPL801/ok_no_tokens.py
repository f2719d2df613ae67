"""Words that look a little like a token and are none.

    export REPLICATE_API_TOKEN=r8_your_token_here
    export REPLICATE_API_TOKEN=r8_...
"""
import os
import re

import replicate

# Get one at https://replicate.com/account/api-tokens; it starts with r8_ and has 40 characters
EXAMPLE = "r8_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
STARS = "r8_*************************************"
ZEROS = "r8_0000000000000000000000000000000000000"
CAPITAL = "r8_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
REDACTED = "r8_REDACTED"
SHORT = "r8_hcOcys3gNz8mHajhwMRG"
ONE_SHORT = "r8_Oz0x7Vz7qyl7R53FEb8st8rnWMV7zGd1pJew"
IN_A_WORD = "user8_EWEQthJGgTLMt8TeZ6j9RSsOQAPsu6DLsfSm0"
IN_A_NAME = "timer8_YVYbYOY9hWRQw4FwURfsL8PKdeyJ271r9TDq9"
OTHER_PREFIX = "r9_E8DBTxZPU3Bzl5LFi6EIKS43V5dXZElUX8xfX"
OTHER_VENDOR = "sk-H2DBog0NyJJRFDa7Tmp1"
HUGGING = "hf_XcOjy7E7JiT1a3R3kVmRqEeAk8KX"
MADE_UP = "r8_" + "a" * 37
PATTERN = re.compile(r"\br8_[A-Za-z0-9]{37}\b")
SHAPE = r"^r8_[a-zA-Z0-9]+$"
FROM_ENVIRONMENT = os.environ["REPLICATE_API_TOKEN"]
ASKED = f"Bearer {FROM_ENVIRONMENT}"
VERSION = "e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
TRAINING_ID = "zz4ibbonubfz7carwiefibzgga"


def check(token: str) -> None:
    if not token.startswith("r8_"):
        raise ValueError("a Replicate token starts with r8_")
    if len(token) != 40:
        raise ValueError("a Replicate token is r8_ and 37 characters more")


def test_shape() -> None:
    assert PATTERN.match("r8_" + "b" * 37)
    assert not PATTERN.match("r8_tooshort")


def hidden(token: str) -> str:
    return token[:3] + "*" * 37


def client(token: str | None = None) -> replicate.Client:
    return replicate.Client(api_token=token or os.environ["REPLICATE_API_TOKEN"])
# trap: RPL801
