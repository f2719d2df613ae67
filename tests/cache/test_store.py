"""The folder of records: whole or not there, believed only under the seal, bounded, and never anybody else's."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replint.cache import store
from replint.cache.store import KEY, TAG, Store, StoreError, clear, sweep


def name(number: int) -> str:
    return f"{number:064x}"


def records(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if len(path.name) == 64)


def partial(folder: Path) -> list[Path]:
    return list(folder.glob(".*.partial"))


def test_what_is_written_is_read_by_another_run(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "cache"
    first = Store(str(folder))
    assert first.read(name(1)) is None
    assert not folder.exists()
    first.write(name(1), b"one")
    first.write(name(1), b"two")
    assert first.fault is None
    assert Store(str(folder)).read(name(1)) == b"two"
    assert Store(str(folder)).read(name(2)) is None
    assert (folder / TAG).read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert partial(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_only_the_user_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(name(1), b"one")
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_git_does_not_see_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    Store(str(tmp_path / ".replint_cache")).write(name(1), b"one")
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(status, cwd=tmp_path, capture_output=True, check=True).stdout == b""


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=60), at=st.integers(0, 200), cut=st.booleans(), flip=st.integers(1, 255))
def test_a_torn_or_altered_record_is_none(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, cut: bool, flip: int
) -> None:
    folder = tmp_path_factory.getbasetemp() / "torn"
    kept = Store(str(folder))
    kept.write(name(1), data)
    path = folder / name(1)
    whole = path.read_bytes()
    at %= len(whole)
    path.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
    assert Store(str(folder)).read(name(1)) is None
    path.write_bytes(whole + b"x")
    assert Store(str(folder)).read(name(1)) is None


def test_a_record_under_another_name_is_none(tmp_path: Path) -> None:
    kept = Store(str(tmp_path / "cache"))
    kept.write(name(1), b"one")
    (tmp_path / "cache" / name(1)).rename(tmp_path / "cache" / name(2))
    assert kept.read(name(2)) is None


def test_records_of_another_key_are_none(tmp_path: Path) -> None:
    folder, keeper = str(tmp_path / "shipped"), str(tmp_path / "own")
    Store(folder).write(name(1), b"forged")
    assert Store(folder).read(name(1)) == b"forged"
    mine = Store(folder, keeper)
    assert mine.read(name(1)) is None
    mine.write(name(2), b"mine")
    assert Store(folder, keeper).read(name(2)) == b"mine"
    assert Store(folder, keeper).read(name(1)) is None


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 33])
def test_a_broken_key_is_made_anew(tmp_path: Path, key: bytes) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(name(1), b"one")
    (folder / KEY).write_bytes(key)
    mended = Store(str(folder))
    assert mended.read(name(1)) is None
    mended.write(name(1), b"two")
    assert Store(str(folder)).read(name(1)) == b"two"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("where", [name(1), KEY, TAG])
def test_pipes_links_and_folders_in_the_place_of_files(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(name(1), b"one")
    secret = tmp_path / "secret"
    secret.write_bytes(b"x" * 32)
    for make in (os.mkfifo, lambda path: os.symlink(secret, path), os.mkdir):
        (folder / where).unlink()
        make(folder / where)
        assert Store(str(folder)).read(name(1)) is None or where == TAG
        again = Store(str(folder))
        again.write(name(1), b"two")
        if make is os.mkdir:
            (folder / where).rmdir()
            (folder / where).touch()
        assert secret.read_bytes() == b"x" * 32
    (folder / where).unlink(missing_ok=True)
    final = Store(str(folder))
    final.write(name(1), b"three")
    assert (final.fault, final.read(name(1))) == (None, b"three")


def test_too_large_a_record_is_neither_kept_nor_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(str(tmp_path / "cache"))
    kept.write(name(1), b"x" * 1_000)
    monkeypatch.setattr(store, "MOST_RECORD", 500)
    assert kept.read(name(1)) is None
    kept.write(name(2), b"x" * 1_000)
    assert (kept.fault, kept.read(name(2))) == (None, None)


def test_the_number_and_the_bytes_of_records_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_RECORDS", 20)
    monkeypatch.setattr(store, "SWEEP_EVERY", 4)
    folder = tmp_path / "cache"
    kept = Store(str(folder))
    for number in range(200):
        kept.write(name(number), b"x")
        assert len(records(folder)) <= 20 + 4
    monkeypatch.setattr(store, "MOST_BYTES", 3_000)
    for number in range(200):
        Store(str(folder)).write(name(number), b"x" * 400)  # each of these runs breaks off after one record
        assert sum((folder / one).stat().st_size for one in records(folder)) <= 3_000 + 432
    assert kept.fault is None


def test_the_longest_unused_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_RECORDS", 4)
    folder = tmp_path / "cache"
    kept = Store(str(folder))
    for number in range(5):
        kept.write(name(number), b"x")
        os.utime(folder / name(number), (1_000_000_000 + number,) * 2)
    assert kept.read(name(0)) == b"x"  # now it is in use
    sweep(str(folder))
    assert records(folder) == [name(0), name(3), name(4)]


def test_what_was_left_half_written_goes(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(name(1), b"one")
    old, fresh, foreign = (folder / f for f in (f".{'0' * 16}.partial", f".{'1' * 16}.partial", ".x.partial"))
    for path in (old, fresh, foreign):
        path.write_bytes(b"half")
    os.utime(old, (1_000_000_000,) * 2)
    os.utime(foreign, (1_000_000_000,) * 2)
    Store(str(folder)).write(name(2), b"two")
    assert (old.exists(), fresh.exists(), foreign.exists()) == (False, True, True)


WRITER = """
import sys
from replint.cache.store import Store
from hashlib import sha256
number = int(sys.argv[2])
while True:
    kept = Store(sys.argv[1])
    for _ in range(20):
        number += 1
        text = str(number).encode()
        kept.write(f"{number % 50:064x}", text * 2000)
        assert kept.fault is None, kept.fault
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_killed_at_any_point_while_others_write(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    chance = random.Random(7)
    for turn in range(3):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(turn * 7 + start)], stdout=subprocess.PIPE)
            for start in (0, 1_000)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(chance.random() / 20)
        for writer in writers:
            writer.kill()
            writer.communicate()
        reader = Store(str(folder))
        for number in range(50):
            data = reader.read(name(number))
            assert data is None or data == data[: len(data) // 2_000] * 2_000
    for path in partial(folder):
        os.utime(path, (1_000_000_000,) * 2)
    last = Store(str(folder))
    last.write(name(1), b"last")
    assert (last.fault, last.read(name(1)), partial(folder)) == (None, b"last", [])


def test_two_runs_that_make_the_key_at_once(tmp_path: Path) -> None:
    folder = str(tmp_path / "cache")
    first, second = Store(folder), Store(folder)
    first.write(name(1), b"one")
    second.write(name(2), b"two")
    assert (first.fault, second.fault) == (None, None)
    third = Store(folder)
    assert third.read(name(1)) in {None, b"one"}
    assert third.read(name(2)) == b"two"


@pytest.mark.parametrize("code", [errno.EROFS, errno.ENOSPC, errno.EACCES, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["open", "replace", "makedirs"])
def test_a_folder_that_can_not_be_written_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(name(1), b"one")
    kept = Store(str(folder))
    real = getattr(os, call)

    def refuse(*arguments: object, **more: object) -> object:
        if call == "open" and not int(str(arguments[1])) & os.O_CREAT:
            return real(*arguments, **more)
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, refuse)
    kept.write(name(2), b"two")
    assert kept.fault == f"{folder} can't be written: {os.strerror(code)}"
    monkeypatch.undo()
    kept.write(name(2), b"two")
    assert kept.read(name(2)) is None
    assert kept.read(name(1)) == b"one"
    assert partial(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_real_limit_on_what_can_be_written(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from replint.cache.store import Store\n"
        "kept = Store(sys.argv[1])\n"
        "kept.write('a' * 64, b'x')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "kept.write('b' * 64, b'x' * 5000)\n"
        "print(kept.fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "c")], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{tmp_path / 'c'} can't be written: File too large\n"
    assert partial(tmp_path / "c") == []
    assert records(tmp_path / "c") == ["a" * 64]


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Store(str(tmp_path / "file" / "cache"))
    kept.write(name(1), b"one")
    assert kept.fault is not None
    assert "can't be written" in kept.fault
    nowhere = Store("")
    nowhere.write(name(1), b"one")
    assert (nowhere.fault, nowhere.read(name(1))) == ("there is no home folder for it", None)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("dear")
    before = sorted(tmp_path.iterdir())
    kept = Store(str(tmp_path))
    kept.write(name(1), b"one")
    assert kept.fault == f"{tmp_path} is no cache of replint's: it holds other files"
    with pytest.raises(StoreError, match="is no cache of replint's"):
        clear(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("left", [(), (TAG,), (".gitignore",), (KEY,), (f".{'a' * 16}.partial",)])
def test_a_folder_whose_making_broke_off_is_a_store(tmp_path: Path, left: tuple[str, ...]) -> None:
    for one in left:
        (tmp_path / one).touch()
    kept = Store(str(tmp_path))
    kept.write(name(1), b"one")
    assert (kept.fault, Store(str(tmp_path)).read(name(1))) == (None, b"one")


def test_clear_removes_what_is_the_stores_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert clear(str(folder)) == (0, 0)
    kept = Store(str(folder))
    kept.write(name(1), b"one")
    kept.write(name(2), b"two")
    assert clear(str(folder)) == (2, 2 * 35)
    assert not folder.exists()
    Store(str(folder)).write(name(1), b"one")
    (folder / "notes").mkdir()
    (folder / "notes" / name(1)).write_text("mine")
    (folder / "a.py").write_text("mine")
    assert clear(str(folder)) == (1, 35)
    assert sorted(path.name for path in folder.rglob("*")) == sorted([name(1), "a.py", "notes"])


def test_clearing_while_another_run_writes(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    kept = Store(str(folder))
    kept.write(name(1), b"one")
    clear(str(folder))
    kept.write(name(2), b"two")  # the folder is gone beneath it
    assert kept.fault is not None
    with contextlib.suppress(OSError):
        Store(str(folder)).write(name(3), b"three")
    assert Store(str(folder)).read(name(3)) == b"three"
