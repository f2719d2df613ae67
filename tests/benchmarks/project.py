"""What a project of 200 modules costs of which 20 use Replicate: ``python tests/benchmarks/project.py``.

Builds such a tree, with modules of 150 to 400 lines that import each other, and compares a cold run of replint with the
time that libcst takes to parse the 20 files and to find all positions in them, both in processes of their own, in turn;
then a run that finds everything in its cache, and one after a change of one file that uses Replicate.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from pathlib import Path

from runs import Row, medians, python, replint, run, written

BARE = """\
import sys
import libcst
from libcst.metadata import MetadataWrapper, PositionProvider
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        MetadataWrapper(libcst.parse_module(file.read()), unsafe_skip_copy=True).resolve(PositionProvider)
"""
WORK = '''
def {name}(rows, *, limit=100, strict=False):
    """Turns rows into totals by key, the largest first."""
    totals = {{}}
    for row in rows:
        key = (row.get("region", "none"), row["kind"])
        try:
            amount = float(row["amount"]) * {factor}
        except (KeyError, ValueError) as error:
            if strict:
                raise ValueError(f"row without an amount: {{row!r}}") from error
            continue
        totals[key] = totals.get(key, 0.0) + amount
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return [dict(region=region, kind=kind, total=round(total, 2)) for (region, kind), total in ranked[:limit]]
'''
TRAINING = '''
def start_{name}(images):
    """Starts a fine-tuning and waits for its end."""
    training = replicate.trainings.create(
        version=settings{settings}.VERSION,
        input={{"input_images": images, "steps": 1000}},
        destination=settings{settings}.DESTINATION,
    )
    while training.status not in ("succeeded", "failed", "canceled"):
        time.sleep(settings{settings}.PACE)
        training.reload()
    return training
'''


def build(root: Path, modules: int = 200, users: int = 20) -> list[Path]:
    """Writes the tree, and gives the files that use Replicate."""
    chance = random.Random(1)
    package = root / "src" / "shop"
    package.mkdir(parents=True)
    (root / "pyproject.toml").write_text('[project]\nname = "shop"\n')
    (package / "__init__.py").touch()
    using = []
    for number in range(modules):
        wanted = chance.randint(150, 400)
        others = sorted(chance.sample(range(modules), 4))
        text = "import json\nimport logging\nimport time\n" + "".join(f"from shop import part{n}\n" for n in others)
        text += f"\nLOG = logging.getLogger(__name__)\nVERSION = 'acme/trainer:{'4ac1e9b7' * 8}'\n"
        text += f"PACE = {number % 60 + 1}\nDESTINATION = 'acme/model-{number}'\n"
        if number < users:
            text = text.replace("import time\n", "import replicate\nimport time\n")
            text += f"from shop import part{number + users} as settings{number}\n" + TRAINING.format(
                name=number, settings=number
            )
            using.append(package / f"part{number}.py")
        step = 0
        while text.count("\n") < wanted:
            text += WORK.format(name=f"totals_{number}_{step}", factor=chance.randint(2, 9))
            if step % 3 == 0:
                text += f"\ndef both_{number}_{step}(rows):\n    return part{others[0]}.totals_{others[0]}_0(rows)\n"
            step += 1
        (package / f"part{number}.py").write_text(text)
    return using


def rows(rounds: int, *, cpu: bool = False) -> list[Row]:
    """The ratios; ``cpu`` compares the processors' time instead of the clock's."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        using = [str(path) for path in build(root)]
        cached = replint("--isolated", "--cache-dir", str(root / "cache"), "src")
        commands = {
            "replint": replint("--no-cache", "--isolated", "src"),
            "parse": python(BARE, *using),
            "import": python(BARE),
            "cached": cached,
        }
        took = {name: one.cpu if cpu else one.wall for name, one in medians(commands, root, rounds).items()}
        changed = []
        for number in range(rounds):
            with open(using[number], "a", encoding="utf-8") as file:
                file.write("\nDONE = True\n")
            made = run(cached, root)
            changed.append(made.cpu if cpu else made.wall)
    ours, parse, again = took["replint"], took["parse"] - took["import"], statistics.median(changed)
    return [
        Row(
            "200 modules of which 20 use Replicate, against libcst's parse and positions of those",
            f"{ours:.2f} s, {parse:.2f} s",
            ours / parse,
            3,
        ),
        Row("… from the cache, against that", f"{took['cached']:.2f} s", took["cached"] / ours),
        Row("… after a change of one of the 20", f"{again:.2f} s", again / ours),
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", action="store_true", help="the processors' time instead of the clock's")
    given = parser.parse_args()
    print(written(rows(given.rounds, cpu=given.cpu)))


if __name__ == "__main__":
    main()
