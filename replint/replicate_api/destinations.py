"""Where a training's result goes: ``owner/name`` of an existing model, and what people write instead.

Sources: ``destination`` in the platform's OpenAPI document (``{owner}/{name}``); the site's own form says of model
names: lower-case letters, digits, dashes, underscores and periods, not at either end. The grammar of owner names is
not published, so only characters that no owner can have are called bad there.
"""

from __future__ import annotations

import re

from replint.replicate_api.parts import HOLE, Parts, is_known, joined
from replint.replicate_api.words import words

_URL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://|(?:www\.)?replicate\.com/|r8\.im/)", re.IGNORECASE)
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9._\-]")
_ENDS = "-_."

_OWNERS = words(
    "username user myname myusername myuser replicateuser replicateusername replicateusernameororg replicateowner "
    "owner ownername modelowner modelownername destinationowner orgname organizationname organisationname "
    "companyname accountname usernameororg userororg githubusername replicateaccount myreplicateusername "
    "someusername userid placeholder todo fixme changeme replaceme"
)
_NAMES = words(
    "modelname mymodelname newmodelname destinationmodel destinationmodelname destinationname "
    "trainedmodelname finetunedmodelname finetunename placeholder todo fixme changeme replaceme"
)
_YOUR_WORDS = words(
    "user username name org orgname organization organisation company team account handle owner namespace model lora "
    "flux sdxl trained fine tuned finetuned tune custom replicate github new brand style destination project version "
    "own id here ai image training trainer dest"
)
_YOUR_NOUN = re.compile(
    r"your(?:replicate|github)?(?:user(?:name|id)?|name|org(?:ani[sz]ation)?|team|company|account|handle|owner|"
    r"namespace|model|lora|destination|finetune|project)(?:name|here)?",
)
_UNFORMATTED = re.compile(
    r"<[^<>]*>|\{[^{}]*\}|\[[A-Za-z][^\[\]]*\]|%\([^()]*\)[a-z]|%[sdr]|\$[A-Za-z_]+|\.\.\.|\u2026",
)
_SEPARATORS = re.compile(r"[-_. ]")


def malformed(destination: str) -> str | None:
    """Why ``destination`` isn't ``owner/name``, as words that follow "the destination"; None if it is well formed.

    The empty string is a missing destination, not a malformed one: None.
    """
    return malformed_parts([destination])


def malformed_parts(parts: Parts) -> str | None:
    """As ``malformed``, for a partly known text: only what no value of the unknown pieces can mend."""
    text = joined(parts)
    if not text.strip(HOLE):
        return None
    if _URL.match(text):
        return "is a URL"
    if re.search(r"\s", text):
        return "has blanks"
    if ":" in text:
        return "carries a version tail"
    slashes = text.count("/")
    if slashes > 1:
        return "has more than one slash"
    if slashes == 0:
        return _without_slash(text)
    owner, _, name = text.partition("/")
    return _bad_ends(owner, name) or _bad_characters(owner, name)


def is_placeholder(destination: str) -> bool:
    """Whether the owner or the name is one that documentation puts there to be replaced, or was left unformatted."""
    return placeholder_parts([destination])


def placeholder_parts(parts: Parts) -> bool:
    """As ``is_placeholder``, for a partly known text: an owner or name counts only if it is wholly known."""
    text = joined(parts).strip()
    found = _URL.match(text)
    if found:
        text = text[found.end() :]
        text = text.removeprefix("replicate.com/").removeprefix("www.replicate.com/")
    if _UNFORMATTED.search(text):
        return True
    owner, slash, rest = text.partition("/")
    name = rest.rpartition("/")[2].partition(":")[0]
    if not slash:
        word = text.partition(":")[0]
        return is_known(word) and (_stands_for(word, _OWNERS) or _stands_for(word, _NAMES))
    return (is_known(owner) and _stands_for(owner, _OWNERS)) or (is_known(name) and _stands_for(name, _NAMES))


def _without_slash(text: str) -> str | None:
    if is_known(text):
        return "has no slash"
    return "has characters that a model name can't have" if _NOT_IN_NAME.search(text.replace(HOLE, "")) else None


def _bad_ends(owner: str, name: str) -> str | None:
    if not owner:
        return "has no owner before the slash"
    if not name:
        return "has no model name after the slash"
    if name[0] in _ENDS or name[-1] in _ENDS:
        return "has a model name that starts or ends with a dash, an underscore or a period"
    return None


def _bad_characters(owner: str, name: str) -> str | None:
    if _NOT_IN_NAME.search(name.replace(HOLE, "")):
        return "has characters that a model name can't have"
    if _NOT_IN_NAME.search(owner.replace(HOLE, "")):
        return "has characters that an owner's name can't have"
    if name != name.lower():
        return "has upper case in the model name"
    return None


def _stands_for(word: str, known: frozenset[str]) -> bool:
    first, *rest = [piece for piece in _SEPARATORS.split(word.lower()) if piece] or [""]
    if first == "your" and rest and all(piece in _YOUR_WORDS for piece in rest):
        return True
    plain = _SEPARATORS.sub("", word).lower()
    return plain in known or _YOUR_NOUN.fullmatch(plain) is not None or re.fullmatch(r"x{3,}", plain) is not None
