from orchestra.sections import Brass, Strings, Winds


def strings(url):
    return Strings("violins").start(url).id  # expect: RPL141@strings


def brass(url):
    return Brass.named("horns").start(url).id  # expect: RPL141@brass


def winds(url):
    return Winds("oboes").start(url).id


def filtered(url):
    return Winds("flutes").start(url, webhook_events_filter=["start"]).id  # expect: RPL143
