"""Object stores: URLs signed for a limited time, and uploads that make an object public or leave it private."""

from __future__ import annotations

from collections.abc import Hashable

from replint.facts.callbacks import method_name
from replint.syntax.tree import Place
from replint.values.domain import (
    ABSENT,
    NONE,
    Args,
    Const,
    Duration,
    Lib,
    OneOf,
    Presigned,
    Unknown,
    Value,
    options,
    placed,
)
from replint.values.machine import Machine
from replint.values.operators import text

S3_DEFAULT_LIFETIME = 3600
"""Seconds that boto3's presigned URLs live when nothing is said (boto3's documentation of generate_presigned_url)."""
_PUBLIC = frozenset({"public-read", "public-read-write", "publicRead"})
_UPLOADS = frozenset(
    {
        "put_object",
        "upload_file",
        "upload_fileobj",
        "upload_from_filename",
        "upload_from_string",
        "upload_from_file",
        "upload_blob",
        "copy_object",
        "fput_object",
    }
)
_GOOGLE_BUCKET = "google.cloud.storage.Bucket()"
_GOOGLE_BLOB = "google.cloud.storage.Blob()"
_GOOGLE_BUCKETS = frozenset(
    {
        "google.cloud.storage.Client().bucket",
        "google.cloud.storage.Client().get_bucket",
        "google.cloud.storage.client.Client().bucket",
        "google.cloud.storage.client.Client().get_bucket",
        "firebase_admin.storage.bucket",
    }
)
_SAS = frozenset({"generate_blob_sas", "generate_container_sas", "generate_account_sas"})


