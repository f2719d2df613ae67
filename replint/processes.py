"""Work that is shared out among processes."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from replint.report import FileReport

if TYPE_CHECKING:
    from replint.engine import Treat
    from replint.units import Unit


def in_processes(units: list[Unit], workers: int, treat: Treat) -> Iterator[list[FileReport]]:
    """The reports of each unit in their order, made by ``workers`` processes; by this one if there can be no others.

    Where a process dies, one process does what is left; a unit on which that dies, too, is told.
    """
    done = 0
    for died in itertools.count():
        for outcome in _made(units[done:], 1 if died else workers, treat):
            if outcome is None:
                break
            yield outcome
            done += 1
        if done < len(units) and died:
            yield [_unchecked(work.target.path) for work in units[done].works]
            done += 1
        if done == len(units):
            return


def _unchecked(path: str) -> FileReport:
    failure = "the worker process that was to check this file died"
    return FileReport(path, analyzed=True, complete=False, failures=((failure, ""),))


def _made(units: list[Unit], workers: int, treat: Treat) -> Iterator[list[FileReport] | None]:
    """The reports of each unit as far as the processes live; None where one of them died."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(8, len(units) // (workers * 4))) if workers > 1 else 1
    try:
        cwd = os.getcwd()
        with _among_standard_library():
            pool = ProcessPoolExecutor(workers, initializer=_begin_worker, initargs=(cwd,))
            outcomes = pool.map(treat, units, chunksize=chunk)
    except (ImportError, NotImplementedError, OSError):  # no semaphores on this system
        yield from map(treat, units)
        return
    done = 0
    try:
        for outcome in outcomes:
            done += 1  # before it is given away: nobody may come back after the last one
            yield outcome
    except BrokenProcessPool:
        yield None
    finally:
        pool.shutdown(wait=done == len(units), cancel_futures=True)
        if done < len(units):  # interrupted: nobody waits for what the processes are at
            for process in multiprocessing.active_children():
                process.terminate()


@contextmanager
def _among_standard_library() -> Iterator[None]:
    """Has the working directory be that of Python's own modules while processes start.

    A new interpreter looks there first for what it needs to begin, and the files of the scanned tree may have any name.
    """
    cwd = os.getcwd()
    os.chdir(os.path.dirname(os.__file__))
    try:
        yield
    finally:
        os.chdir(cwd)


def _begin_worker(cwd: str) -> None:
    """In a new process: back to the working directory; interrupts are the parent's business."""
    import signal

    os.chdir(cwd)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
