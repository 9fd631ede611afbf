"""What tables on the screen show and change: the program, or a part of it that has tables of its own."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from model.forms import TABLES, Table
from pages.parts import editing

NOTHING: Mapping[str, Any] = MappingProxyType({})


def _keep(tree: dict[str, Any], reason: str, epoch: int) -> None:
    editing.keep(tree, reason, epoch=epoch)


class Desk(NamedTuple):
    """What tables show and change.

    Attributes:
        tree: what the tables read.
        epoch: counts up when rows no longer stand where the tables on the screen have them.
        tables: of the tree.
        around: what holds further names to choose from, such as the program around a request.
        name: tells what is on the screen for this tree from what is there for another; empty for the program.
        keep: saves the changed tree, with a reason, for tables that show a given epoch.
    """

    tree: dict[str, Any]
    epoch: int
    tables: Sequence[Table] = TABLES
    around: Mapping[str, Any] = NOTHING
    name: str = ""
    keep: Callable[[dict[str, Any], str, int], None] = _keep

    @property
    def names(self) -> dict[str, Any]:
        """What cells choose from."""
        return {**self.around, **self.tree}


def of_program(draft: editing.Draft) -> Desk:
    """The program as this window edits it."""
    return Desk(draft.tree, draft.epoch)
