"""Statuses, destinations, input keys, tokens and SDK tables."""

from __future__ import annotations

import pytest

from replint.replicate_api import sdk
from replint.replicate_api.destinations import is_placeholder, malformed, malformed_parts, placeholder_parts
from replint.replicate_api.inputs import DATA_KEYS, SECRET_INPUT_KEYS, is_data_key, is_header_key
from replint.replicate_api.parts import split_holes
from replint.replicate_api.statuses import ABORTED, ALL, RUNNING, TERMINAL, is_unknown_status, nearest_status
from replint.replicate_api.tokens import find_tokens, mask

BODY = "Hx3kQ9vLm2Zp7Rt5Wy8Bn4Cd6Fg1Jh0Ks3TuV"  # as long as a token's, and drawn from no real one
BODY = BODY[:37]


def p(text: str) -> tuple[str | None, ...]:
    return split_holes(text.replace("{?}", "\0"))


def test_sets_of_statuses() -> None:
    assert {"succeeded", "failed", "canceled"} == TERMINAL
    assert {*TERMINAL, *RUNNING, ABORTED} == ALL


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("cancelled", "canceled"),
        ("completed", "succeeded"),
        ("success", "succeeded"),
        ("done", "succeeded"),
        ("finished", "succeeded"),
        ("Succeeded", "succeeded"),
        ("SUCCEEDED", "succeeded"),
        ("succeded", "succeeded"),
        ("suceeded", "succeeded"),
        ("running", "processing"),
        ("training", "processing"),
        ("in progress", "processing"),
        ("IN_PROGRESS", "processing"),
        ("procesing", "processing"),
        ("error", "failed"),
        ("errored", "failed"),
        ("faild", "failed"),
        ("pending", "starting"),
        ("queued", "starting"),
        ("abort", "aborted"),
    ],
)
def test_words_taken_for_statuses(word: str, status: str) -> None:
    assert nearest_status(word) == status
    assert is_unknown_status(word)


@pytest.mark.parametrize(
    "word", ["", "unknown", "none", "ink", "mailed", "filed", "staring", "v1", "succeeded-jobs", "x" * 100_000]
)
def test_unrelated_words(word: str) -> None:
    assert nearest_status(word) is None
    assert not is_unknown_status(word)


@pytest.mark.parametrize("word", sorted(ALL))
def test_real_statuses(word: str) -> None:
    assert nearest_status(word) == word
    assert not is_unknown_status(word)


@pytest.mark.parametrize(
    "destination",
    ["acme/flux", "acme/my-model", "myorg/sdxl-brand-lora", "Acme/flux", "a/b.c_d-1", "acme/x", "", "user123/lora"],
)
def test_good_destinations(destination: str) -> None:
    assert malformed(destination) is None
    assert not is_placeholder(destination)


@pytest.mark.parametrize(
    ("destination", "reason"),
    [
        ("flux", "has no slash"),
        ("my-model", "has no slash"),
        ("acme/a/b", "has more than one slash"),
        ("acme/flux/", "has more than one slash"),
        ("acme/flux:" + "a" * 64, "carries a version tail"),
        ("acme/flux:latest", "carries a version tail"),
        ("https://replicate.com/acme/flux", "is a URL"),
        ("replicate.com/acme/flux", "is a URL"),
        ("r8.im/acme/flux", "is a URL"),
        ("acme/my flux", "has blanks"),
        (" acme/flux", "has blanks"),
        ("acme/Flux", "has upper case in the model name"),
        ("acme/flux!", "has characters that a model name can't have"),
        ("acme/flüx", "has characters that a model name can't have"),
        ("ac,me/flux", "has characters that an owner's name can't have"),
        ("acme/", "has no model name after the slash"),
        ("/flux", "has no owner before the slash"),
        ("acme/-flux", "has a model name that starts or ends with a dash, an underscore or a period"),
        ("acme/flux.", "has a model name that starts or ends with a dash, an underscore or a period"),
    ],
)
def test_malformed_destinations(destination: str, reason: str) -> None:
    assert malformed(destination) == reason


@pytest.mark.parametrize(
    ("parts", "bad"),
    [
        ("acme/{?}:v1", True),
        ("{?}:{?}", True),
        ("https://replicate.com/{?}", True),
        ("{?}/{?}/{?}", True),
        ("acme/My-{?}", True),
        ("{?}/My-Model", True),
        ("acme/{?} lora", True),
        ("acme/{?}-", True),
        ("{?}/", True),
        ("{?}", False),
        ("{?}{?}", False),
        ("acme/{?}", False),
        ("{?}/{?}", False),
        ("{?}-Lora", False),
        ("acme/lora-{?}", False),
        ("acme/{?}-lora", False),
    ],
)
def test_partly_known_destinations(parts: str, bad: bool) -> None:
    assert (malformed_parts(p(parts)) is not None) is bad


