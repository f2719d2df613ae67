"""Questions about data URLs: tables of what is certain, and of what must stay unanswered. None is an unknown piece."""

from __future__ import annotations

from base64 import b64encode

import pytest

from replint.replicate_api import urls

X = None


def p(text: str) -> list[str | None]:
    """``{}`` in ``text`` stands for an unknown piece."""
    pieces: list[str | None] = []
    for index, piece in enumerate(text.split("{}")):
        if index:
            pieces.append(None)
        pieces.append(piece)
    return pieces


STORES = {
    "https://ink.s3.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3.amazonaws.com/{}": "Amazon S3",
    "https://{}.s3.amazonaws.com/{}": "Amazon S3",
    "https://ink.s3.eu-west-1.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3.{}.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-eu-west-1.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-{}.amazonaws.com/a.zip": "Amazon S3",
    "https://s3.amazonaws.com/ink/a.zip": "Amazon S3",
    "https://s3-us-west-2.amazonaws.com/ink/a.zip": "Amazon S3",
    "https://s3.us-gov-west-1.amazonaws.com/ink/a.zip": "Amazon S3",
    "https://s3.dualstack.eu-central-1.amazonaws.com/ink/a.zip": "Amazon S3",
    "https://ink.s3.dualstack.eu-central-1.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-accelerate.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-accelerate.dualstack.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-fips.us-east-2.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3-fips.dualstack.us-east-2.amazonaws.com/a.zip": "Amazon S3",
    "https://ink.s3.cn-north-1.amazonaws.com.cn/a.zip": "Amazon S3",
    "https://looks-123456789012.s3-accesspoint.eu-west-1.amazonaws.com/a.zip": "Amazon S3",
    "https://INK.S3.AMAZONAWS.COM/a.zip": "Amazon S3",
    "https://ink.s3.amazonaws.com:443/a.zip": "Amazon S3",
    "https://my.dotted.s3.bucket.s3.amazonaws.com/a.zip": "Amazon S3",
    "http://ink.s3.amazonaws.com/a.zip": "Amazon S3",
    "{}://ink.s3.amazonaws.com/a.zip": "Amazon S3",
    "http{}://ink.s3.amazonaws.com/a.zip": "Amazon S3",
    "{}.s3.amazonaws.com/{}": "Amazon S3",
    "https://ink.s3.amazonaws.com{}": "Amazon S3",
    "s3://ink/a.zip": "Amazon S3",
    "s3://{}/{}": "Amazon S3",
    "arn:aws:s3:::ink/a.zip": "Amazon S3",
    "https://storage.googleapis.com/ink/a.zip": "Google Cloud Storage",
    "https://ink.storage.googleapis.com/{}": "Google Cloud Storage",
    "https://storage.cloud.google.com/ink/a.zip": "Google Cloud Storage",
    "gs://ink/a.zip": "Google Cloud Storage",
    "https://www.googleapis.com/storage/v1/b/ink/o/a.zip?alt=media": "Google Cloud Storage",
    "https://acme.blob.core.windows.net/private/ink.zip": "Azure Blob Storage",
    "https://{}.blob.core.windows.net/{}/{}": "Azure Blob Storage",
    "https://acme.blob.core.chinacloudapi.cn/c/a.zip": "Azure Blob Storage",
    "https://acme.blob.core.usgovcloudapi.net/c/a.zip": "Azure Blob Storage",
    "https://0123abcd.r2.cloudflarestorage.com/ink/a.zip": "Cloudflare R2",
    "https://ink.0123abcd.eu.r2.cloudflarestorage.com/a.zip": "Cloudflare R2",
    "https://ink.nyc3.digitaloceanspaces.com/a.zip": "DigitalOcean Spaces",
    "https://nyc3.digitaloceanspaces.com/ink/a.zip": "DigitalOcean Spaces",
    "https://s3.wasabisys.com/ink/a.zip": "Wasabi",
    "https://ink.s3.eu-central-1.wasabisys.com/a.zip": "Wasabi",
    "https://ink.s3.us-west-004.backblazeb2.com/a.zip": "Backblaze B2",
    "https://f004.backblazeb2.com/file/ink/a.zip": "Backblaze B2",
    "https://minio.acme.io/ink/a.zip": "MinIO",
    "https://minio.acme.io:9000/ink/{}": "MinIO",
    "https://store.acme.io:9000/ink/a.zip": "MinIO",
    "https://s3.acme.io/ink/a.zip": "MinIO",
    "https://firebasestorage.googleapis.com/v0/b/ink/o/a.zip?alt=media": "Firebase Storage",
    "https://ref.supabase.co/storage/v1/object/sign/ink/a.zip": "Supabase Storage",
    "https://fsn1.your-objectstorage.com/ink/a.zip": "Hetzner Object Storage",
}

