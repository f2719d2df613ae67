"""What each fix writes: pairs of a faulty text and what it becomes, with the fix's grade."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from replint.checks import run
from replint.config import Settings
from replint.findings import Draft
from replint.fixes import comments
from replint.fixes.applying import apply
from replint.fixes.offers import fixable
from replint.source import Source

VERSION = "ostris/flux-dev-lora-trainer:e440909d3512c31646ee2e0c7d6f6f4923224863a6a10c494606e79fb5844497"
HEAD = f"""import logging
import time
import replicate
VERSION = "{VERSION}"
"""


def drafts(text: str, code: str) -> list[Draft]:
    found = [draft for draft in run(Source("sample.py", text), Settings(root=".")) if draft.code == code]
    assert found, f"{code} is not found at all"
    return found


def mended(body: str, code: str, *, head: str = HEAD) -> tuple[str, str]:
    """The body with the first fix of a rule in it, and the fix's grade; the code must be Python, the finding gone."""
    text = head + dedent(body).lstrip("\n")
    before = drafts(text, code)
    fix = next(draft.fix for draft in before if draft.fix is not None)
    new, _ = apply(text, [fix])
    compile(new, "sample.py", "exec", dont_inherit=True)
    after = [draft for draft in run(Source("sample.py", new), Settings(root=".")) if draft.code == code]
    assert len(after) < len(before)
    assert new.startswith(head)
    return new.removeprefix(head), fix.applicability.label


def unmended(body: str, code: str) -> None:
    """The finding is there, and has no fix."""
    assert [draft.fix for draft in drafts(HEAD + dedent(body).lstrip("\n"), code)] == [None]


