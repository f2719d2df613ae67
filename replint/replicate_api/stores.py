"""Object stores by the address of their objects, and whether an address carries a signature.

Sources: the stores' own public documentation of endpoints: Amazon S3 (path-style, virtual-hosted, dual-stack,
accelerate, FIPS, website and access-point endpoints), Google Cloud Storage request endpoints, Azure Storage account
endpoints and shared access signatures, Cloudflare R2, DigitalOcean Spaces, Wasabi, Backblaze B2, MinIO, Firebase and
Supabase Storage, and of further S3-compatible services.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from replint.replicate_api.hosts import why_internal
from replint.replicate_api.parts import HOLE, Parts
from replint.replicate_api.url_view import UrlView, view_of

Signature: TypeAlias = Literal["present", "possible", "absent"]

_S3 = "Amazon S3"
_GCS = "Google Cloud Storage"
_AZURE = "Azure Blob Storage"
_SCHEMES = {
    **dict.fromkeys(("s3", "s3a", "s3n"), _S3),
    **dict.fromkeys(("gs", "gcs"), _GCS),
    **dict.fromkeys(("az", "azure", "abfs", "abfss", "wasb", "wasbs"), _AZURE),
    "r2": "Cloudflare R2",
    "b2": "Backblaze B2",
}
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+){1,3}-\d|us-east-1|\0+|[a-z]{2}\0[a-z0-9\-\0]*|[a-z]{2}-[a-z\-]+\0")
_S3_LABEL = re.compile(r"s3|s3-(?:fips|accelerate|external-1|accesspoint(?:-fips)?|object-lambda)|s3express-\S+")
_S3_DASHED = re.compile(r"s3-(?:fips-)?([a-z0-9\-\0]+)")
_GCS_HOSTS = frozenset(
    {
        "storage.googleapis.com",
        "storage.cloud.google.com",
        "storage.mtls.cloud.google.com",
        "storage-download.googleapis.com",
        "commondatastorage.googleapis.com",
    }
)
_BY_SUFFIX = (
    ("storage.googleapis.com", _GCS),
    ("commondatastorage.googleapis.com", _GCS),
    ("blob.core.windows.net", _AZURE),
    ("blob.core.chinacloudapi.cn", _AZURE),
    ("blob.core.usgovcloudapi.net", _AZURE),
    ("blob.core.cloudapi.de", _AZURE),
    ("blob.storage.azure.net", _AZURE),
    ("dfs.core.windows.net", "Azure Data Lake Storage"),
    ("file.core.windows.net", "Azure Files"),
    ("r2.cloudflarestorage.com", "Cloudflare R2"),
    ("digitaloceanspaces.com", "DigitalOcean Spaces"),
    ("wasabisys.com", "Wasabi"),
    ("linodeobjects.com", "Linode Object Storage"),
    ("vultrobjects.com", "Vultr Object Storage"),
    ("your-objectstorage.com", "Hetzner Object Storage"),
    ("cloud-object-storage.appdomain.cloud", "IBM Cloud Object Storage"),
    ("storage.tigris.dev", "Tigris"),
    ("storage.yandexcloud.net", "Yandex Object Storage"),
)
_NOT_STORES = frozenset({"digitaloceanspaces.com", "wasabisys.com", "www.wasabisys.com", "console.wasabisys.com"})
_SCALEWAY = re.compile(r"(?:[^/]+\.)?s3\.[a-z0-9\-\0]+\.scw\.cloud")
_ALIBABA = re.compile(r"(?:[^/]+\.)?oss-[a-z0-9\-\0]+\.aliyuncs\.com")
_TENCENT = re.compile(r"[^/]+\.cos\.[a-z0-9\-\0]+\.myqcloud\.com")
_B2 = re.compile(r"(?:(?:[^/]+\.)?s3\.[a-z0-9\-\0]+|f\d{3,}|f[0-9]*\0)\.backblazeb2\.com")
_BY_PATTERN = (
    (_SCALEWAY, "Scaleway Object Storage"),
    (_ALIBABA, "Alibaba Cloud OSS"),
    (_TENCENT, "Tencent Cloud COS"),
    (_B2, "Backblaze B2"),
)
_MINIO_PORT = "9000"
_SHARED = re.compile(r"/api/v1/download-shared-object/|/p/[^/]+/n/")

_SIGNED_BY = frozenset(
    {
        "x-amz-signature",
        "x-amz-credential",
        "x-amz-algorithm",
        "x-goog-signature",
        "x-goog-credential",
        "x-goog-algorithm",
        "x-oss-signature",
        "q-signature",
        "signature",
        "sig",
        "token",
        "access_token",
        "authorization",
    }
)


def object_store(parts: Parts) -> str | None:
    """The name of the object store that the URL certainly addresses; None if there is none, or if it isn't certain.

    Hosts that serve objects to everybody by design are none: website endpoints, CDN hosts, ``pub-….r2.dev``,
    Supabase's public and authenticated routes.
    """
    view = view_of(parts)
    if view.text.startswith("arn:aws") and ":s3:::" in view.text:
        return _S3
    if view.scheme in _SCHEMES:
        return _SCHEMES[view.scheme] if view.text[len(view.scheme) + 1 :].startswith("//") else None
    if view.scheme not in ("http", "https", HOLE, ""):
        return None
    host = view.host.rstrip(HOLE)
    found = _by_name(host, view)
    if found is None and not view.bare and host == view.host:
        return _minio(view)
    return found


def signature(parts: Parts) -> Signature:
    """Whether the URL's query carries a signature or token.

    "possible" where an unknown piece can be the query that brings it (see ``url_view``); the unknown key of an object
    is no query.
    """
    view = view_of(parts)
    if _SIGNED_BY & view.params.keys() or _SHARED.search(view.path):
        return "present"
    return "possible" if view.may_have_more_params else "absent"


def _by_name(host: str, view: UrlView) -> str | None:
    for domain in (".amazonaws.com", ".amazonaws.com.cn"):
        if host.endswith(domain):
            return _S3 if _is_s3(host.removesuffix(domain)) else None
    if host in _GCS_HOSTS:
        return _GCS
    if host == "www.googleapis.com":
        return _GCS if view.path.startswith(("/storage/v1/b/", "/download/storage/v1/b/")) else None
    if host == "firebasestorage.googleapis.com":
        return "Firebase Storage"
    if host.endswith((".supabase.co", ".supabase.in")):
        return "Supabase Storage" if view.path.startswith("/storage/v1/object/sign/") else None
    if host in _NOT_STORES or host.endswith(".cdn.digitaloceanspaces.com"):
        return None
    for suffix, name in _BY_SUFFIX:
        if host == suffix or host.endswith("." + suffix):
            return name
    return next((name for pattern, name in _BY_PATTERN if pattern.fullmatch(host)), None)


def _is_s3(before: str) -> bool:
    """``before`` is the host without its domain: ``bucket.s3``, ``s3-eu-west-1``, ``b.s3.dualstack.us-east-1``."""
    labels = before.split(".")
    while labels and (labels[-1] in ("dualstack", "vpce", "s3-global") or _REGION.fullmatch(labels[-1])):
        if labels[-1] == "s3-global":
            return True
        labels.pop()
    if not labels or labels[-1].startswith(("s3-website", "s3-control", "s3-outposts")):
        return False
    if _S3_LABEL.fullmatch(labels[-1]):
        return True
    dashed = _S3_DASHED.fullmatch(labels[-1])
    return dashed is not None and _REGION.fullmatch(dashed.group(1)) is not None


_CDN = (
    ".cloudflare.net",
    ".cloudfront.net",
    ".akamaized.net",
    ".akamai.net",
    ".fastly.net",
    ".b-cdn.net",
    ".azureedge.net",
)


def _minio(view: UrlView) -> str | None:
    """A MinIO-style endpoint under a public name (``minio.…``, ``s3.…``, or MinIO's port) with bucket and key."""
    if view.scheme not in ("http", "https") or len(view.segments) < 2 or "." not in view.host:
        return None
    if HOLE in view.host or why_internal(view.host) or not re.search(r"\.[a-z]{2,}$", view.host):
        return None
    if view.host.endswith(_CDN):
        return None
    first = view.host.partition(".")[0]
    by_name = first == "s3" or first.startswith("minio") or ".minio." in view.host
    return "MinIO" if by_name or view.port == _MINIO_PORT else None