NO_STORES = [
    "https://cdn.example.com/ink.zip",
    "https://ink.s3-website-us-east-1.amazonaws.com/a.zip",
    "https://ink.s3-website.eu-central-1.amazonaws.com/a.zip",
    "https://d3k1x0example.cloudfront.net/a.zip",
    "https://abc.execute-api.us-east-1.amazonaws.com/prod/a.zip",
    "https://s3-mirror.acme.io/amazonaws.com/{}",
    "https://pub-4c1f0d6e5b.r2.dev/looks/ink.zip",
    "https://replicate.delivery/yhqm/abc123/dataset.zip",
    "https://api.replicate.com/v1/files/abc/download",
    "https://ink.nyc3.cdn.digitaloceanspaces.com/a.zip",
    "https://acme.z13.web.core.windows.net/a.zip",
    "https://acme.azureedge.net/a.zip",
    "https://ref.supabase.co/storage/v1/object/public/ink/a.zip",
    "https://ref.supabase.co/storage/v1/object/{}/a.zip",
    "https://{}/ink/a.zip",
    "{}/ink.s3.amazonaws.com/a.zip",
    "{}",
    "https://{}.amazonaws.com/a.zip",
    "https://ink.s3.{}/a.zip",
    "https://cdn.example.com/s3.amazonaws.com/ink/a.zip",
    "https://cdn.example.com/?u=https://ink.s3.amazonaws.com/a.zip",
    "https://ink.s3.amazonaws.com.evil.io/a.zip",
    "https://nots3.amazonaws.com.example/a.zip",
    "http://minio:9000/ink/a.zip",
    "http://10.0.0.3:9000/ink/a.zip",
    "https://files.acme.io/ink.zip",
    "https://f.backblaze.com/x",
    "images.zip",
    "",
]


@pytest.mark.parametrize(("url", "store"), STORES.items())
def test_object_stores_are_named(url: str, store: str) -> None:
    assert urls.object_store(p(url)) == store


@pytest.mark.parametrize("url", NO_STORES)
def test_other_hosts_are_no_stores(url: str) -> None:
    assert urls.object_store(p(url)) is None