PAIRS = {
    "a word in the comparison": (
        "RPL128",
        "safe",
        """
        if replicate.trainings.get("x").status == 'cancelled':  # gone
            print("over")
        """,
        """
        if replicate.trainings.get("x").status == 'canceled':  # gone
            print("over")
        """,
    ),
    "a word in upper case": (
        "RPL128",
        "safe",
        'gone = replicate.trainings.get("x").status.upper() == "CANCELLED"\n',
        'gone = replicate.trainings.get("x").status.upper() == "CANCELED"\n',
    ),
    "a set that is for comparisons": (
        "RPL128",
        "safe",
        """
        OVER = frozenset({"succeeded", "failed", "cancelled"})
        gone = replicate.trainings.get("x").status in OVER
        """,
        """
        OVER = frozenset({"succeeded", "failed", "canceled"})
        gone = replicate.trainings.get("x").status in OVER
        """,
    ),
    "a set that is stored as well": (
        "RPL128",
        "unsafe",
        """
        OVER = {"succeeded", "failed", "cancelled"}
        print(OVER)
        gone = replicate.trainings.get("x").status in OVER
        """,
        """
        OVER = {"succeeded", "failed", "canceled"}
        print(OVER)
        gone = replicate.trainings.get("x").status in OVER
        """,
    ),
    "another word": (
        "RPL128",
        "unsafe",
        'good = replicate.trainings.get("x").status == "success"\n',
        'good = replicate.trainings.get("x").status == "succeeded"\n',
    ),
    "endings in a tuple of one line": (
        "RPL127",
        "safe",
        """
        def wait(training):
            while training.status not in ("succeeded", 'failed',):
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training):
            while training.status not in ("succeeded", 'failed', 'canceled', 'aborted',):
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "endings on lines of their own": (
        "RPL127",
        "safe",
        """
        OVER = [
            "succeeded",
            "failed",  # with an error
        ]
        def wait(training):
            while training.status not in OVER:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        OVER = [
            "succeeded",
            "failed",  # with an error
            "canceled",
            "aborted",
        ]
        def wait(training):
            while training.status not in OVER:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "endings without a last comma": (
        "RPL127",
        "safe",
        """
        OVER = {
            "succeeded",
            "failed"  # with an error
        }
        def wait(training):
            while training.status not in OVER:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        OVER = {
            "succeeded",
            "failed",  # with an error
            "canceled",
            "aborted"
        }
        def wait(training):
            while training.status not in OVER:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a loop that waits for success": (
        "RPL127",
        "unsafe",
        """
        def wait(training, deadline):
            while training.status != "succeeded" and time.time() < deadline:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"), time.time() + 9000)
        """,
        """
        def wait(training, deadline):
            while training.status not in {"succeeded", "failed", "canceled", "aborted"} and time.time() < deadline:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"), time.time() + 9000)
        """,
    ),
    "a branch for failures": (
        "RPL127",
        "unsafe",
        """
        def wait(training):
            while training.status != "succeeded":
                if 'failed' == training.status:
                    raise RuntimeError(training.error)
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training):
            while training.status != "succeeded":
                if training.status in {'failed', 'canceled', 'aborted'}:
                    raise RuntimeError(training.error)
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a pace": (
        "RPL121",
        "unsafe",
        """
        def wait(training, delay=None):
            # look now and then
            while training.status in ("starting", "processing"):
                time.sleep(5)  # not too fast
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training, delay=None):
            poll_delay = 30
            # look now and then
            while training.status in ("starting", "processing"):
                time.sleep(poll_delay)  # not too fast
                poll_delay = min(poll_delay * 2, 300)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a pace that is configured": (
        "RPL121",
        "unsafe",
        """
        def wait(training, every=2.5):
            while training.status in ("starting", "processing"):
                training.reload()
                time.sleep(every)
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training, every=2.5):
            delay = max(every, 30)
            while training.status in ("starting", "processing"):
                training.reload()
                time.sleep(delay)
                delay = min(delay * 2, 300)
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a constant pace": (
        "RPL122",
        "unsafe",
        """
        def wait(training):
            while training.status in ("starting", "processing"):
                time.sleep(60)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training):
            delay = 60
            while training.status in ("starting", "processing"):
                time.sleep(delay)
                delay = min(delay * 2, 300)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "Dropbox": (
        "RPL117",
        "safe",
        """
        URL = "https://www.dropbox.com/s/abc/x.zip?rlkey=1&dl=0"
        print(replicate.trainings.create(VERSION, {"input_images": URL}, "acme/moss").id)
        """,
        """
        URL = "https://www.dropbox.com/s/abc/x.zip?rlkey=1&dl=1"
        print(replicate.trainings.create(VERSION, {"input_images": URL}, "acme/moss").id)
        """,
    ),
    "Dropbox, and nothing said": (
        "RPL117",
        "safe",
        """
        URL = "https://www.dropbox.com/scl/fi/abc/x.zip#top"
        print(replicate.trainings.create(VERSION, {"input_images": URL}, "acme/moss").id)
        """,
        """
        URL = "https://www.dropbox.com/scl/fi/abc/x.zip?dl=1#top"
        print(replicate.trainings.create(VERSION, {"input_images": URL}, "acme/moss").id)
        """,
    ),
    "GitHub, in pieces": (
        "RPL117",
        "safe",
        """
        REPO = "https://github.com/acme/moss"
        def start(tag):
            return replicate.trainings.create(VERSION, {"input_images": f"{REPO}/blob/{tag}/x.zip"}, "acme/moss").id
        """,
        """
        REPO = "https://github.com/acme/moss"
        def start(tag):
            return replicate.trainings.create(VERSION, {"input_images": f"{REPO}/raw/{tag}/x.zip"}, "acme/moss").id
        """,
    ),
    "Hugging Face": (
        "RPL117",
        "safe",
        """
        url = 'https://huggingface.co/datasets/acme/moss/blob/main/x.zip'
        print(replicate.trainings.create(VERSION, {"input_images": url}, "acme/moss").id)
        """,
        """
        url = 'https://huggingface.co/datasets/acme/moss/resolve/main/x.zip'
        print(replicate.trainings.create(VERSION, {"input_images": url}, "acme/moss").id)
        """,
    ),
    "plain http, behind a constant": (
        "RPL118",
        "unsafe",
        """
        CDN: str = "http://cdn.example.org"
        print(replicate.trainings.create(VERSION, {"input_images": CDN + "/x.zip"}, "acme/moss").id)
        """,
        """
        CDN: str = "https://cdn.example.org"
        print(replicate.trainings.create(VERSION, {"input_images": CDN + "/x.zip"}, "acme/moss").id)
        """,
    ),
    "a webhook over plain http": (
        "RPL141",
        "unsafe",
        """
        hook = "http://hooks.example.org/r"
        print(replicate.trainings.create(VERSION, {"input_images": "https://x.org/x.zip"}, "acme/moss", hook).id)
        """,
        """
        hook = "https://hooks.example.org/r"
        print(replicate.trainings.create(VERSION, {"input_images": "https://x.org/x.zip"}, "acme/moss", hook).id)
        """,
    ),
    "a file in text mode": (
        "RPL120",
        "safe",
        """
        with open("ü.zip", encoding="utf-8") as archive:
            print(replicate.trainings.create(VERSION, {"input_images": archive}, "acme/moss").id)
        """,
        """
        with open("ü.zip", "rb") as archive:
            print(replicate.trainings.create(VERSION, {"input_images": archive}, "acme/moss").id)
        """,
    ),
    "a file that is read as well": (
        "RPL120",
        "unsafe",
        """
        with open(file="x.zip", mode='r', newline="") as archive:
            print(archive.read(2))
            print(replicate.trainings.create(VERSION, {"input_images": archive}, "acme/moss").id)
        """,
        """
        with open(file="x.zip", mode='rb') as archive:
            print(archive.read(2))
            print(replicate.trainings.create(VERSION, {"input_images": archive}, "acme/moss").id)
        """,
    ),
    "the old webhook, set in a dict": (
        "RPL144",
        "safe",
        """
        more = {'input': {"input_images": "https://x.org/x.zip"}}
        more['webhook_completed'] = "https://hooks.example.org"  # tells the end
        print(replicate.trainings.create(version=VERSION, destination="acme/moss", **more).id)
        """,
        """
        more = {'input': {"input_images": "https://x.org/x.zip"}}
        more['webhook'] = "https://hooks.example.org"  # tells the end
        more['webhook_events_filter'] = ['completed']
        print(replicate.trainings.create(version=VERSION, destination="acme/moss", **more).id)
        """,
    ),
    "an input's name": (
        "RPL133",
        "unsafe",
        """
        data = dict(input_images="https://x.org/x.zip", training_steps=900)
        print(replicate.trainings.create(VERSION, data, "acme/moss").id)
        """,
        """
        data = dict(input_images="https://x.org/x.zip", steps=900)
        print(replicate.trainings.create(VERSION, data, "acme/moss").id)
        """,
    ),
    "a parameter's name": (
        "RPL137",
        "unsafe",
        """
        data = {"input_images": "https://x.org/x.zip"}
        print(replicate.trainings.create(VERSION, data, "acme/moss", webhook_url="https://x.org/hook").id)
        """,
        """
        data = {"input_images": "https://x.org/x.zip"}
        print(replicate.trainings.create(VERSION, data, "acme/moss", webhook="https://x.org/hook").id)
        """,
    ),
    "an event's word": (
        "RPL142",
        "unsafe",
        """
        data = {"input_images": "https://x.org/x.zip"}
        hook = {"webhook": "https://x.org/hook", "webhook_events_filter": ["complete", "failed"]}
        print(replicate.trainings.create(VERSION, data, "acme/moss", **hook).id)
        """,
        """
        data = {"input_images": "https://x.org/x.zip"}
        hook = {"webhook": "https://x.org/hook", "webhook_events_filter": ["completed", "failed"]}
        print(replicate.trainings.create(VERSION, data, "acme/moss", **hook).id)
        """,
    ),
    "a training that is thrown away": (
        "RPL106",
        "unsafe",
        """
        def start(training):
            replicate.trainings.create(  # once a day
                VERSION, {"input_images": training}, "acme/moss"
            )
        """,
        """
        def start(training):
            started_training = replicate.trainings.create(  # once a day
                VERSION, {"input_images": training}, "acme/moss"
            )
            logging.info("started training %s", started_training.id)
        """,
    ),
    "a case": (
        "RPL127",
        "unsafe",
        """
        def wait(training):
            for _ in range(90):
                match training.status:
                    case "succeeded":
                        return training.output
                    case 'failed' as end:  # no hope
                        raise RuntimeError(end)
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training):
            for _ in range(90):
                match training.status:
                    case "succeeded":
                        return training.output
                    case 'failed' | 'canceled' | 'aborted' as end:  # no hope
                        raise RuntimeError(end)
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a case of several": (
        "RPL127",
        "safe",
        """
        def wait(training):
            for _ in range(90):
                match training.status:
                    case ("succeeded" | "failed"):
                        return training.output
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
        """
        def wait(training):
            for _ in range(90):
                match training.status:
                    case ("succeeded" | "failed" | "canceled" | "aborted"):
                        return training.output
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a predicate": (
        "RPL127",
        "unsafe",
        """
        from tenacity import retry, retry_if_result, stop_after_attempt, wait_exponential
        @retry(
            retry=retry_if_result(lambda t: t.status != "succeeded"),
            wait=wait_exponential(min=30, max=300),
            stop=stop_after_attempt(90),
        )
        def wait(training_id):
            return replicate.trainings.get(training_id)
        """,
        """
        from tenacity import retry, retry_if_result, stop_after_attempt, wait_exponential
        @retry(
            retry=retry_if_result(lambda t: t.status not in {"succeeded", "failed", "canceled", "aborted"}),
            wait=wait_exponential(min=30, max=300),
            stop=stop_after_attempt(90),
        )
        def wait(training_id):
            return replicate.trainings.get(training_id)
        """,
    ),
    "a predicate with a name": (
        "RPL127",
        "safe",
        """
        import polling2
        def is_over(training):
            "Whether it has ended."
            return training.status in ("succeeded", "failed")
        def wait(training_id):
            return polling2.poll(
                lambda: replicate.trainings.get(training_id), check_success=is_over, step=60, timeout=14400
            )
        """,
        """
        import polling2
        def is_over(training):
            "Whether it has ended."
            return training.status in ("succeeded", "failed", "canceled", "aborted")
        def wait(training_id):
            return polling2.poll(
                lambda: replicate.trainings.get(training_id), check_success=is_over, step=60, timeout=14400
            )
        """,
    ),
    "an answer that is thrown away": (
        "RPL106",
        "unsafe",
        """
        import requests
        URL = f"https://api.replicate.com/v1/models/acme/x/versions/{VERSION.partition(':')[2]}/trainings"
        def start(url, headers, response):
            requests.post(URL, json={"destination": "acme/moss", "input": {"images": url}})
        """,
        """
        import requests
        URL = f"https://api.replicate.com/v1/models/acme/x/versions/{VERSION.partition(':')[2]}/trainings"
        def start(url, headers, response):
            training_response = requests.post(URL, json={"destination": "acme/moss", "input": {"images": url}})
            logging.info("started training %s", training_response.json().get("id"))
        """,
    ),
    "an answer that is only checked": (
        "RPL106",
        "unsafe",
        """
        import httpx
        URL = f"https://api.replicate.com/v1/models/acme/x/versions/{VERSION.partition(':')[2]}/trainings"
        async def start(url, client: httpx.AsyncClient):
            (await client.post(
                URL, json={"destination": "acme/moss", "input": {"input_images": url}}
            )).raise_for_status()  # soon
        """,
        """
        import httpx
        URL = f"https://api.replicate.com/v1/models/acme/x/versions/{VERSION.partition(':')[2]}/trainings"
        async def start(url, client: httpx.AsyncClient):
            response = (await client.post(
                URL, json={"destination": "acme/moss", "input": {"input_images": url}}
            ))  # soon
            response.raise_for_status()
            logging.info("started training %s", response.json()["id"])
        """,
    ),
    "a training that is not read": (
        "RPL106",
        "unsafe",
        """
        log = logging.getLogger(__name__)
        def start(url):
            job = replicate.trainings.create(VERSION, {"input_images": url}, "acme/moss")  # "training"
        """,
        """
        log = logging.getLogger(__name__)
        def start(url):
            job = replicate.trainings.create(VERSION, {"input_images": url}, "acme/moss")  # "training"
            log.info("started training %s", job.id)
        """,
    ),
}


