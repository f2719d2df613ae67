"""What a project of 200 modules costs of which 20 use Replicate: ``python tests/benchmarks/project.py``.

Builds such a tree, with modules of 150 to 400 lines that import each other, and prints the time of a cold run of
replint against the time that libcst takes to parse the 20 files and to find all positions in them, both in processes of
their own, in turn; then that of a run that finds everything in its cache, and of one after a change of one file that
uses Replicate. A last line gives one file alone against libcst's import, parse and positions, and what it costs to keep
its outcome.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def median(command: list[str], folder: Path, runs: int = 3) -> float:
    """The median wall time of some runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=folder, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        using = [str(path) for path in build(root)]
        alone = root / "alone"
        alone.mkdir()
        (alone / "pyproject.toml").touch()
        one = str(alone / "part.py")
        Path(one).write_text(Path(using[0]).read_text())
        bare = median(["-c", BARE, *using], root)
        loaded = median(["-c", BARE], root)
        ours = median(["-m", "replint", "--no-cache", "--isolated", "src"], root)
        cached = ["-m", "replint", "--isolated", "--cache-dir", str(root / "cache")]
        filling = median([*cached, "src"], root, 1)
        warm = median([*cached, "src"], root)
        changed = []
        for number in range(3):
            with open(using[number], "a", encoding="utf-8") as file:
                file.write("\nDONE = True\n")
            changed.append(median([*cached, "src"], root, 1))
        single, single_bare = median(["-m", "replint", "--no-cache", one], root), median(["-c", BARE, one], root)
        kept = []
        for number in range(3):
            Path(one).write_text(Path(using[0]).read_text() + f"\nCOUNT = {number}\n")
            kept.append(median([*cached, one], root, 1))
        again = median([*cached, one], root)
    print(f"200 modules, 20 of them: replint {ours:.2f} s, libcst's parse and positions {bare - loaded:.2f} s", end="")
    print(f" (and {loaded:.2f} s to import it): {ours / (bare - loaded):.2f}x")
    print(
        f"with a cache: the first run {filling / ours:.2f}x of that, the next {warm:.2f} s ({warm / ours:.3f}x)", end=""
    )
    print(f", one after a change {statistics.median(changed):.2f} s ({statistics.median(changed) / ours:.2f}x)")
    print(f"one file: replint {single:.2f} s, libcst's import, parse and positions {single_bare:.2f} s", end="")
    print(f": {single / single_bare:.2f}x; kept in a cache {statistics.median(kept) / single:.2f}x", end="")
    print(f", from there {again / single:.2f}x")


if __name__ == "__main__":
    main()
