"""Mending: a faulty program made whole enough to look for further faults in it, so that all are reported at once."""

import copy
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from model.inputs.checks import Problem, problems
from model.inputs.months import Month
from model.inputs.numbers import Loc
from model.inputs.program import Program
from model.inputs.schema import Kind, kind_at
from model.inputs.selectors import put, value_at


def further_problems(tree: dict[str, Any], faulty: Iterable[Loc]) -> list[Problem]:
    """Problems between fields, of a program in which single fields are faulty.

    Each faulty field is left out, or stood in for where it may not be; what then looks wrong at its place is not
    reported. Nothing is reported where the program cannot be mended.

    Args:
        tree: what the file holds.
        faulty: places of the faults found in single fields.
    """
    mended = copy.deepcopy(tree)
    places = {_field_of(loc) for loc in faulty}
    for loc in sorted(places, key=lambda place: [str(key) for key in place], reverse=True):
        _mend(mended, loc)
    try:
        program = Program.model_validate(mended)
    except ValidationError:
        return []
    return [problem for problem in problems(program) if not any(_doubtful(problem.at, loc) for loc in places)]


def _field_of(loc: Loc) -> Loc:
    """The field of a part that a fault lies in: an item of a list of numbers is no field of its own."""
    for length in range(1, len(loc) + 1):
        kind = kind_at(loc[:length])
        if kind is None or kind.shape in ("number", "numbers", "steps", "award", "other"):
            return loc[:length]
    return loc


def _mend(tree: Any, loc: Loc) -> None:
    kind, parent = kind_at(loc), value_at(tree, loc[:-1])
    if isinstance(parent, list) and isinstance(loc[-1], int) and loc[-1] < len(parent):
        parent.pop(loc[-1])
        return
    if not isinstance(parent, dict):
        return
    given = parent.pop(loc[-1], None)
    if kind is not None and kind.required:
        put(tree, loc, _stand_in(kind, given, tree))


def _stand_in(kind: Kind, given: Any, tree: Any) -> Any:
    """A value for a field that may not be left out."""
    if kind.shape == "number" and kind.spec is not None:
        return max(kind.spec.low, 0.0) + (1.0 if kind.spec.above else 0.0)
    if kind.shape in ("steps", "award"):
        return [15.0] * 100 if kind.shape == "steps" else 0.0
    choices = {bool: True, int: 1, Month: str(tree.get("start", "2026-01"))}
    return choices.get(kind.type, str(given) if isinstance(given, str | int | float) and str(given) else "unnamed")


def _doubtful(at: Loc, loc: Loc) -> bool:
    """Whether a problem may come of the mending: it lies in the field, or in the same part beside it."""
    part = loc[:-1] if len(loc) > 1 else loc
    shorter = min(len(at), len(part))
    return at[:shorter] == part[:shorter]
