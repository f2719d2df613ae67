from mint.base import Job

VERSION = "6bbaa6bbc72a7f4e86cb8bc4a39481743ebdd4960184707d00edc0a50a5df223"


class Coins(Job):
    destination = "mint/coins"
    version = VERSION

    @property
    def hook(self):
        return "https://mint.example.com/hooks/coins"

    def inputs(self, url):
        return {"zip": url, "side": "both"}


class OldCoins(Coins):
    destination = "mint/old-coins"