@pytest.mark.parametrize(
    "destination",
    [
        "your-username/your-model",
        "your-username/flux",
        "YOUR_USERNAME/flux",
        "yourusername/flux",
        "username/flux",
        "user/flux",
        "owner/name",
        "my-name/my-model",
        "my-username/flux",
        "replicate_user_name/flux",
        "your-replicate-username/flux",
        "<user>/flux",
        "<your-username>/<your-model>",
        "{username}/flux",
        "{username}/<destination-model-name>",
        "acme/your-model",
        "acme/your-model-name",
        "acme/model-name",
        "acme/model_name",
        "acme/<model>",
        "acme/TODO",
        "TODO",
        "TODO/TODO",
        "...",
        "<destination>",
        "your-model",
        "%s/%s",
        "{}/{}",
        "your-username/your-model:latest",
        "https://replicate.com/your-username/your-model",
        "your-org/flux",
        "[username]/flux",
        "$USERNAME/flux",
        "xxx/flux",
    ],
)
def test_placeholder_destinations(destination: str) -> None:
    assert is_placeholder(destination)


@pytest.mark.parametrize(
    "destination",
    [
        "acme/my-model",
        "myorg/my-model",
        "acme/model",
        "users/flux",
        "username2/flux",
        "acme/todo-lora",
        "acme/yourself",
    ],
)
def test_no_placeholder_destinations(destination: str) -> None:
    assert not is_placeholder(destination)


@pytest.mark.parametrize(
    ("parts", "placeholder"),
    [
        ("your-username/{?}", True),
        ("{?}/your-model", True),
        ("{?}/your-model:{?}", True),
        ("{username}/{?}", True),
        ("user-{?}/x", False),
        ("user{?}/x", False),
        ("{?}user/x", False),
        ("{?}", False),
        ("{?}/{?}", False),
        ("acme/{?}", False),
        ("{?}/my-model", False),
    ],
)
def test_partly_known_placeholders(parts: str, placeholder: bool) -> None:
    assert placeholder_parts(p(parts)) is placeholder


def test_input_keys() -> None:
    assert {"input_images", "train_data", "dataset_zip", "audio_dataset", "zip", "class_data"} <= DATA_KEYS
    assert is_data_key("input_videos")
    assert not any(map(is_data_key, ["trigger_word", "steps", "hf_repo_id", "webhook", ""]))
    assert all(
        map(is_header_key, ["headers", "Authorization", "auth_header", "cookies", "download_headers", "X-Headers"])
    )
    assert not any(map(is_header_key, ["hf_token", "wandb_api_key", "hf_repo_id", "input_images", "header_image", ""]))
    assert {"hf_token", "wandb_api_key"} == SECRET_INPUT_KEYS


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (f"r8_{BODY}", [(0, 40)]),
        (f'"Token r8_{BODY}"', [(7, 47)]),
        (f"r8_{BODY}xyz", [(0, 43)]),
        (f"r8_{BODY} r8_{BODY}", [(0, 40), (41, 81)]),
        (f"xr8_{BODY}", []),
        (f"_r8_{BODY}", []),
        (f"r8_{BODY[:36]}", []),
        (f"r8_{BODY}_x", []),
        ("r8_" + "x" * 37, []),
        ("r8_" + "0" * 37, []),
        ("r8_" + "1234567890" * 4, []),
        ("r8_abcdefghijklmnopqrstuvwxyz01234567890", []),
        ("r8_yourtokengoeshere" + BODY, []),
        ("R8_" + BODY, []),
        ("", []),
    ],
)
def test_tokens(text: str, spans: list[tuple[int, int]]) -> None:
    assert find_tokens(text) == spans


def test_mask_leaves_nothing_of_a_token() -> None:
    masked = mask(f"a r8_{BODY} b")
    assert BODY not in masked
    assert masked.startswith("a r8_*")
    assert mask("plain") == "plain"


def test_sdk_tables() -> None:
    assert sdk.CREATE_V1.positional[4] == "webhook_completed"
    assert sdk.CREATE_0_16.positional == ("version", "destination", "input")
    assert sdk.CREATE_V2.positional == ()
    assert "webhook_completed" not in sdk.CREATE_V2.keywords
    assert not {"wait", "async_wait", "metrics", "source"} & sdk.TRAINING_ATTRIBUTES_V1
    assert {"reload", "cancel", "dict", "json", "urls"} <= sdk.TRAINING_ATTRIBUTES_V1
    assert {"metrics", "source"} <= sdk.TRAINING_FIELDS_V2


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("webhook_url", "webhook"),
        ("webhooks", "webhook"),
        ("webook", "webhook"),
        ("events_filter", "webhook_events_filter"),
        ("webhook_event_filter", "webhook_events_filter"),
        ("inputs", "input"),
        ("destnation", "destination"),
        ("hardware", None),
        ("name", None),
        ("", None),
    ],
)
def test_nearest_parameter(name: str, meant: str | None) -> None:
    assert sdk.nearest_parameter(name, sdk.CREATE_V1.keywords) == meant


def test_nearest_event() -> None:
    assert sdk.nearest_event("complete") == "completed"
    assert sdk.nearest_event("succeeded") == "completed"
    assert sdk.nearest_event("ouput") == "output"
    assert sdk.nearest_event("log") == "logs"
    assert sdk.nearest_event("banana") is None
