"""No lock on the door: everybody on the way can swap the pictures."""
import os
from urllib.parse import urljoin, urlunparse

import replicate
from replicate import trainings

VERSION = "stability-ai/sdxl:39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b"
SCHEME = "http"
CDN = "http://cdn.northwind.io"
MIRROR = os.environ.get("MIRROR", "http://mirror.northwind.io/sets/")


class Site:
    host = "img.northwind.io"
    base = "http://" + host


def begin(url):
    return replicate.trainings.create(version=VERSION, input={"input_images": url}, destination="northwind/knots").id


def every_shape(name):
    yield begin("http://cdn.northwind.io/knots.zip")  # expect: RPL118
    yield begin(f"{CDN}/{name}.zip")  # expect: RPL118
    yield begin("%s://%s/%s.zip" % (SCHEME, Site.host, name))  # expect: RPL118
    yield begin("{}/knots.tar".format(Site.base))  # expect: RPL118
    yield begin(urljoin("http://files.northwind.io/sets/", name))  # expect: RPL118
    yield begin(MIRROR + name)  # expect: RPL118
    yield begin("HTTP://CDN.northwind.io/knots.zip")  # expect: RPL118
    yield begin(urlunparse((SCHEME, "cdn.northwind.io", "/knots.zip", "", "", "")))  # expect: RPL118
    yield begin("http://203-0-114-9.northwind.io:8080/knots.zip")  # expect: RPL118
    yield begin("http://8.8.4.4/knots.zip")  # expect: RPL118
    yield begin("http://knots.s3-website-eu-west-1.amazonaws.com/knots.zip")  # expect: RPL118


def downgraded(url):
    data = {"input_images": url}
    if not url:
        data["input_images"] = "http://cdn.northwind.io/default.zip"  # expect: RPL118
    return trainings.create(version=VERSION, input=data, destination="northwind/knots").id