@pytest.mark.parametrize(("code", "grade", "bad", "good"), PAIRS.values(), ids=PAIRS)
def test_fix_writes(code: str, grade: str, bad: str, good: str) -> None:
    assert mended(bad, code) == (dedent(good).lstrip("\n"), grade)


def test_print_logs_where_nothing_else_is_there() -> None:
    head = f'import replicate\nVERSION = "{VERSION}"\n'
    call = 'replicate.trainings.create(VERSION, {"input_images": "https://x.org/x.zip"}, "acme/moss")'
    new, _ = mended(call, "RPL106", head=head)
    assert new == f'training = {call}\nprint(f"started training {{training.id}}")'


def test_readme_names_the_rules_that_have_fixes() -> None:
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Fix what can be fixed")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| RPL")]
    assert {code.strip() for row in rows for code in row.split(",")} == fixable()


def test_every_fix_is_shown_here() -> None:
    assert {code for code, *_ in PAIRS.values()} == fixable() - comments.CODES


SILENT = {
    "a loop that ends on failures only": (
        "RPL127",
        """
        def wait(training):
            for _ in range(90):
                if training.status in {"failed", "canceled"}:
                    return training.error
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a set of names": (
        "RPL127",
        """
        GOOD, BAD = "succeeded", "failed"
        def wait(training):
            while training.status not in {GOOD, BAD}:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "names that are bound together": (
        "RPL127",
        """
        GOOD, BAD = "succeeded", "failed"
        def wait(training):
            while training.status != GOOD and training.status != BAD:
                time.sleep(30)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a wait that something else needs, too": (
        "RPL121",
        """
        def wait(training):
            while training.status in ("starting", "processing"):
                if not time.sleep(5):
                    training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a pace that changes in the loop": (
        "RPL121",
        """
        def wait(training, pause=2):
            while training.status in ("starting", "processing"):
                time.sleep(pause)
                pause = min(pause + 5, 90)
                training.reload()
        wait(replicate.trainings.get("x"))
        """,
    ),
    "a port that may speak plain http": (
        "RPL118",
        'print(replicate.trainings.create(VERSION, {"input_images": "http://x.org:8080/x.zip"}, "a/b").id)\n',
    ),
    "two webhooks": (
        "RPL144",
        """
        data, hook = {"input_images": "https://x.org/x.zip"}, "https://x.org"
        print(replicate.trainings.create(VERSION, data, "a/b", webhook=hook, webhook_completed=hook).id)
        """,
    ),
    "a webhook through a function of the project": (
        "RPL144",
        """
        def start(**more):
            return replicate.trainings.create(VERSION, {"input_images": "https://x.org/x.zip"}, "a/b", **more).id
        start(webhook_completed="https://x.org")
        """,
    ),
    "an input that is there already": (
        "RPL133",
        """
        data = {"input_images": "https://x.org/x.zip", "steps": 900, "training_steps": 900}
        print(replicate.trainings.create(VERSION, data, "a/b").id)
        """,
    ),
    "a mode from elsewhere": (
        "RPL120",
        """
        MODE = "r"
        with open("x.zip", MODE) as archive:
            print(replicate.trainings.create(VERSION, {"input_images": archive}, "a/b").id)
        """,
    ),
    "a training in a line with others": (
        "RPL106",
        'print(1); replicate.trainings.create(VERSION, {"input_images": "https://x.org/x.zip"}, "a/b")\n',
    ),
    "a page that has no direct link": (
        "RPL117",
        """
        page = "https://drive.google.com/file/d/1x2Y3z4W/view"
        print(replicate.trainings.create(VERSION, {"input_images": page}, "a/b").id)
        """,
    ),
}


@pytest.mark.parametrize(("code", "body"), SILENT.values(), ids=SILENT)
def test_no_fix_is_better_than_a_wrong_one(code: str, body: str) -> None:
    unmended(body, code)
