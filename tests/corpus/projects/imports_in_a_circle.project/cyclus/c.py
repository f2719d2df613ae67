from .b import ping, pong


def both():
    return ping(3), pong(4)
