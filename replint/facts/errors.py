"""Which exceptions leave it open whether the call that raised has done its work all the same."""

from __future__ import annotations

from replint.values.domain import Lib, Tup, Value, options
from replint.values.machine import Machine

_OPEN = frozenset(
    {
        "Exception",
        "BaseException",
        "TimeoutError",
        "Timeout",
        "ReadTimeout",
        "WriteTimeout",
        "TimeoutException",
        "ReadTimeoutError",
        "ServerTimeoutError",
        "APITimeoutError",
        "ConnectTimeoutError",
        "timeout",
    }
)


def leaves_open(machine: Machine, kinds: Value) -> bool:
    """Whether an ``except`` (or a retry) for these kinds takes errors that don't prove that nothing was started."""
    for option in options(kinds):
        held = machine.obj(option)
        items = (
            option.items
            if isinstance(option, Tup)
            else held.items
            if held is not None and held.kind == "list"
            else (option,)
        )
        for item in items:
            if isinstance(item, Lib) and item.path.rpartition(".")[2] in _OPEN:
                return True
    return False