SIGNATURES = {
    "https://b.s3.amazonaws.com/a.zip?X-Amz-Algorithm=AWS4&X-Amz-Signature=ab": "present",
    "https://b.s3.amazonaws.com/a.zip?x-amz-signature={}": "present",
    "https://b.s3.amazonaws.com/{}?AWSAccessKeyId=A&Signature=b&Expires=1": "present",
    "https://storage.googleapis.com/b/a.zip?X-Goog-Signature=ab": "present",
    "https://acme.blob.core.windows.net/private/ink.zip?sp=r&se=2099-01-01T00:00:00Z&sig=abc%3D": "present",
    "https://acme.blob.core.windows.net/c/a.zip?sv={}&sig={}": "present",
    "https://firebasestorage.googleapis.com/v0/b/x/o/a.zip?alt=media&token=1": "present",
    "https://b.s3.amazonaws.com/{}?{}": "possible",
    "https://b.s3.amazonaws.com/a.zip?{}": "possible",
    "https://b.s3.amazonaws.com/a.zip?versionId=3&{}": "possible",
    "https://b.s3.amazonaws.com/a.zip?{}={}": "possible",
    "https://b.s3.amazonaws.com/a.zip{}": "possible",
    "https://b.s3.amazonaws.com/{}.zip{}": "possible",
    "https://b.s3.amazonaws.com/{}{}": "possible",
    "https://b.s3.amazonaws.com/{}&x=1": "possible",
    "https://b.s3.amazonaws.com/a.zip?alt=media{}": "possible",
    "https://b.s3.amazonaws.com/{}": "absent",
    "https://b.s3.amazonaws.com/{}/{}": "absent",
    "https://b.s3.amazonaws.com/{}{}.zip": "absent",
    "https://b.s3.amazonaws.com/lora-{}": "absent",
    "https://b.s3.amazonaws.com/a.{}": "absent",
    "https://b.s3.amazonaws.com/{}.zip": "absent",
    "https://b.s3.amazonaws.com/a.zip": "absent",
    "https://b.s3.amazonaws.com{}": "absent",
    "https://b.s3.amazonaws.com/a.zip?versionId={}": "absent",
    "https://b.s3.amazonaws.com/a.zip#X-Amz-Signature=1": "absent",
    "https://acme.blob.core.windows.net/c/a.zip?sv=2022&se=2030-01-01": "absent",
    "s3://{}/{}.zip": "absent",
}


@pytest.mark.parametrize(("url", "expected"), SIGNATURES.items())
def test_signature(url: str, expected: str) -> None:
    assert urls.signature(p(url)) == expected


@pytest.mark.parametrize(
    ("url", "limited"),
    [
        ("https://b.s3.amazonaws.com/a.zip?X-Amz-Date=20240101T000000Z&X-Amz-Expires=604800&X-Amz-Signature=ab", True),
        ("https://storage.googleapis.com/b/a.zip?X-Goog-Expires=60&X-Goog-Signature=ab", True),
        ("https://b.s3.amazonaws.com/a.zip?AWSAccessKeyId=AK&Signature=b%3D&Expires=1700000000", True),
        ("https://b.s3.amazonaws.com/a.zip?AWSAccessKeyId=AK&Signature=b%3D&Expires=4102444800", False),
        ("https://b.s3.amazonaws.com/a.zip?Signature=b&Expires=" + "9" * 400, False),
        ("https://b.s3.amazonaws.com/a.zip?Signature=b&Expires=²", False),
        ("https://a.blob.core.windows.net/c/a.zip?se=2099-01-01T00:00:00Z&sig=a", False),
        ("https://a.blob.core.windows.net/c/a.zip?se=2025-01-01T00:00:00Z&sig=a", True),
        ("https://a.blob.core.windows.net/c/a.zip?st=2031-03-01&se=2031-03-02&sig=a", True),
        ("https://a.blob.core.windows.net/c/a.zip?sig=a", False),
        ("https://firebasestorage.googleapis.com/v0/b/x/o/a.zip?alt=media&token=1", False),
        ("https://b.s3.amazonaws.com/a.zip", False),
        ("X-Amz-Signature=1", False),
    ],
)
def test_a_literal_signature_of_limited_life(url: str, limited: bool) -> None:
    assert urls.signed_lifetime_literal(url) is limited


