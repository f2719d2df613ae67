"""Links that open a web page (a viewer, a log-in, a "download" button), or give the file only once.

Sources: the services' public help pages on sharing and direct downloads. Each row answers from the certain parts of a
URL; an unknown query that could turn the page into a download gives no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from replint.replicate_api.parts import HOLE, Parts
from replint.replicate_api.url_view import UrlView, view_of

_Row: TypeAlias = tuple[str, str, Callable[[UrlView], bool]]


def share_page(parts: Parts) -> tuple[str, str] | None:
    """The service whose page the URL certainly opens, and a hint how to get a direct link; None otherwise."""
    view = view_of(parts)
    if view.bare or view.scheme not in ("http", "https", HOLE) or not view.host or view.host.endswith(HOLE):
        return None
    row = _row_for(view.host.removeprefix("www."), view)
    if row is None or not row[2](view):
        return None
    return row[0], row[1]


def _row_for(host: str, view: UrlView) -> _Row | None:
    row = _HOSTS.get(host)
    if row:
        return row
    for suffix, by_suffix in _SUFFIXES:
        if host.endswith(suffix):
            return by_suffix
    return _GITLAB if "/-/blob/" in view.path or "/-/tree/" in view.path else None


def _always(_: UrlView) -> bool:
    return True


def _under(*prefixes: str) -> Callable[[UrlView], bool]:
    """Pages are the paths that begin with one of ``prefixes``."""
    return lambda view: view.path.startswith(prefixes)


def _forced(view: UrlView, *names: str) -> bool:
    """Whether one of the parameters is set to 1 or true, or may be."""
    params = view.params
    if any(params.get(name, "").lower() in ("1", "true") or HOLE in params.get(name, "") for name in names):
        return True
    return view.may_have_more_params and not any(name in params for name in names)


def _unless_download(view: UrlView) -> bool:
    return not _forced(view, "download")


def _drive(view: UrlView) -> bool:
    path = re.sub(r"^/a/[^/]+(?=/)|/u/\d+(?=/|$)", "", view.path)
    return re.match(r"/(?:file/d/|open(?:/|$)|drive/|folderview|drive$)", path) is not None


def _docs(view: UrlView) -> bool:
    found = re.match(r"/(?:document|spreadsheets|presentation|forms)/(?:u/\d+/)?d/", view.path)
    if not found:
        return False
    return not re.search(r"/(?:export|pub|gviz)(?:/|$)|\0$", view.path)


def _dropbox(view: UrlView) -> bool:
    segments = view.segments
    if not segments or segments[0] not in ("s", "scl", "sh", "t", "l", "home", "preview", "work"):
        return False
    if segments[0] == "s" and len(segments) > 1 and segments[1] in ("dl", "raw"):
        return False
    if not view.query and view.path.endswith(HOLE) and len(segments) < 4 - (segments[0] != "scl"):
        return False
    return not _forced(view, "dl", "raw")


def _github(view: UrlView) -> bool:
    segments = view.segments
    start = 2 if HOLE not in "".join(segments[:2]) else 1
    at = next((i for i, one in enumerate(segments) if i >= start and one in ("blob", "tree", "releases")), -1)
    if at < 1 or (at != 2 and not any(HOLE in segment for segment in segments[:at])):
        return False
    rest = segments[at + 1 :]
    if segments[at] == "releases":
        return not rest or rest[0] == "tag" or rest == ["latest"]
    if segments[at] == "tree":
        return bool(rest)
    return bool(rest) and not _forced(view, "raw")


def _gist(view: UrlView) -> bool:
    segments = view.segments
    return bool(segments) and not any(HOLE in s or s in ("raw", "archive", "download") for s in segments)


def _hugging_face(view: UrlView) -> bool:
    segments = view.segments
    return any(segment in ("blob", "tree") for segment in segments[1:]) and "resolve" not in segments


def _onedrive(view: UrlView) -> bool:
    return not view.path.lower().startswith(("/download", "/embed/download")) and _unless_download(view)


def _sharepoint(view: UrlView) -> bool:
    path = view.path.lower()
    if "download.aspx" in path or "/_api/" in path or {"tempauth", "access_token"} & view.params.keys():
        return False
    return len(view.segments) > 0 and view.path != "/" + HOLE and _unless_download(view)


def _icloud(view: UrlView) -> bool:
    return view.path.startswith(("/iclouddrive", "/photos", "/sharedalbum", "/attachment")) and _unless_download(view)


def _box(view: UrlView) -> bool:
    return re.match(r"/(?:s/|v/|file/|folder/)", view.path) is not None


def _file_io(view: UrlView) -> bool:
    return bool(view.segments)


def _tmpfiles(view: UrlView) -> bool:
    first = view.segments[:1]
    return first not in ([], ["dl"]) and HOLE not in first[0]


def _gitlab(view: UrlView) -> bool:
    return "/blob/" in view.path or "/tree/" in view.path


def _bitbucket(view: UrlView) -> bool:
    return "src" in view.segments[1:3]


_ELSEWHERE = "put the file where a plain GET returns it (a presigned object-store URL, or an upload through the SDK)"
_ADD_DOWNLOAD = "add download=1 to the link, or upload the file elsewhere"
_RAW = "link to the raw file"
_DRIVE: _Row = ("Google Drive", "use https://drive.google.com/uc?export=download&id=…", _drive)
_DROPBOX: _Row = ("Dropbox", "set dl=1 in the link", _dropbox)
_ICLOUD: _Row = ("iCloud", _ELSEWHERE, _icloud)
_HUGGING_FACE: _Row = ("Hugging Face", "use /resolve/ instead of /blob/", _hugging_face)
_GITLAB: _Row = ("GitLab", "use /-/raw/ instead of /-/blob/", _always)
_MEGA: _Row = ("MEGA", _ELSEWHERE, _unless_download)
_WETRANSFER: _Row = ("WeTransfer", _ELSEWHERE, _unless_download)
_PHOTOS: _Row = ("Google Photos", _ELSEWHERE, _always)
_YOUTUBE: _Row = ("YouTube", "upload the video file itself", _always)
_YANDEX: _Row = ("Yandex Disk", _ELSEWHERE, _under("/d/", "/i/"))
_CONSOLE: _Row = ("the AWS console", "presign the object's URL", _always)

_HOSTS: dict[str, _Row] = {
    "drive.google.com": _DRIVE,
    "docs.google.com": ("Google Docs", "use the document's /export?format=… address", _docs),
    "dropbox.com": _DROPBOX,
    "github.com": ("GitHub", "use raw.githubusercontent.com, or add ?raw=true", _github),
    "gist.github.com": ("GitHub Gist", _RAW, _gist),
    "gitlab.com": ("GitLab", "use /-/raw/ instead of /-/blob/", _gitlab),
    "bitbucket.org": ("Bitbucket", "use /raw/ instead of /src/", _bitbucket),
    "huggingface.co": _HUGGING_FACE,
    "hf.co": _HUGGING_FACE,
    "kaggle.com": ("Kaggle", _ELSEWHERE, _under("/datasets/", "/c/", "/competitions/", "/code/")),
    "1drv.ms": ("OneDrive", _ADD_DOWNLOAD, _unless_download),
    "onedrive.live.com": ("OneDrive", _ADD_DOWNLOAD, _onedrive),
    "we.tl": _WETRANSFER,
    "wetransfer.com": _WETRANSFER,
    "mega.nz": _MEGA,
    "mega.co.nz": _MEGA,
    "mega.io": _MEGA,
    "icloud.com": _ICLOUD,
    "share.icloud.com": ("iCloud", _ELSEWHERE, _unless_download),
    "photos.google.com": _PHOTOS,
    "photos.app.goo.gl": _PHOTOS,
    "goo.gl": ("Google Photos", _ELSEWHERE, _under("/photos/")),
    "file.io": ("file.io, which gives a file only once", _ELSEWHERE, _file_io),
    "app.box.com": ("Box", "use the shared file's direct link (/shared/static/…)", _box),
    "mediafire.com": ("MediaFire", _ELSEWHERE, _under("/file/", "/folder/", "/view/")),
    "gofile.io": ("Gofile", _ELSEWHERE, _under("/d/")),
    "pixeldrain.com": ("Pixeldrain", "use /api/file/ instead of /u/", _under("/u/", "/l/")),
    "tmpfiles.org": ("tmpfiles.org", "use tmpfiles.org/dl/…", _tmpfiles),
    "disk.yandex.ru": _YANDEX,
    "disk.yandex.com": _YANDEX,
    "yadi.sk": _YANDEX,
    "pan.baidu.com": ("Baidu Pan", _ELSEWHERE, _always),
    "u.pcloud.link": ("pCloud", _ELSEWHERE, _always),
    "archive.org": ("the Internet Archive", "use /download/ instead of /details/", _under("/details/")),
    "imgur.com": ("Imgur", _ELSEWHERE, _under("/a/", "/gallery/")),
    "youtube.com": _YOUTUBE,
    "youtu.be": _YOUTUBE,
    "console.aws.amazon.com": _CONSOLE,
    "s3.console.aws.amazon.com": _CONSOLE,
    "console.cloud.google.com": ("the Google Cloud console", "sign the object's URL", _always),
    "portal.azure.com": ("the Azure portal", "use the blob's URL with a SAS", _always),
}
_SUFFIXES: tuple[tuple[str, _Row], ...] = (
    (".sharepoint.com", ("SharePoint", _ADD_DOWNLOAD, _sharepoint)),
    (".app.box.com", ("Box", "use the shared file's direct link (/shared/static/…)", _box)),
    (".console.aws.amazon.com", _CONSOLE),
)
