"""Signatures and results of the Python SDK's trainings, by version line.

Source: the released packages ``replicate`` 0.7 to 1.0.7 and 2.0.0b4 on PyPI, read and called with a mocked transport.
"""

from __future__ import annotations

from replint.plain import dataclass
from replint.replicate_api.nearest import nearest
from replint.replicate_api.words import words


@dataclass(frozen=True)
class CreateSignature:
    """How one version line takes ``trainings.create``.

    ``positional``: what the positional arguments mean, in order. ``keywords``: the keywords it knows. An unknown
    keyword is ``ignored`` silently, or else raises TypeError. ``required``: what the call fails without.
    """

    line: str
    positional: tuple[str, ...]
    keywords: frozenset[str]
    required: frozenset[str]
    ignored: bool


_OLD = ("version", "input", "destination", "webhook", "webhook_events_filter")
_V1_POSITIONAL = ("version", "input", "destination", "webhook", "webhook_completed", "webhook_events_filter")
_V1_KEYWORDS = frozenset({"model", *_V1_POSITIONAL})
_V1_REQUIRED = frozenset({"version", "destination"})
_PER_CALL = ("extra_headers", "extra_query", "extra_body", "timeout")
_V2_REQUIRED = frozenset({"model_owner", "model_name", "version_id", "destination", "input"})

CREATE_0_7 = CreateSignature("0.7-0.15", _OLD, frozenset(_OLD), frozenset(_OLD[:3]), ignored=True)
CREATE_0_16 = CreateSignature(
    "0.16-0.17", ("version", "destination", "input"), frozenset(_OLD), frozenset(_OLD[:3]), ignored=True
)
CREATE_0_18 = CreateSignature("0.18-0.31", _V1_POSITIONAL, _V1_KEYWORDS, _V1_REQUIRED, ignored=False)
CREATE_V1 = CreateSignature(
    "0.32-1.x", _V1_POSITIONAL, _V1_KEYWORDS | {"file_encoding_strategy"}, _V1_REQUIRED, ignored=True
)
CREATE_V1_ASYNC = CreateSignature(
    "0.32-1.x, async_create",
    ("model", "version", "input"),
    CREATE_V1.keywords,
    frozenset({"model", "version", "input", "destination"}),
    ignored=True,
)
CREATE_V2 = CreateSignature(
    "2.x", (), _V2_REQUIRED | {"webhook", "webhook_events_filter", *_PER_CALL}, _V2_REQUIRED, ignored=False
)
"""Keyword-only; ``trainings.get`` and ``trainings.cancel`` take ``training_id=`` there."""

V2_MARKERS = frozenset({"model_owner", "model_name", "version_id"})
"""Keywords that show a 2.x call."""

HTTP_BODY_KEYS = frozenset({"destination", "input", "webhook", "webhook_events_filter"})
"""Top-level keys of the documented create request (OpenAPI); the undocumented forms also carry the two below."""
HTTP_BODY_KEYS_UNDOCUMENTED = frozenset({"version", "model"})
HTTP_BODY_KEYS_DEPRECATED = frozenset({"webhook_completed"})

WEBHOOK_EVENTS = ("start", "output", "logs", "completed")

TRAINING_FIELDS_V1 = words(
    "id model version destination status input output logs error created_at started_at completed_at urls"
)
TRAINING_METHODS_V1 = frozenset({"reload", "cancel", "async_reload", "async_cancel"})
_PYDANTIC_V1 = words(
    "Config construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs "
    "validate model_config model_construct model_copy model_dump model_dump_json model_extra model_fields "
    "model_fields_set model_json_schema model_validate"
)
"""Early 0.x versions take whichever pydantic is installed, so that names of both its lines can be there."""
TRAINING_ATTRIBUTES_V1 = TRAINING_FIELDS_V1 | TRAINING_METHODS_V1 | _PYDANTIC_V1
"""Public attributes of a training object of the 0.x and 1.x lines; any other raises AttributeError."""

TRAINING_FIELDS_V2 = words(
    "id model version status input output logs error created_at started_at completed_at urls metrics source"
)
TRAINING_URLS = frozenset({"get", "cancel", "web"})
TRAINING_OUTPUT_KEYS = frozenset({"version", "weights"})

_MEANT = {
    "webhook": "webhook_url webhooks webhook_uri hook hook_url callback callback_url webhook_endpoint notify_url",
    "webhook_events_filter": "events_filter webhook_events webhook_filter webhook_event_filter webhook_events_filters "
    "events webhooks_events_filter webhook_event webhook_event_types",
    "destination": "dest destination_model target output_model model_destination destination_name",
    "input": "inputs training_input train_input params parameters input_data",
    "version": "version_id trainer trainer_version model_version",
    "model": "model_name base_model",
}
_MEANT_BY_WORD = {word: name for name, words in _MEANT.items() for word in words.split()}


_SAID_FOR_COMPLETED = words("complete done end finish finished success succeeded failed canceled cancelled")
_SAID_FOR_START = words("started starting begin created")


def nearest_parameter(name: str, known: frozenset[str]) -> str | None:
    """The parameter out of ``known`` that somebody who wrote ``name`` meant; None if nothing is near."""
    meant = _MEANT_BY_WORD.get(name)
    if meant in known:
        return meant
    return nearest(name, sorted(known), limit=1 if len(name) < 6 else 2)


def nearest_event(word: str) -> str | None:
    """The webhook event that ``word`` was meant to be; None if nothing is near."""
    if len(word) > 32:
        return None
    plain = word.strip().lower()
    if plain in WEBHOOK_EVENTS:
        return plain
    if plain in _SAID_FOR_COMPLETED:
        return "completed"
    if plain in _SAID_FOR_START:
        return "start"
    return nearest(plain, WEBHOOK_EVENTS, limit=2 if len(plain) > 5 else 1)


PREDICTION_POLL_SECONDS = 0.5
"""How long ``prediction.wait()`` of the SDK sleeps between two fetches, unless the environment says otherwise."""