INTERNAL = {
    "http://localhost/a.zip": "localhost",
    "http://LOCALHOST:8000/a.zip": "localhost",
    "http://localhost.:8000/a.zip": "localhost",
    "https://user:pw@localhost/a.zip": "localhost",
    "http://localhost:{}/a.zip": "localhost",
    "{}://localhost/a.zip": "localhost",
    "http://127.0.0.1:8000/a.zip": "127.0.0.1",
    "http://127.1/a.zip": "127.1",
    "http://2130706433/a.zip": "2130706433",
    "http://0x7f000001/a.zip": "0x7f000001",
    "http://0x7f.0.0.1/a.zip": "0x7f.0.0.1",
    "http://0177.0.0.1/a.zip": "0177.0.0.1",
    "http://0/a.zip": "0",
    "http://0.0.0.0:80/a.zip": "0.0.0.0",
    "http://10.2.3.4/a.zip": "10.2.3.4",
    "http://172.16.0.1/a.zip": "172.16.0.1",
    "http://172.31.255.255/a.zip": "172.31.255.255",
    "http://192.168.1.20/a.zip": "192.168.1.20",
    "http://192.168.257/a.zip": "192.168.257",
    "http://192.168.1.{}/a.zip": "192.168.1.…",
    "http://10.{}.{}.{}/a.zip": "10.….….…",
    "http://169.254.169.254/latest": "169.254.169.254",
    "http://100.64.0.1/a.zip": "100.64.0.1",
    "http://198.18.0.1/a.zip": "198.18.0.1",
    "http://240.0.0.1/a.zip": "240.0.0.1",
    "http://[::1]:8000/a.zip": "::1",
    "http://[fd12:3456::1]/a.zip": "fd12:3456::1",
    "http://[fe80::1%25eth0]/a.zip": "fe80::1%25eth0",
    "http://[::ffff:10.0.0.1]/a.zip": "::ffff:10.0.0.1",
    "http://[::ffff:7f00:1]/a.zip": "::ffff:7f00:1",
    "http://[64:ff9b::10.0.0.1]/a.zip": "64:ff9b::10.0.0.1",
    "http://[2002:7f00:1::]/a.zip": "2002:7f00:1::",
    "http://[::]/a.zip": "::",
    "http://[fd00::{}]/a.zip": "fd00::…",
    "http://minio:9000/a.zip": "minio",
    "http://minio:{}/a.zip": "minio",
    "https://fileserver/a.zip": "fileserver",
    "https://nas.local/a.zip": "nas.local",
    "https://data.acme.internal/a.zip": "data.acme.internal",
    "https://{}.internal/a.zip": "….internal",
    "https://nas.lan/a.zip": "nas.lan",
    "https://git.corp/a.zip": "git.corp",
    "https://nas.home.arpa/a.zip": "nas.home.arpa",
    "https://x.localhost/a.zip": "x.localhost",
    "https://x.test/a.zip": "x.test",
    "https://x.invalid/a.zip": "x.invalid",
    "http://host.docker.internal:9000/a.zip": "host.docker.internal",
    "http://data.ml.svc.cluster.local/a.zip": "data.ml.svc.cluster.local",
    "file:///tmp/a.zip": "file:",
    "file:/tmp/a.zip": "file:",
    "file://{}": "file:",
}

NOT_INTERNAL = [
    "https://cdn.example.com/a.zip",
    "http://8.8.8.8/a.zip",
    "http://172.32.0.1/a.zip",
    "http://172.{}.0.1/a.zip",
    "http://10.{}/a.zip",
    "http://100.128.0.1/a.zip",
    "http://11.0.0.1/a.zip",
    "http://203.0.113.7/a.zip",
    "http://[2001:db8::1]/a.zip",
    "http://[2606:4700::1111]/a.zip",
    "http://[::ffff:8.8.8.8]/a.zip",
    "http://[broken]/a.zip",
    "http://10.0.0.1.nip.io/a.zip",
    "http://localhost.acme.io/a.zip",
    "http://localhost{}/a.zip",
    "http://{}/a.zip",
    "http://{}:9000/a.zip",
    "http://{}internal/a.zip",
    "http://nas.{}/a.zip",
    "http://{}.example.com/a.zip",
    "https://internal.acme.io/a.zip",
    "s3://bucket/a.zip",
    "{}://bucket/a.zip",
    "gs://bucket/a.zip",
    "{}",
    "{}/localhost/a.zip",
    "localhost",
    "data:application/zip;base64,AAAA",
    "https://<your-host>/a.zip",
    "https:///a.zip",
    "",
]


