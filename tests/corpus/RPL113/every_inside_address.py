"""Addresses that work on the office network and nowhere else."""
import os
from urllib.parse import urlunsplit

import replicate

VERSION = "northwind/house-style-trainer:6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"
MEDIA = "http://media.corp"
PORT = 9000


def start(url):
    training = replicate.trainings.create(version=VERSION, input={"training_data": url}, destination="northwind/bicycles")
    print(training.id)


def loopback(name):
    start(f"http://localhost:8000/media/{name}")  # expect: RPL113
    start("http://127.0.0.1/bikes.zip")  # expect: RPL113
    start("https://127.8.8.8:8443/bikes.zip")  # expect: RPL113
    start("http://[::1]:8000/bikes.zip")  # expect: RPL113
    start("http://0.0.0.0:%d/bikes.zip" % PORT)  # expect: RPL113
    start("http://2130706433/bikes.zip")  # expect: RPL113
    start("http://0x7f.0.0.1/bikes.zip")  # expect: RPL113
    start("http://0177.0.0.1/bikes.zip")  # expect: RPL113


def private(name):
    start("http://10.1.2.3/bikes.zip")  # expect: RPL113
    start("https://172.31.255.4/" + name)  # expect: RPL113
    start("http://192.168.178.20:5000/bikes.zip")  # expect: RPL113
    start("http://169.254.169.254/latest/user-data/bikes.zip")  # expect: RPL113
    start("http://[fd12:3456:789a::1]/bikes.zip")  # expect: RPL113
    start("http://[fe80::1]/bikes.zip")  # expect: RPL113
    start("http://[::ffff:192.168.0.4]/bikes.zip")  # expect: RPL113
    start("https://198.51.100.7/bikes.zip")  # allow: RPL113
    start("https://240.1.1.1/bikes.zip")  # expect: RPL113


def names(name, namespace):
    start(f"{MEDIA}/{name}")  # expect: RPL113
    start(f"http://minio:{PORT}/bikes/{name}")  # expect: RPL113
    start("https://nas.local/bikes.zip")  # expect: RPL113
    start("http://files.eu.internal/bikes.zip")  # expect: RPL113
    start("http://FILES.LAN/bikes.zip")  # expect: RPL113
    start("https://box.home.arpa/bikes.zip")  # expect: RPL113
    start("http://shop.localhost:3000/bikes.zip")  # expect: RPL113
    start("https://files.northwind.test/bikes.zip")  # expect: RPL113
    start("http://host.docker.internal:8080/bikes.zip")  # expect: RPL113
    start(f"http://media.{namespace}.svc.cluster.local/bikes.zip")  # expect: RPL113
    start("https://cdn.northwind.io@127.0.0.1/bikes.zip")  # expect: RPL113


def no_network_at_all(path):
    start("file:///srv/bikes.zip")  # expect: RPL113
    start(urlunsplit(("file", "", os.path.abspath(path), "", "")))  # expect: RPL113
