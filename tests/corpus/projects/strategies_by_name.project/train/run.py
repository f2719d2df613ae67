import replicate

from train.strategies import ALL, FluxPro, Qwen, Strategy


def run(strategy: Strategy, url: str, destination: str) -> str:
    return replicate.trainings.create(
        version=strategy.reference(),  # expect: RPL139
        input=strategy.inputs(url),
        destination=destination,
        webhook="https://train.acme.io/r",
    ).id


def by_name(name: str, url: str) -> str:
    return run(ALL[name], url, "acme/any")


def pro(url: str) -> str:
    return run(FluxPro(), url, "acme/pro")


def qwen(url: str) -> str:
    return run(Qwen(), url, "acme/qwen")