@pytest.mark.parametrize(("url", "host"), INTERNAL.items())
def test_hosts_that_nobody_outside_reaches(url: str, host: str) -> None:
    found = urls.internal_host(p(url))
    assert found is not None
    assert found[0] == host
    assert found[1]


@pytest.mark.parametrize("url", NOT_INTERNAL)
def test_hosts_that_may_be_reached(url: str) -> None:
    assert urls.internal_host(p(url)) is None


PLACEHOLDERS = [
    "<https://your-data>",
    "<url>",
    "<URL to your zip>",
    "https://<your-bucket>.s3.amazonaws.com/a.zip",
    "https://cdn.acme.io/<file>.zip",
    "https://your-domain/a.zip",
    "https://your-domain.com/a.zip",
    "https://yourdomain.com/a.zip",
    "https://www.your-website.com/a.zip",
    "https://my-domain/a.zip",
    "https://my-domain.com/{}",
    "http://mydomain.com/a.zip",
    "https://your-bucket.s3.amazonaws.com/a.zip",
    "https://your_bucket.s3.amazonaws.com/{}",
    "https://YOUR_ACCOUNT.blob.core.windows.net/c/a.zip",
    "https://storage.googleapis.com/your-bucket/a.zip",
    "https://your-server.com/{}.zip",
    "https://example.com/path/to/images.zip",
    "path/to/images.zip",
    "/path/to/images.zip",
    "./path/to/data",
    "{}/path/to/images.zip",
    "path/to/{}",
    "path_to_your_images.zip",
    "URL",
    "url",
    "YOUR_ZIP_URL",
    "ZIP_URL_HERE",
    "INSERT_URL_HERE",
    "url-to-your-zip-file",
    "link to zip file",
    "your-images.zip",
    "TODO",
    "CHANGE_ME",
    "REPLACE_ME",
    "...",
    "…",
    "https://...",
    "https://.../images.zip",
    "https://cdn.acme.io/…",
    "{url}",
    "{ image_url }",
    "${DATA_URL}",
    "https://cdn.acme.io/{name}.zip",
    "https://cdn.acme.io/%s.zip",
    "https://cdn.acme.io/%(name)s.zip",
    "[YOUR_URL]",
    "{}path/to/images.zip",
    "https://domain.com/a.zip",
    "https://cdn.acme.io/PUT_YOUR_FILE_HERE",
    "https://cdn.acme.io/INSERT_FILE_HERE.zip",
]

NO_PLACEHOLDERS = [
    "https://example.com/a.zip",
    "https://cdn.example.com/your/a.zip",
    "https://example.com/data.zip",
    "https://files.example.org/training/images.zip",
    "https://my-bucket.s3.amazonaws.com/a.zip",
    "https://acme-media.s3.amazonaws.com/{}",
    "https://cdn.acme.io/{}",
    "https://cdn.acme.io/%D0%BA.zip",
    "https://yourstory.com/a.zip",
    "https://fsn1.your-objectstorage.com/ink/a.zip",
    "https://u123.your-storagebox.de/a.zip",
    "https://{}/a.zip",
    "https://{}-domain/a.zip",
    "https://your{}.io/a.zip",
    "{}",
    "{}your-bucket/a.zip",
    "",
    "TOK",
    "images.zip",
    "my-images.zip",
    "image_urls.csv",
    "link.zip",
    "put-images.zip",
    "https://api.acme.io/put-file/a.zip",
    "https://url.acme.io/abc",
    "https://via.placeholder.com/300",
    "https://insert-coin.io/a.zip",
    "https://acme.xxx/a.zip",
    "./data/train.zip",
    "/tmp/x.zip",
    "https://cdn.acme.io/photos/to/path.zip",
    "https://cdn.acme.io/mypath/total/a.zip",
    '{"text": "hello"}',
    '{"prompt": "a", "completion": "b"}\n{"prompt": "c"}',
    "<s>[INST] hi [/INST] x</s>",
    "data:application/zip;base64,UEsDBA==",
    "https://b.s3.amazonaws.com/a.zip?X-Amz-Signature=...",
    "http://localhost:8000/a.zip",
]


