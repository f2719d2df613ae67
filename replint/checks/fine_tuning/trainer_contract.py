"""Case 04: the trainer gets what it takes, and gives what is read of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from replint.checks.fine_tuning.destination import shown
from replint.checks.fine_tuning.texts import listed
from replint.checks.registry import Context, Fault, check, draft, judged
from replint.facts.records import Given, ModelRun, TrainingCreated, present
from replint.findings import Confidence, Draft
from replint.replicate_api.inputs import is_header_key
from replint.replicate_api.sdk import CREATE_V1, CREATE_V2, HTTP_BODY_KEYS, HTTP_BODY_KEYS_DEPRECATED, nearest_parameter
from replint.replicate_api.trainers import (
    Trainer,
    all_out_of_range,
    by_version,
    missing_data,
    out_of_range,
    trainer,
    unknown_input,
    violated_relations,
)
from replint.values.domain import ABSENT, Const, Num, Text, Unknown, Value, options, tags_of
from replint.values.operators import pieces

_HASH = re.compile(r"[0-9a-f]{64}")
_REFERENCE = re.compile(r"(?P<model>[^\s/:]+/[^\s/:]+)(?::(?P<version>.*))?")
_DATA_FORMS = {"flat": "POST /v1/trainings", "model": "POST /v1/models/{owner}/{name}/trainings"}


@check("RPL130")
def undocumented_create_endpoint(context: Context) -> Iterator[Draft]:
    """A way to create a training that the platform's specification does not list."""
    for training in context.facts.trainings:
        form = _DATA_FORMS.get(training.given.route or "")
        if form is not None:
            yield draft(
                "RPL130", training.given.url or training.place, confidence=Confidence.LOW, fields={"form": form}
            )


@check("RPL131", "RPL132")
def trainer_version(context: Context) -> Iterator[Draft]:
    """The trainer's version: one that moves, one that is none, or none at all."""
    for training in context.facts.trainings:
        if training.form == "dreambooth":
            continue
        yield from _missing_version(training)
        given = training.given.version

        def unpinned(value: Value) -> Fault | None:
            if "latest" in tags_of(value):
                return Fault(value, variant="lookup")
            word = _version_word(value)
            return Fault(value, {"value": shown(value)}, "latest") if word == "latest" else None

        def malformed(value: Value, training: TrainingCreated = training) -> Fault | None:
            reason = _malformed(value, training)
            return Fault(value, {"value": shown(value), "reason": reason}) if reason else None

        yield from judged("RPL131", given, training, unpinned)
        yield from judged("RPL132", given, training, malformed)


def _missing_version(training: TrainingCreated) -> Iterator[Draft]:
    given = training.given
    choices = options(given.version.value)
    missing = [choice for choice in choices if choice is ABSENT or choice == Const(None)]
    if not missing or given.route == "unclear":
        return
    confidence = Confidence.HIGH if len(missing) == len(choices) else Confidence.MEDIUM
    if given.form == "http":
        if given.route in ("flat", "model"):
            yield draft("RPL131", training.place, confidence=confidence, variant="absent")
        return
    yield draft("RPL132", training.place, confidence=confidence, variant="absent")


