from mint.coins import Coins, OldCoins


def coins(url: str) -> str:
    return Coins().start(url).id


def old(url: str) -> dict:
    training = OldCoins().start(url)
    return {"id": training.id, "status": training.status}