@pytest.mark.parametrize("url", PLACEHOLDERS)
def test_placeholders(url: str) -> None:
    assert urls.placeholder_url(p(url))


@pytest.mark.parametrize("url", NO_PLACEHOLDERS)
def test_no_placeholders(url: str) -> None:
    assert not urls.placeholder_url(p(url))


SHARED = {
    "https://drive.google.com/file/d/1AbC/view?usp=sharing": "Google Drive",
    "https://drive.google.com/file/d/{}/view": "Google Drive",
    "https://drive.google.com/file/d/{}": "Google Drive",
    "https://drive.google.com/open?id=1AbC": "Google Drive",
    "https://drive.google.com/drive/folders/1AbC": "Google Drive",
    "https://drive.google.com/drive/u/0/folders/1AbC": "Google Drive",
    "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0": "Google Docs",
    "https://www.dropbox.com/s/abc/x.zip?dl=0": "Dropbox",
    "https://www.dropbox.com/s/abc/x.zip": "Dropbox",
    "https://dropbox.com/scl/fi/abc/x.zip?rlkey=k&dl=0": "Dropbox",
    "https://www.dropbox.com/scl/fi/abc/x.zip?rlkey={}": "Dropbox",
    "https://www.dropbox.com/s/{}/{}.zip": "Dropbox",
    "https://github.com/acme/data/blob/main/x.zip": "GitHub",
    "https://github.com/{}/blob/main/{}": "GitHub",
    "https://github.com/{}/{}/blob/main/x.zip": "GitHub",
    "https://github.com/acme/data/tree/main/x": "GitHub",
    "https://github.com/acme/data/releases/tag/v1": "GitHub",
    "https://gitlab.com/acme/data/-/blob/main/x.zip": "GitLab",
    "https://git.acme.io/acme/data/-/blob/main/x.zip": "GitLab",
    "https://huggingface.co/datasets/acme/d/blob/main/x.zip": "Hugging Face",
    "https://1drv.ms/u/s!Abc": "OneDrive",
    "https://onedrive.live.com/?id=1&cid=2": "OneDrive",
    "https://acme.sharepoint.com/:u:/g/personal/x/Eabc?e=1": "SharePoint",
    "https://acme-my.sharepoint.com/:u:/g/personal/x/Eabc": "SharePoint",
    "https://we.tl/t-abc": "WeTransfer",
    "https://wetransfer.com/downloads/abc": "WeTransfer",
    "https://mega.nz/file/abc#key": "MEGA",
    "https://www.icloud.com/iclouddrive/abc#x": "iCloud",
    "https://share.icloud.com/photos/abc": "iCloud",
    "https://photos.app.goo.gl/abc": "Google Photos",
    "https://photos.google.com/share/abc": "Google Photos",
    "https://file.io/abc": "file.io, which gives a file only once",
    "https://app.box.com/s/abc": "Box",
    "https://acme.app.box.com/s/abc": "Box",
    "https://s3.console.aws.amazon.com/s3/object/ink?prefix=a.zip": "the AWS console",
}

