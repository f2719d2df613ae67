from cyclus import a
from cyclus.missing import nothing

DESTINATION = a.DESTINATION


def fix(url):
    return url.strip()


def ping(number):
    return pong(number - 1) if number else a.start("https://cdn.example.com/ping.zip")


def pong(number):
    return ping(number - 1) if number else a.start("http://cdn.example.com/pong.zip")  # expect: RPL118@pong
