"""Which endpoint a request addresses, from partly known URLs, and how clients join a base with a path."""

from __future__ import annotations

import pytest

from replint.replicate_api.parts import split_holes
from replint.replicate_api.routes import JoinStyle, RouteKind, TrainingForm, join_base, route

V = "a" * 64
BASE = "https://api.replicate.com"
HASH = (V,)
K, F = RouteKind, TrainingForm


def p(text: str) -> tuple[str | None, ...]:
    return split_holes(text.replace("{}", "\0"))


@pytest.mark.parametrize(
    ("method", "url", "kind"),
    [
        ("POST", f"{BASE}/v1/models/acme/flux/versions/{V}/trainings", K.CREATE_TRAINING),
        ("post", f"{BASE}/v1/models/{{}}/{{}}/versions/{{}}/trainings/", K.CREATE_TRAINING),
        ("POST", f"{BASE}/v1/models/{{}}/versions/{{}}/trainings", K.CREATE_TRAINING),
        ("POST", f"{BASE}//v1//trainings?x=1", K.CREATE_TRAINING),
        ("POST", f"{BASE}/{{}}/trainings", K.CREATE_TRAINING),
        ("POST", f"{BASE}{{}}/trainings", K.CREATE_TRAINING),
        ("POST", f"{BASE}/trainings", K.CREATE_TRAINING),
        ("POST", "http://API.Replicate.com:443/v1/trainings", K.CREATE_TRAINING),
        ("POST", "{}://api.replicate.com/v1/trainings", K.CREATE_TRAINING),
        ("GET", f"{BASE}/v1/trainings/abc", K.GET_TRAINING),
        ("GET", f"{BASE}/v1/trainings/{{}}", K.GET_TRAINING),
        ("GET", f"{BASE}/{{}}/trainings/{{}}", K.GET_TRAINING),
        ("GET", f"{BASE}/v1/trainings", K.LIST_TRAININGS),
        ("GET", f"{BASE}/v1/trainings?cursor={{}}", K.LIST_TRAININGS),
        ("POST", f"{BASE}/v1/trainings/{{}}/cancel", K.CANCEL_TRAINING),
        ("POST", f"{BASE}/v1/models", K.CREATE_MODEL),
        ("GET", f"{BASE}/v1/models/acme/flux", K.GET_MODEL),
        ("GET", f"{BASE}/v1/models/{{}}", K.GET_MODEL),
        ("GET", f"{BASE}/v1/models/acme/flux/versions", K.LIST_VERSIONS),
        ("GET", f"{BASE}/v1/models/acme/flux/versions/{V}", K.GET_VERSION),
        ("POST", f"{BASE}/v1/predictions", K.CREATE_PREDICTION),
        ("POST", f"{BASE}/v1/models/acme/flux/predictions", K.CREATE_PREDICTION),
        ("POST", f"{BASE}/v1/deployments/acme/flux/predictions", K.CREATE_PREDICTION),
        ("GET", f"{BASE}/v1/predictions/{{}}", K.GET_PREDICTION),
        ("GET", f"{BASE}/v1/predictions", K.LIST_PREDICTIONS),
        ("POST", f"{BASE}/v1/predictions/{{}}/cancel", K.CANCEL_PREDICTION),
        ("POST", f"{BASE}/v1/files", K.UPLOAD_FILE),
        ("DELETE", f"{BASE}/v1/models/acme/flux", K.OTHER),
        ("GET", f"{BASE}/v1/account", K.OTHER),
        ("GET", BASE, K.OTHER),
        ("POST", "https://dreambooth-api-experimental.replicate.com/v1/trainings", K.CREATE_TRAINING),
        ("GET", "https://dreambooth-api-experimental.replicate.com/v1/trainings/{}", K.GET_TRAINING),
        ("POST", "https://dreambooth-api-experimental.replicate.com/v1/upload/data.zip", K.UPLOAD_FILE),
    ],
)
def test_kinds(method: str, url: str, kind: RouteKind) -> None:
    found = route(method, p(url))
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "{}/v1/trainings"),
        ("POST", "/v1/trainings"),
        ("POST", "{}"),
        ("POST", ""),
        ("POST", "https://{}/v1/trainings"),
        ("POST", "https://api.example.com/v1/trainings"),
        ("POST", "https://api.replicate.com.evil.io/v1/trainings"),
        ("POST", "https://{}.replicate.com/v1/trainings"),
        ("POST", f"{BASE}/v1/{{}}"),
        ("POST", f"{BASE}/v1/trainings{{}}"),
        ("POST", f"{BASE}/v1/trainings/{{}}"),
        ("GET", f"{BASE}/{{}}/trainings"),
        ("GET", f"{BASE}{{}}"),
        ("POST", f"{BASE}/v1/models/acme/flux/{{}}"),
        ("POST", f"{BASE}/v1/models/{{}}"),
        ("GET", "replicate://api.replicate.com/v1/trainings"),
        ("GET", "https://example.com/?u=https://api.replicate.com/v1/trainings/x"),
    ],
)
def test_unknown_is_silent(method: str, url: str) -> None:
    assert route(method, p(url)) is None