DIRECT = [
    "https://drive.google.com/uc?export=download&id=1AbC",
    "https://drive.google.com/uc?id={}",
    "https://drive.google.com/{}",
    "https://drive.usercontent.google.com/download?id=1&export=download",
    "https://docs.google.com/spreadsheets/d/1AbC/export?format=csv",
    "https://docs.google.com/uc?export=download&id=1",
    "https://www.dropbox.com/s/abc/x.zip?dl=1",
    "https://www.dropbox.com/s/abc/x.zip?raw=1",
    "https://www.dropbox.com/s/abc/x.zip?dl={}",
    "https://www.dropbox.com/s/abc/x.zip?{}",
    "https://www.dropbox.com/s/abc/x.zip{}",
    "https://www.dropbox.com/s/{}",
    "https://www.dropbox.com/scl/fi/{}",
    "https://www.dropbox.com/s/dl/abc/x.zip",
    "https://dl.dropboxusercontent.com/s/abc/x.zip",
    "https://github.com/acme/data/blob/main/x.zip?raw=true",
    "https://github.com/acme/data/raw/main/x.zip",
    "https://github.com/acme/data/releases/download/v1/x.zip",
    "https://github.com/acme/data/releases/latest/download/x.zip",
    "https://github.com/acme/data/archive/refs/heads/main.zip",
    "https://github.com/acme/blob/archive/main.zip",
    "https://github.com/{}",
    "https://raw.githubusercontent.com/acme/data/main/blob/x.zip",
    "https://gitlab.com/acme/data/-/raw/main/x.zip",
    "https://gitlab.com/acme/data/-/archive/main/data.zip",
    "https://huggingface.co/datasets/acme/d/resolve/main/x.zip",
    "https://huggingface.co/datasets/acme/d/resolve/main/blob/x.zip",
    "https://1drv.ms/u/s!Abc?download=1",
    "https://acme.sharepoint.com/:u:/g/x?download=1",
    "https://acme.sharepoint.com/_layouts/15/download.aspx?share=E",
    "https://onedrive.live.com/download?resid=1",
    "https://cdn.example.com/file.io/x.zip",
    "https://cdn.example.com/x.zip?u=drive.google.com/file/d/1/view",
    "{}/file/d/1/view",
    "https://{}/file/d/1/view",
    "",
]


@pytest.mark.parametrize(("url", "service"), SHARED.items())
def test_links_that_open_a_page(url: str, service: str) -> None:
    found = urls.share_page(p(url))
    assert found is not None
    assert found[0] == service
    assert found[1]


@pytest.mark.parametrize("url", DIRECT)
def test_direct_links(url: str) -> None:
    assert urls.share_page(p(url)) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.googleapis.com/drive/v3/files/{}?alt=media", "www.googleapis.com"),
        ("https://www.googleapis.com/drive/v3/files/1?alt=media", "www.googleapis.com"),
        ("https://graph.microsoft.com/v1.0/me/drive/items/{}/content", "graph.microsoft.com"),
        ("https://api.github.com/repos/a/b/releases/assets/1", "api.github.com"),
        ("https://api.github.com/repos/{}/actions/artifacts/1/zip", "api.github.com"),
        ("https://files.slack.com/files-pri/T1-F1/x.zip", "files.slack.com"),
        ("https://ref.supabase.co/storage/v1/object/authenticated/b/a.zip", "ref.supabase.co"),
        ("https://www.googleapis.com/drive/v3/files/1?alt=media&key=abc", None),
        ("https://www.googleapis.com/drive/v3/files/1?alt=media&{}", None),
        ("https://www.googleapis.com/drive/v3/files/1?alt=media&access_token={}", None),
        ("https://tok@graph.microsoft.com/v1.0/x", None),
        ("https://api.github.com/repos/a/b/zipball/main", None),
        ("https://github.com/a/b/archive/main.zip", None),
        ("https://gitlab.com/api/v4/projects/1/repository/archive.zip", None),
        ("https://ref.supabase.co/storage/v1/object/public/b/a.zip", None),
        ("https://{}/v1.0/me/drive", None),
        ("{}", None),
    ],
)
def test_needs_header(url: str, host: str | None) -> None:
    assert urls.needs_header(p(url)) == host


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://cdn.example.com/a.zip", True),
        ("HTTP://cdn.example.com/a.zip", True),
        ("http://{}.example.com/a.zip", True),
        ("http://8.8.8.8/a.zip", True),
        ("http://b.s3.amazonaws.com/{}", True),
        ("https://cdn.example.com/a.zip", False),
        ("http://{}/a.zip", False),
        ("http{}://cdn.example.com/a.zip", False),
        ("http://localhost/a.zip", False),
        ("http://minio:9000/a.zip", False),
        ("http://192.168.0.4/a.zip", False),
        ("{}", False),
        ("http:", False),
    ],
)
def test_plain_http(url: str, plain: bool) -> None:
    assert urls.plain_http(p(url)) is plain


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("data:application/zip;base64,UEsDBA==", True),
        ("data:application/zip;base64,{}", True),
        ("data:{};base64,{}", True),
        ("DATA:,hello", True),
        ("data:text/plain;charset=utf-8,hi", True),
        ("data:", False),
        ("data/train.zip", False),
        ("database:application,zip", False),
        ("{}data:application/zip;base64,AA", False),
        ("https://x.io/data:application/zip;base64,AA", False),
    ],
)
def test_data_uri(text: str, data: bool) -> None:
    assert urls.data_uri(p(text)) is data


