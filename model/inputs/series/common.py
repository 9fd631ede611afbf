"""What no draw changes, worked out once for all chunks of draws of a program."""

from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, TypeVar

import numpy as np

Made = TypeVar("Made")


class Keep(Protocol):
    """What keeps a named part of a series that no draw changes, or makes it anew."""

    def __call__(self, name: str, make: Callable[[], Made], /) -> Made:
        """The part as it was kept, or made now."""
        ...


def anew(_name: str, make: Callable[[], Made], /) -> Made:
    """Keep nothing: for a program that is laid out once."""
    return make()


class Common:
    """Parts of projections of one program with other draws each; threads may share it."""

    def __init__(self, shared: dict[str, Any] | None = None, names: Set[str] = frozenset()) -> None:
        """Nothing is known yet but what is shared.

        Args:
            shared: parts that other programs keep too.
            names: those of them that are the same for this program, made or not.
        """
        self._kept: dict[str, Any] = {}
        self._shared = {} if shared is None else shared
        self._names = names

    def get(self, name: str, draws: int, make: Callable[[], Made]) -> Made:
        """A part as it was kept, or made now, and kept where no array in it leads with draws.

        One draw alone does not show what differs by draw, so nothing is kept of it.
        """
        if name in self._names:
            if name not in self._shared:
                self._shared[name] = make()
            return self._shared[name]
        if name in self._kept:
            return self._kept[name]
        made = make()
        if draws > 1 and not _leads_with(made, draws):
            self._kept[name] = made
        return made

    def parts_of(self, series: str, draws: int) -> Keep:
        """Keeps the parts of a series one by one, so that one that is drawn does not have all the others made anew."""

        def keep(name: str, make: Callable[[], Made], /) -> Made:
            return self.get(f"{series} {name}", draws, make)

        return keep


def _leads_with(part: Any, draws: int) -> bool:
    """Whether any array leads with so many; one that does so by chance is made anew, which costs time only."""
    if isinstance(part, np.ndarray):
        return part.ndim > 0 and len(part) == draws
    if is_dataclass(part):
        return any(_leads_with(getattr(part, each.name), draws) for each in fields(part))
    if isinstance(part, Mapping):
        return any(_leads_with(each, draws) for each in part.values())
    return isinstance(part, tuple | list) and any(_leads_with(each, draws) for each in part)