def _version_word(value: Value) -> str | None:
    """What stands behind the colon (or the whole, where there is none), if it is known."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value.rpartition(":")[2]
    if isinstance(value, Text) and isinstance(value.parts[-1], str) and ":" in value.parts[-1]:
        return value.parts[-1].rpartition(":")[2]
    return None


def _malformed(value: Value, training: TrainingCreated) -> str | None:
    """Why a version is none in this form of the call, as words after "the version"; None if it may be one."""
    word = _version_word(value)
    if word is None or word == "latest":
        return None
    known = value.value if isinstance(value, Const) else None
    has_model = all(isinstance(option, (Const, Text)) for option in options(training.given.model.value))
    no_model = training.given.model.value is ABSENT
    in_body = training.form == "http" and training.given.route == "flat"
    if isinstance(known, str):
        if ":" not in known:
            if _HASH.fullmatch(known):
                alone = training.form == "v1" and no_model
                return "is an id alone, where `owner/name:id` is wanted" if alone else None
            if "/" in known:
                return None if in_body else "names no version of the trainer"
            return "is not a version's 64 hexadecimal digits"
        if training.form in ("v1", "v1-async", "v2") and has_model:
            return "is `owner/name:id`, where the id alone is wanted"
    elif ":" not in "".join(part or "" for part in pieces(value) or []):
        return None
    return None if _HASH.fullmatch(word) else "does not end in a version's 64 hexadecimal digits"


def trainer_of(training: TrainingCreated, own: Mapping[str, Trainer]) -> Trainer | None:
    """A known trainer that a call uses; ``own`` are those of the configuration."""
    return next(iter(trainers_of(training, own)), None)


def trainers_of(training: TrainingCreated, own: Mapping[str, Trainer]) -> list[Trainer]:
    """The known trainers that a call can use, each once."""
    return list({known.name: known for _, _, known in _trainers_given(training, own)}.values())


def _trainers_given(training: TrainingCreated, own: Mapping[str, Trainer]) -> list[tuple[Given, Value, Trainer]]:
    """What names a known trainer: the version if it does, or else the model, with the alternative that says it."""
    for given in (training.given.version, training.given.model):
        found = [(given, one, known) for one in options(given.value) if (known := reference_trainer(one, own))]
        if found:
            return found
    return []


def reference_trainer(value: Value, own: Mapping[str, Trainer]) -> Trainer | None:
    """The known trainer that a reference names: ``owner/name``, ``owner/name:id`` or a known id."""
    if isinstance(value, Const) and isinstance(value.value, str):
        if _HASH.fullmatch(value.value):
            listed = (one for one in own.values() if value.value in one.versions)
            return next(listed, None) or by_version(value.value)
        match = _REFERENCE.fullmatch(value.value)
        return _named(match["model"], own) if match else None
    if isinstance(value, Text) and isinstance(value.parts[0], str) and ":" in value.parts[0]:
        return _named(value.parts[0].partition(":")[0], own)
    return None


def _named(name: str, own: Mapping[str, Trainer]) -> Trainer | None:
    return own.get(name.lower()) or trainer(name)


@check("RPL133", "RPL134", "RPL135")
def trainer_inputs(context: Context) -> Iterator[Draft]:
    """Inputs that the trainer does not have, values that it does not take, and data that it needs."""
    for training in context.facts.trainings:
        trainers = trainers_of(training, context.settings.trainers)
        if training.form == "dreambooth" or not trainers or any(known.api != "training" for known in trainers):
            continue
        for key, given in training.entries:
            found = [list(_input(key, given, known, training)) for known in trainers]
            told = [drafts for drafts in found if drafts]
            if told and (len(told) == len(found) or _comes_with_each(given, training)):
                yield from told[0]
        if len(trainers) == 1:
            yield from _relations(trainers[0], training)
        yield from _missing(trainers, training)


def _comes_with_each(given: Given, training: TrainingCreated) -> bool:
    """Whether an entry is there whichever trainer is taken; else the one may be chosen with the other."""
    return len(options(training.given.input.value)) == 1 and ABSENT not in options(given.value)


def _missing(trainers: Sequence[Trainer], training: TrainingCreated) -> Iterator[Draft]:
    keys = {key for key, given in training.entries if any(not _nothing(one) for one in options(given.value))}
    certain = {key for key in keys if not any(_nothing(one) for one in options(dict(training.entries)[key].value))}
    if not training.input_open and all(missing_data(known, certain) for known in trainers):
        sure = all(missing_data(known, keys) for known in trainers)
        fields = {"trainer": trainers[0].name, "keys": listed(trainers[0].data)}
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        yield draft("RPL135", training.place, confidence=confidence, fields=fields)


def _nothing(value: Value) -> bool:
    return value is ABSENT or value == Const(None)


def _input(key: str, given: Given, known: Trainer, training: TrainingCreated) -> Iterator[Draft]:
    wrong = unknown_input(known, key)
    if wrong is not None:
        values = [] if is_header_key(key) else present(given.value)
        if values:
            place = given.where_named(values[0], training.place)
            fields = {"key": key, "trainer": known.name, "nearest": wrong.nearest or ""}
            confidence = Confidence.HIGH if len(values) == len(options(given.value)) else Confidence.MEDIUM
            variant = "default" if wrong.nearest else "none"
            yield draft("RPL133", place, confidence=confidence, fields=fields, variant=variant, fact=training)
        return

    def judge(value: Value) -> Fault | None:
        if isinstance(value, Num):
            expected = all_out_of_range(known, key, value.lo, value.hi)
        elif isinstance(value, Const) and value.value is not None:
            expected = out_of_range(known, key, value.value)
        else:
            return None
        if expected is None:
            return None
        fields = {"key": key, "value": _written(value), "expected": expected, "trainer": known.name}
        return Fault(value, fields)

    yield from judged("RPL134", given, training, judge)


def _written(value: Const | Num) -> str:
    if isinstance(value, Const):
        return repr(value.value)[:60]
    if value.hi == math.inf:
        return f"{value.lo:g} or more"
    return f"{value.hi:g} or less" if value.lo == -math.inf else f"{value.lo:g} to {value.hi:g}"


def _relations(known: Trainer, training: TrainingCreated) -> Iterator[Draft]:
    values = {}
    for key, given in training.entries:
        one = present(given.value)
        if len(one) != 1:
            continue
        if isinstance(one[0], Const):
            values[key] = one[0].value
        elif isinstance(one[0], (Text, Unknown)):
            values[key] = None
    places = dict(training.entries)
    for key, other in violated_relations(known, values, open=training.input_open):
        holder = places.get(key) or places.get(other)
        if holder is not None:
            place = holder.where(present(holder.value)[0], training.place)
            fields = {"key": key, "other": other, "trainer": known.name, "value": "", "expected": ""}
            yield draft("RPL134", place, fields=fields, variant="relation")


@check("RPL136")
def output_before_success(context: Context) -> Iterator[Draft]:
    """The output is taken apart although the training may not have succeeded."""
    for use in context.facts.outputs:
        yield draft("RPL136", use.place, fields={"what": f"`{use.what}`"})


@check("RPL137")
def unknown_training_parameter(context: Context) -> Iterator[Draft]:
    """A keyword, or an entry of the body, that creating a training does not have."""
    for training in context.facts.trainings:
        if training.form == "dreambooth":
            continue
        known = {"v2": CREATE_V2.keywords, "http": HTTP_BODY_KEYS}.get(training.form, CREATE_V1.keywords)
        for name, place in training.given.extra:
            if name in HTTP_BODY_KEYS_DEPRECATED:
                continue
            nearest = nearest_parameter(name, known) or ""
            fields, variant = {"name": name, "nearest": nearest}, "default" if nearest else "none"
            yield draft("RPL137", place, fields=fields, variant=variant, fact=training)


@check("RPL138")
def no_such_training_attribute(context: Context) -> Iterator[Draft]:
    """Something that the SDK's training object does not have."""
    for misread in context.facts.misreads:
        variant = {"attribute": "default"}.get(misread.how, misread.how)
        yield draft("RPL138", misread.place, fields={"name": misread.name}, variant=variant)