@pytest.mark.parametrize(
    "text",
    [
        "./data",
        "../x",
        "/tmp/x.zip",
        "/tmp/{}",
        "~/x",
        "C:\\x",
        "C:/x/y.zip",
        "\\\\nas\\x.zip",
        "images.zip",
        "my images.zip",
        "data/train.jsonl",
        "data/{}.zip",
        "images-{}.zip",
        "data/raw/images",
        "data\\images.zip",
        "datasets/",
        "train.csv",
        "./{}",
        "archive.tar.gz",
        "$HOME/x.zip",
    ],
)
def test_local_paths(text: str) -> None:
    assert urls.local_path(p(text))


@pytest.mark.parametrize(
    "text",
    [
        "{}/x.zip",
        "{}",
        "{}.zip",
        "",
        "TOK",
        "data",
        "acme/pokemon",
        "datasets/{}",
        "https://x.io/a.zip",
        "s3://b/a.zip",
        "file:///tmp/a.zip",
        "x.io/a.zip",
        "cdn.example.com/a.zip",
        "//cdn.example.com/a.zip",
        "localhost:9000/a.zip",
        '{"text": "a.zip"}',
        '[{"a": 1}].json',
        "line\nx.zip",
        "data:application/zip;base64,AA/BB.zip",
        "a photo of a very big thing called x.zip",
        "1.0",
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEB",
        "s3{}://b/a.zip",
    ],
)
def test_no_local_paths(text: str) -> None:
    assert not urls.local_path(p(text))


@pytest.mark.parametrize(
    ("url", "archive"),
    [
        ("https://x.io/a.zip", True),
        ("https://x.io/a.tar.gz?x=1", True),
        ("https://x.io/{}.JSONL", True),
        ("https://{}/a.parquet", True),
        ("s3://b/a.zip", True),
        ("https://x.io/a.png", False),
        ("https://x.io/{}", False),
        ("https://x.io/?f=a.zip", False),
        ("{}/a.zip", False),
        ("a.zip", False),
    ],
)
def test_archive_url(url: str, archive: bool) -> None:
    assert urls.archive_url(p(url)) is archive


@pytest.mark.parametrize(
    ("text", "is_base64"),
    [
        ("UEsDBBQAAAAIAKd5", True),
        (b64encode(bytes(i * i * 7 % 251 for i in range(400))).decode(), True),
        ("iVBORw0KGgoAAAANSUhEUg", True),
        ("a" * 300, False),
        ("0123456789abcdef" * 20, False),
        ("short", False),
        ("https://x.io/a.zip", False),
        ("The quick brown Fox 1 " * 30, False),
        ("", False),
    ],
)
def test_base64(text: str, is_base64: bool) -> None:
    assert urls.is_base64_text(text) is is_base64


def test_scheme() -> None:
    assert urls.scheme(p("HTTPS://x.io")) == "https"
    assert urls.scheme(p("{}://x.io")) is None
    assert urls.scheme(p("x.io")) is None
