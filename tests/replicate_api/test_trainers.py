"""The trainer catalogue: its files, how a trainer is found, and what is said of a training's inputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from replint.catalogue import CardError
from replint.replicate_api import trainers
from replint.replicate_api.trainer_inputs import InputSpec
from replint.replicate_api.trainers import (
    Trainer,
    by_version,
    missing_data,
    out_of_range,
    trainer,
    trainers_folder,
    unknown_input,
    violated_relations,
)
from replint.replicate_api.trainers_schema import validate_trainer, validated_trainers

FLUX = "ostris/flux-dev-lora-trainer"
FAST = "replicate/fast-flux-trainer"
SDXL = "stability-ai/sdxl"
QWEN = "qwen/qwen-image-lora-trainer"
LLAMA = "meta/llama-2-70b-chat"


def known(name: str) -> Trainer:
    found = trainer(name)
    assert found is not None
    return found


def test_every_file_is_valid_and_agrees_with_the_lean_reading() -> None:
    models = validated_trainers(trainers_folder())
    assert len(models) >= 16
    for model in models:
        lean = known(model.name)
        plain = model.model_dump(exclude={"inputs", "relations", "wrong"})
        assert {key: getattr(lean, key) for key in plain} == {
            key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
        }
        assert lean.wrong == model.wrong
        assert [relation.key for relation in lean.relations] == [relation.key for relation in model.relations]
        for key, spec in model.inputs.items():
            assert lean.inputs[key] == InputSpec(
                spec.type, spec.min, spec.max, tuple(spec.choices or ()), spec.default, spec.required
            )


@pytest.mark.parametrize(
    "name",
    [
        FLUX,
        FAST,
        "replicate/fast-flux-kontext-trainer",
        "black-forest-labs/flux-pro-trainer",
        SDXL,
        "meta/llama-2-7b",
        LLAMA,
        QWEN,
        "zsxkib/hunyuan-video-lora",
        "sakemin/musicgen-fine-tuner",
        "ostris/wan-lora-trainer",
        "replicate/flan-t5-xl",
        "replicate/gpt-j-6b",
        "yorickvp/llava-13b",
        "replicate/train-rvc-model",
        "replicate/lora-training",
        "cloneofsimo/lora-training",
        "edenartlab/sd-lora-trainer",
        "replicate/dreambooth",
    ],
)
def test_a_trainer_is_found_under_the_name_that_was_asked_for(name: str) -> None:
    assert known(name).name == name


@pytest.mark.parametrize("name", ["", "sdxl", "acme/sdxl", "../fine_tuning/trainers", f"{FLUX}:e440909d", "train_data"])
def test_other_names_are_no_trainers(name: str) -> None:
    assert trainer(name) is None


def test_a_version_leads_to_its_trainer() -> None:
    found = by_version("39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b")
    assert found is known(SDXL)
    assert by_version("39ed52f2") is None
    assert by_version("0" * 64) is None


def test_only_the_files_that_are_asked_for_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in trainers_folder().glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "acme__broken.toml").write_text('name = "acme/broken"\naliases = ["acme/other"]\n')
    (tmp_path / "acme__worse.toml").write_text("name =")
    monkeypatch.setattr(trainers, "trainers_folder", lambda: tmp_path)
    forget: list[Callable[[], None]] = [
        trainers.trainer.cache_clear,
        trainers.by_version.cache_clear,
        trainers._files.cache_clear,
        trainers._texts.cache_clear,
        trainers._parsed.cache_clear,
    ]
    for clear in forget:
        clear()
    try:
        assert known(SDXL).inputs["resolution"].type == "int"
        with pytest.raises(CardError, match=r"acme__broken\.toml: api: missing"):
            trainer("acme/broken")
        with pytest.raises(CardError, match=r"acme__worse\.toml"):
            trainer("acme/worse")
    finally:
        monkeypatch.undo()
        for clear in forget:
            clear()


@pytest.mark.parametrize(
    ("name", "key", "nearest"),
    [
        (FLUX, "training_steps", "steps"),
        (FLUX, "rank", "lora_rank"),
        (FLUX, "lora_type", None),
        (FLUX, "hardware", None),
        (FLUX, "lora_rnak", "lora_rank"),
        (FLUX, "Trigger_Word", "trigger_word"),
        (FLUX, "images_zip", "input_images"),
        (FLUX, "validation_data", None),
        (FLUX, "no_such_thing", None),
        (SDXL, "trigger_word", "token_string"),
        (QWEN, "input_images", "dataset"),
        ("zsxkib/hunyuan-video-lora", "lora_rank", "rank"),
        ("sakemin/musicgen-fine-tuner", "auto_labelling", "auto_labeling"),
        (FAST, "steps", "training_steps"),
        (FAST, "learning_rate", None),
        (FAST, "input_image", "input_images"),
        (LLAMA, "dataset", "train_data"),
    ],
)
def test_unknown_inputs(name: str, key: str, nearest: str | None) -> None:
    found = unknown_input(known(name), key)
    assert found is not None
    assert found.nearest == nearest


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (FLUX, "steps"),
        (FLUX, "skip_training_and_use_pretrained_hf_lora_url"),
        (SDXL, "token_string"),
        (FAST, "seed"),
        (FAST, "autocaption"),
        (FAST, "hf_token"),
        ("replicate/fast-flux-kontext-trainer", "lora_rank"),
        ("ostris/wan-lora-trainer", "steps"),
    ],
)
def test_known_inputs_and_what_may_be_one(name: str, key: str) -> None:
    assert unknown_input(known(name), key) is None


@pytest.mark.parametrize(
    ("name", "key", "value", "expected"),
    [
        (FLUX, "steps", 9000, "a whole number from 3 to 6000"),
        (FLUX, "steps", 2, "a whole number from 3 to 6000"),
        (FLUX, "steps", "9000", "a whole number from 3 to 6000"),
        (FLUX, "steps", 1000.5, "a whole number from 3 to 6000"),
        (FLUX, "steps", True, "a whole number from 3 to 6000"),
        (FLUX, "steps", "many", "a whole number from 3 to 6000"),
        (FLUX, "steps", "nan", "a whole number from 3 to 6000"),
        (FLUX, "steps", 10**400, "a whole number from 3 to 6000"),
        (FLUX, "caption_dropout_rate", 1.5, "a number from 0 to 1"),
        (FLUX, "wandb_sample_interval", 0, "a whole number of at least 1"),
        (FLUX, "learning_rate", "fast", "a number"),
        (FLUX, "resolution", 1024, 'a string such as `"512,768,1024"`'),
        (FLUX, "hf_repo_id", 7, "a string"),
        (FLUX, "autocaption", "maybe", "`True` or `False`"),
        (FLUX, "autocaption", 2, "`True` or `False`"),
        (FLUX, "input_images", 5, "the URL of a file"),
        (SDXL, "input_images_filetype", "rar", "`zip`, `tar` or `infer`"),
        (FAST, "lora_type", "person", "`subject` or `style`"),
        (QWEN, "batch_size", 3, "`1`, `2` or `4`"),
        (QWEN, "learning_rate", 0.01, "a number from 1e-05 to 0.001"),
        ("zsxkib/hunyuan-video-lora", "max_train_steps", -2, "a whole number from -1 to 1000000"),
    ],
)
def test_values_that_an_input_does_not_take(name: str, key: str, value: object, expected: str) -> None:
    assert out_of_range(known(name), key, value) == expected


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        (FLUX, "steps", 3),
        (FLUX, "steps", 6000),
        (FLUX, "steps", "1500"),
        (FLUX, "steps", 1000.0),
        (FLUX, "steps", None),
        (FLUX, "steps", [1000]),
        (FLUX, "caption_dropout_rate", 0),
        (FLUX, "learning_rate", 1),
        (FLUX, "learning_rate", "4e-4"),
        (FLUX, "resolution", "1024"),
        (FLUX, "optimizer", "prodigy8bit"),
        (FLUX, "autocaption", "true"),
        (FLUX, "autocaption", 0),
        (FLUX, "input_images", "no url at all"),
        (FLUX, "input_images", b"PK"),
        (FLUX, "unheard_of", -1),
        (SDXL, "resolution", "768"),
        (SDXL, "max_train_steps", 100_000),
        (QWEN, "batch_size", "2"),
    ],
)
def test_values_that_an_input_takes(name: str, key: str, value: object) -> None:
    assert out_of_range(known(name), key, value) is None


@pytest.mark.parametrize(
    ("name", "keys", "missing"),
    [
        (FLUX, {"steps"}, True),
        (FLUX, {"input_images"}, False),
        (FLUX, {"skip_training_and_use_pretrained_hf_lora_url"}, False),
        (SDXL, set(), True),
        (QWEN, {"input_images"}, True),
        (LLAMA, {"validation_data"}, True),
        (LLAMA, {"train_data"}, False),
        (FAST, {"trigger_word"}, True),
        ("ostris/wan-lora-trainer", set(), False),
        ("black-forest-labs/flux-pro-trainer", set(), False),
    ],
)
def test_missing_data(name: str, keys: set[str], missing: bool) -> None:
    assert missing_data(known(name), keys) is missing


@pytest.mark.parametrize(
    ("values", "open_", "broken"),
    [
        ({"token_string": "BOATX", "caption_prefix": "a photo of TOK, "}, False, True),
        ({"token_string": "BOATX", "caption_prefix": "a photo of boatx, "}, True, True),
        ({"caption_prefix": "a photo of BOATX, "}, False, True),
        ({"caption_prefix": "a photo of BOATX, "}, True, False),
        ({"caption_prefix": "TOK at sea, "}, False, False),
        ({"token_string": "BOATX", "caption_prefix": "a photo of BOATX, "}, False, False),
        ({"token_string": "BOATX"}, False, False),
        ({"token_string": None, "caption_prefix": "a photo of BOATX, "}, False, False),
        ({"token_string": "BOATX", "caption_prefix": None}, False, False),
        ({"token_string": "", "caption_prefix": "a photo"}, False, False),
        ({"token_string": 7, "caption_prefix": "a photo"}, False, False),
        ({}, False, False),
    ],
)
def test_the_prefix_of_sdxl_contains_its_token(values: dict[str, object], open_: bool, broken: bool) -> None:
    expected = [("caption_prefix", "token_string")] if broken else []
    assert violated_relations(known(SDXL), values, open=open_) == expected
    assert violated_relations(known(FLUX), values, open=open_) == []


GOOD = """\
name = "acme/trainer"
aliases = []
api = "training"
predicts = true
retired = false
partial = false
source = "https://acme.example/trainer"
read = "2026-11"
data = ["images"]
data_required = true
data_unless = []
versions = []