def runs_a_trainer(run: ModelRun, own: Mapping[str, Trainer]) -> bool:
    """Whether what is run as a model may be a trainer that can do nothing but train."""
    return any(True for _ in _trainers_run(run, own))


def _trainers_run(run: ModelRun, own: Mapping[str, Trainer]) -> Iterator[tuple[Value, Trainer]]:
    for option in options(run.reference):
        known = reference_trainer(option, own)
        if known is not None and known.api == "training" and not known.predicts and not known.retired:
            yield option, known


@check("RPL139")
def trainer_on_wrong_api(context: Context) -> Iterator[Draft]:
    """A trainer that is run as a prediction, or trained with although it is none, or that is gone."""
    for run in context.facts.runs:
        for option, trainer_run in _trainers_run(run, context.settings.trainers):
            place = option.site or option.entry or run.place
            yield draft("RPL139", place, fields={"trainer": trainer_run.name}, variant="predicted")
    for training in context.facts.trainings:
        if training.form == "dreambooth":
            yield draft("RPL139", training.given.url or training.place, variant="host")
            continue
        for given, option, known in _trainers_given(training, context.settings.trainers):
            if not (known.retired or known.api == "prediction"):
                continue
            place = given.where(option, training.place)
            variant = "retired" if known.retired else "prediction"
            confidence = Confidence.MEDIUM if known.retired else Confidence.HIGH
            yield draft("RPL139", place, confidence=confidence, fields={"trainer": known.name}, variant=variant)
