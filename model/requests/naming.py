"""What people call the positions and the funds of a program; an id is said only where the name is no one's alone."""

from collections import Counter
from collections.abc import Mapping

from model.inputs.program import Program
from model.requests.wording import called


def position_names(program: Program) -> dict[str, str]:
    """Title of each position by its id; the id stands for a position without a title."""
    return _told_apart({p.id: p.title if "title" in p.model_fields_set else p.id for p in program.positions})


def fund_names(program: Program) -> dict[str, str]:
    """Name in words of each grant and contract by its id."""
    return _told_apart({fund.id: called(fund.id) for fund in (*program.grants, *program.contracts)})


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The same names, with the id in brackets where several are alike."""
    times = Counter(names.values())
    return {key: name if times[name] == 1 else f"{name} ({key})" for key, name in names.items()}