[inputs]
images = { type = "file", required = true }
steps = { type = "int", min = 1, max = 10, default = 5 }

[wrong]
step_count = "steps"
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('api = "training"', 'api = "both"', "api: Input should be 'training' or 'prediction'"),
        ("retired", "retierd", "retired: Field required; retierd: Extra inputs are not permitted"),
        ("default = 5", "default = 50", "inputs.steps: Value error, the default 50 is not a whole number from 1 to 10"),
        ("default = 5", 'default = "5"', "inputs.steps: Value error, '5' is no int"),
        ("min = 1", "min = 10", "inputs.steps: Value error, min is not below max"),
        ('"int", min', '"string", min', "inputs.steps: Value error, a string has no min or max"),
        ("required = true }\n", 'required = true, default = "x" }\n', "inputs.images: Value error, a required input"),
        ('= "steps"', '= "stpes"', "Value error, stpes is named, but is not one of the inputs"),
        ("step_count", "steps", "Value error, steps is listed as wrong and is an input as well"),
        ('data = ["images"]', "data = []", "Value error, data_required is set, but no input carries the data"),
        ('data = ["images"]', 'data = ["images", "steps"]', "Value error, steps carries the data, but is no file"),
        ('name = "acme/trainer"', 'name = "acme/coach"', "name: is acme/coach, but the file is named"),
        ("[wrong]", "[wrong", "Expected"),
    ],
)
def test_wrong_files_name_the_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "acme__trainer.toml"
    path.write_text(GOOD)
    assert validate_trainer(path).name == "acme/trainer"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(CardError) as caught:
        validate_trainer(path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_one_that_predicts_does_predict(tmp_path: Path) -> None:
    path = tmp_path / "acme__trainer.toml"
    path.write_text(GOOD.replace('"training"', '"prediction"').replace("predicts = true", "predicts = false"))
    with pytest.raises(CardError, match="run as a prediction does predict"):
        validate_trainer(path)


def test_names_and_versions_belong_to_one_file(tmp_path: Path) -> None:
    (tmp_path / "acme__trainer.toml").write_text(GOOD)
    other = GOOD.replace('"acme/trainer"', '"acme/zebra"').replace("aliases = []", 'aliases = ["acme/trainer"]')
    (tmp_path / "acme__zebra.toml").write_text(other)
    with pytest.raises(CardError, match=r"acme/trainer is in acme__trainer\.toml already"):
        validated_trainers(tmp_path)
