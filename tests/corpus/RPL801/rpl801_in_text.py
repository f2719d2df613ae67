"""Notes of the render farm.

    export REPLICATE_API_TOKEN=r8_KutZkS8vjpZWKAg2aYsWkbiPJXujzTp2xeuRE  # expect: RPL801

and then `python -m farm`.
"""
import subprocess

import replicate

# the old key was r8_AscXV4vpetpGJDHOzkXlfCwQa1QXA9GMrcYPJ, see the vault for the new one  # expect: RPL801
# TOKEN = "r8_wyrGEgb6Pam3UcsAgF4OeolLYxpd7acCX9CIs"  # expect: RPL801

ENV_FILE = """
REPLICATE_API_TOKEN=r8_kvb51Yn0NPt5DJRxqJeL969THfCTiWtku3TEO  # expect: RPL801
LOG_LEVEL=debug
"""

LONG = (
    "r8_PKf9ZXF4jnnXsiH"  # expect: RPL801@implicit
    "R8yWmoIJzGKZyfFk8ECgq9"  # expect: RPL801@implicit
)
SUM = "r8_we6689HxG0MA9Ch" + "zYughJx7erqLyUX7lR1vvv"  # expect: RPL801
SAME_LINE = "r8_" "HlEbPfxS8KR48y8AbM2yzK4gUOZd4ShNMLSt9"  # expect: RPL801


def look(training_id: str) -> str:
    """Looks once.

    >>> client = replicate.Client("r8_0cYQmCGfw60RdRlfMvQNuguwzA9t5jfS6SyI6")  # expect: RPL801
    """
    return replicate.trainings.get(training_id).status


def shell(training_id: str) -> None:
    subprocess.run(
        ["curl", "-s", "-H", "Authorization: Token r8_AD1NcueZ5esNNksNDGZDioIewHj4WrR89NcXf", f"https://api.replicate.com/v1/trainings/{training_id}"],  # expect: RPL801
        check=True,
    )


def test_client_reads_key(monkeypatch):
    monkeypatch.setenv("REPLICATE_API_TOKEN", "r8_8BlobesrjeZrHp9yMR0lJU0RmioeYFwp2EBcb")  # expect: RPL801
    assert replicate.Client() is not None


def by_login(choice: str) -> str:
    match choice:
        case "r8_bJOmqDf0yxiOnTcVAiTqnbtXSXFRO9O0q8WKL":  # expect: RPL801
            return "that is the key itself"
    url = "https://api.replicate.com/v1/account?token=r8_i5qJI4mijOXd47EAMQBl9nyFJabvGwdDb4q6i"  # expect: RPL801
    return url
