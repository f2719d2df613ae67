"""Work that is shared out among processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from replint.report import FileReport

if TYPE_CHECKING:
    from replint.engine import Treat
    from replint.units import Unit


def in_processes(units: list[Unit], workers: int, treat: Treat) -> Iterator[list[FileReport]]:
    """The reports of each unit in their order, made by ``workers`` processes; by this one if there can be no others."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(8, len(units) // (workers * 4)))
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
            yield outcome
            done += 1
    except BrokenProcessPool:
        message = "a worker process died before this file was checked"
        for unit in units[done:]:
            yield [
                FileReport(work.target.path, analyzed=True, complete=False, failures=((message, ""),))
                for work in unit.works
            ]
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