@pytest.mark.parametrize(
    ("url", "form"),
    [
        (f"{BASE}/v1/models/acme/flux/versions/{V}/trainings", F.VERSION),
        (f"{BASE}/v1/models/{{}}/versions/{{}}/trainings", F.VERSION),
        (f"{BASE}/{{}}/models/a/b/versions/{{}}/trainings", F.VERSION),
        (f"{BASE}/v1/trainings", F.FLAT),
        (f"{BASE}/{{}}/trainings", None),
        (f"{BASE}/v1/{{}}/trainings", None),
        (f"{BASE}/v1/models/acme/flux/trainings", F.MODEL),
        (f"{BASE}/v1/models/{{}}/{{}}/trainings", F.MODEL),
        (f"{BASE}/v1/models/{{}}/trainings", None),
        ("https://dreambooth-api-experimental.replicate.com/v1/trainings", F.DREAMBOOTH),
    ],
)
def test_forms_of_creating(url: str, form: TrainingForm | None) -> None:
    found = route("POST", p(url))
    assert found is not None
    assert found.kind is RouteKind.CREATE_TRAINING
    assert found.form is form


def test_captured_pieces() -> None:
    found = route("POST", p(f"{BASE}/v1/models/acme/{{}}-x/versions/{V}/trainings"))
    assert found is not None
    assert found.model == ("acme/", None, "-x")
    assert found.version == HASH
    got = route("GET", p(f"{BASE}/v1/trainings/tr-{{}}"))
    assert got is not None
    assert got.resource_id == ("tr-", None)


@pytest.mark.parametrize(
    ("base", "path", "style", "url"),
    [
        (f"{BASE}/v1", "/trainings", "append", f"{BASE}/v1/trainings"),
        (f"{BASE}/v1/", "trainings/{}", "append", f"{BASE}/v1/trainings/{{}}"),
        (BASE, "v1/trainings", "append", f"{BASE}/v1/trainings"),
        (f"{BASE}/v1", "https://x.io/y", "append", "https://x.io/y"),
        (f"{BASE}/v1", "{}", "append", "{}"),
        ("{}", "/trainings", "append", "{}/trainings"),
        (f"{BASE}/v1", "/trainings", "urljoin", f"{BASE}/trainings"),
        (f"{BASE}/v1", "trainings", "urljoin", f"{BASE}/trainings"),
        (f"{BASE}/v1/", "trainings", "urljoin", f"{BASE}/v1/trainings"),
        (f"{BASE}/v1/", "./trainings/../files", "urljoin", f"{BASE}/v1/files"),
        (BASE, "/v1/trainings", "urljoin", f"{BASE}/v1/trainings"),
        (f"{BASE}/{{}}", "trainings", "urljoin", f"{BASE}/{{}}trainings"),
        ("{}", "/trainings", "urljoin", "{}/trainings"),
        (f"{BASE}/v1/", "//x.io/y", "urljoin", "https://x.io/y"),
        (f"{BASE}/v1/trainings?a=1", "?b=2", "urljoin", f"{BASE}/v1/trainings?b=2"),
    ],
)
def test_join_base(base: str, path: str, style: JoinStyle, url: str) -> None:
    assert join_base(p(base), p(path), style) == p(url)