class Storage:
    """Recognises the calls by their method names, which are the vendors' own."""

    def call(self, machine: Machine, func: Value, args: Args, place: Place) -> Value | None:
        """The result of a call to an object store's library; None for any other."""
        name = method_name(func)
        if isinstance(func, Lib) and (made := self._google(machine, func, args, place)) is not None:
            return made
        if name == "generate_presigned_url":
            return self._s3(args, place)
        if name == "generate_presigned_post":
            lifetime = args.get("ExpiresIn", 4)
            value = lifetime.value if lifetime is not None else Const(S3_DEFAULT_LIFETIME)
            post = Presigned("url", "POST", value, place, lifetime.place if lifetime else None, at=place)
            return machine.new("dict", {"url": post}, open=True, at=place)
        if name == "generate_signed_url":
            return self._gcs(args, place)
        if name in ("presigned_get_object", "presigned_put_object", "get_presigned_url"):
            return self._minio(name, args, place)
        if name in _SAS and (
            isinstance(func, Lib) or args.get("permission") is not None or args.get("expiry") is not None
        ):
            return self._sas(machine, args, place)
        if name in _UPLOADS:
            self._upload(machine, args)
        elif name in ("make_public", "grant_read", "put_object_acl", "put_acl"):
            public = name in ("make_public", "grant_read") or self._is_public(machine, args)
            machine.state.marks |= {("upload", "seen")} | ({("upload", "public")} if public else set())
        return None

    def _google(self, machine: Machine, func: Lib, args: Args, place: Place) -> Value | None:
        """A bucket or an object of Google's library; None for any other call."""
        if func.path in _GOOGLE_BUCKETS:
            slots: dict[Hashable, Value] = {"name": args.value("bucket_name", 0)}
            return Lib(_GOOGLE_BUCKET, machine.new("library", slots).id, at=place)
        if func.path == f"{_GOOGLE_BUCKET}.blob":
            bucket = machine.obj(func)
            slots = {
                "bucket": bucket.slots["name"] if bucket is not None else ABSENT,
                "name": args.value("blob_name", 0),
            }
            return Lib(_GOOGLE_BLOB, machine.new("library", slots).id, at=place)
        return None

    def attribute(self, machine: Machine, value: Lib, name: str, place: Place) -> Value | None:
        """The address that an object of Google's store has for everybody, if it is open to everybody."""
        held = machine.obj(value)
        if value.path != _GOOGLE_BLOB or name != "public_url" or held is None:
            return None
        bucket, key = (
            Unknown((part, value.id)) if held.slots[part] is ABSENT else held.slots[part] for part in ("bucket", "name")
        )
        made = text(("https://storage.googleapis.com/", bucket, "/", key))
        return OneOf(made.options, at=place) if isinstance(made, OneOf) else placed(made, place)

    def _s3(self, args: Args, place: Place) -> Value:
        until = args.get("date_less_than", 1)
        if args.get("policy") is not None or args.get("date_less_than") is not None:  # CloudFront's own signer
            return Presigned("url", "GET", from_now(until.value) if until else NONE, place, self._at(until), at=place)
        operation, lifetime = args.get("ClientMethod", 0), args.get("ExpiresIn", 2)
        method = args.get("HttpMethod", 3)
        names = [o.value for o in options(operation.value) if isinstance(o, Const)] if operation is not None else []
        verb = None
        if len(names) == 1:
            verb = "GET" if names[0] == "get_object" else str(names[0])
        if method is not None and isinstance(method.value, Const) and method.value.value != "GET":
            verb = str(method.value.value)
        value = lifetime.value if lifetime is not None else Const(S3_DEFAULT_LIFETIME)
        value = Unknown(("lifetime",)) if lifetime is None and args.open_keywords else value
        where = operation.value.site or operation.place if operation is not None else place
        return Presigned("url", verb, value, where, self._at(lifetime), at=place)

    def _at(self, arg: object) -> Place | None:
        found = getattr(arg, "value", None)
        place: Place | None = getattr(arg, "place", None)
        if isinstance(found, Value):
            site = next((option.site for option in options(found) if option.site is not None), None)
            return site or place
        return None

    def _gcs(self, args: Args, place: Place) -> Value:
        method, lifetime = args.get("method", 2), args.get("expiration", 0)
        verb: str | None = "GET"
        if method is not None:
            verb = str(method.value.value) if isinstance(method.value, Const) else None
        value = lifetime.value if lifetime is not None else Unknown(("lifetime",))
        value = from_now(value) if isinstance(value, Unknown) else value
        where = (method.value.site or method.place) if method is not None else place
        return Presigned("url", verb, value, where, self._at(lifetime), at=place)

    def _minio(self, name: str, args: Args, place: Place) -> Value:
        method = args.get("method", 0) if name == "get_presigned_url" else None
        verb: str | None = "PUT" if "put" in name else "GET"
        if name == "get_presigned_url":
            verb = str(method.value.value) if method is not None and isinstance(method.value, Const) else None
        lifetime = args.get("expires", 3 if method is not None else 2)
        value = lifetime.value if lifetime is not None else Const(7 * 86400)
        return Presigned(
            "url", verb, value, method.place if method is not None else place, self._at(lifetime), at=place
        )

    def _sas(self, machine: Machine, args: Args, place: Place) -> Value:
        permission, expiry = args.get("permission"), args.get("expiry")
        verb, where = self._permission(machine, permission.value if permission is not None else ABSENT), place
        if permission is not None:
            where = permission.place
        lifetime: Value = Unknown(("expiry",))
        if expiry is not None:
            lifetime = from_now(expiry.value)
        return Presigned("sas", verb, lifetime, where, expiry.place if expiry is not None else None, at=place)

    def _permission(self, machine: Machine, value: Value) -> str | None:
        """``GET`` if the permission includes reading, the permission's text if it certainly doesn't."""
        if isinstance(value, Const) and isinstance(value.value, str):
            return "GET" if "r" in value.value else value.value
        held = machine.obj(value)
        if isinstance(value, Lib) and held is not None and value.path.endswith("SasPermissions()"):
            if isinstance(held.meta, Args) and (held.meta.open_keywords or held.meta.positional):
                return None
            read = held.slots.get("read", Const(False))
            if read == Const(True):
                return "GET"
            granted = [str(key) for key, given in held.slots.items() if given == Const(True)]
            return ", ".join(granted) if read == Const(False) and granted else None
        return None

    def _upload(self, machine: Machine, args: Args) -> None:
        marks = {("upload", "seen")}
        if self._is_public(machine, args):
            marks.add(("upload", "public"))
        machine.state.marks |= marks

    def _is_public(self, machine: Machine, args: Args) -> bool:
        values = [args.value(name) for name in ("ACL", "predefined_acl", "acl")]
        extra = args.get("ExtraArgs", 3)
        held = machine.obj(extra.value) if extra is not None else None
        if held is not None:
            values.append(held.slots.get("ACL", ABSENT))
        if extra is not None and held is None and extra.value != NONE:
            return True
        for value in values:
            for option in options(value):
                if isinstance(option, Const) and option.value in _PUBLIC:
                    return True
                if isinstance(option, Unknown):
                    return True
        return args.open_keywords


def from_now(value: Value) -> Value:
    """The lifetime of an expiry given as a point in time: ``now + timedelta``."""
    if isinstance(value, Unknown) and isinstance(value.sym, tuple) and value.sym[0] == "+":
        for part in value.sym[1:]:
            if isinstance(part, Duration):
                return part.seconds
    return value.seconds if isinstance(value, Duration) else Unknown(("expiry",))
