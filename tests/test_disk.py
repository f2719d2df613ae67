"""Texts over the disk, a disk that remembers, and files that are reported on along with others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replint import disk as disks
from replint.config import Resolver
from replint.discovery import Target
from replint.disk import Disk, Overlay, RememberedDisk
from replint.engine import check_all
from replint.source import decode, to_bytes

POLL = """\
import time
import replicate
from {module} import PACE


def wait(training_id):
    for _ in range(500):
        training = replicate.trainings.get(training_id)
        if training.status in ("succeeded", "failed", "canceled", "aborted"):
            return training
        time.sleep(PACE)
"""


def test_a_disk_that_remembers_sees_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"one")
    remembered = RememberedDisk()
    assert remembered.read(str(file)) is remembered.read(str(file))
    file.write_bytes(b"three")
    assert remembered.read(str(file)) == b"three"
    other = tmp_path / "b.py"
    other.write_bytes(b"two")
    os.replace(other, file)
    assert remembered.read(str(file)) == b"two"
    file.unlink()
    with pytest.raises(FileNotFoundError):
        remembered.read(str(file))
    assert remembered.python_files(str(tmp_path)) == []
    file.write_bytes(b"again")
    assert remembered.python_files(str(tmp_path)) == []
    monkeypatch.setattr(disks, "LISTING_LIFE", 0.0)
    assert remembered.python_files(str(tmp_path)) == [str(file)]


def test_a_disk_remembers_only_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "MOST_KEPT", 10)
    remembered = RememberedDisk()
    files = [tmp_path / f"{number}.py" for number in range(3)]
    for file in files:
        file.write_bytes(b"123456")
    first = remembered.read(str(files[0]))
    assert remembered.read(str(files[0])) is first
    for file in files[1:]:
        remembered.read(str(file))
    assert remembered.read(str(files[0])) is not first


def test_texts_lie_over_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"disk")
    (tmp_path / "b.py").write_bytes(b"disk")
    new = str(tmp_path / "new" / "c.py")
    over = Overlay({str(tmp_path / "a.py"): b"text", new: b"text", "/elsewhere/d.py": b""}, Disk())
    assert over.read(str(tmp_path / "a.py")) == over.read(new) == b"text"
    assert over.read(str(tmp_path / "b.py")) == b"disk"
    assert over.python_files(str(tmp_path)) == [str(tmp_path / "a.py"), str(tmp_path / "b.py"), new]


def test_files_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    for name, text in {
        "one.py": POLL.format(module="pace"),
        "two.py": POLL.format(module="pace"),
        "pace.py": "PACE = 5\n",
        "apart.py": POLL.format(module="elsewhere").replace("PACE)", "5)"),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    resolver = Resolver(str(tmp_path))
    one, two, pace, apart = (
        Target(str(tmp_path / name), name, resolver.for_folder(str(tmp_path)))
        for name in ("one.py", "two.py", "pace.py", "apart.py")
    )

    def found(*targets: Target, along: tuple[Target, ...] = (), **texts: bytes) -> dict[str, list[str]]:
        over = Overlay({str(tmp_path / f"{name}.py"): text for name, text in texts.items()}, Disk())
        report = check_all(targets, along=along, disk=over)
        return {file.path: [entry.finding.code for entry in file.entries] for file in report.files if file.entries}

    assert found(one) == {"one.py": ["RPL121"]}
    everything = found(one, two, pace, apart)
    assert everything == {"one.py": ["RPL121"], "two.py": ["RPL121"], "apart.py": ["RPL121"]}
    assert found(pace, along=(one, two, apart)) == {"one.py": ["RPL121"], "two.py": ["RPL121"]}
    assert found(apart, along=(one, two)) == {"apart.py": ["RPL121"]}
    assert found(one, two, pace=b"PACE = 45\n") == {"one.py": ["RPL122"], "two.py": ["RPL122"]}


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff:=")))
def test_text_survives_its_bytes(text: str) -> None:
    assert decode(to_bytes(f"# {text}"), "a.py").text == f"# {text}"


def test_text_with_a_cookie() -> None:
    assert to_bytes("# coding: latin-1\nü") == b"# coding: latin-1\n\xfc"
    assert decode(to_bytes("# coding: latin-1\nü€x"), "a.py").text == "# coding: latin-1\nü?x"
    assert to_bytes("# coding: no-such\nü") == "# coding: no-such\nü".encode()
    assert to_bytes("a\ud800b") == b"a?b"
