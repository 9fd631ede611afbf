"""Levers: the list of what a scenario can move, and what each moves in a given program.

lever = by_key("rate")
target = targets(lever, file)[0]
change_of(lever, target, 16.0, "2027-07")   # {"set": "payers.medicaid...", "to": 16.0, "from": "2027-07"}
"""

from collections.abc import Mapping
from typing import Any

from model.inputs.load import ProgramFile
from model.inputs.scenario import OPERANDS
from model.levers.clients import CLIENT_LEVERS
from model.levers.lever import GROUPS, Ask, Lever, Target
from model.levers.medicaid import MEDICAID_LEVERS
from model.levers.money import GRANT_LEVERS, OTHER_MONEY_LEVERS
from model.levers.pay import PAY_LEVERS
from model.levers.people import PEOPLE_LEVERS
from model.levers.special import SPECIAL
from model.levers.supports import SUPPORT_LEVERS
from model.levers.targets import plain_targets
from model.levers.telling import told

LEVERS: tuple[Lever, ...] = (
    *PAY_LEVERS,
    *MEDICAID_LEVERS,
    *CLIENT_LEVERS,
    *PEOPLE_LEVERS,
    *GRANT_LEVERS,
    *OTHER_MONEY_LEVERS,
    *SUPPORT_LEVERS,
)


def by_key(key: str) -> Lever:
    """The lever of that key.

    Raises:
        KeyError: when there is none.
    """
    return {lever.key: lever for lever in LEVERS}[key]


def targets(lever: Lever, file: ProgramFile) -> tuple[Target, ...]:
    """What a lever moves in a program, in the order of the file; none where the program has nothing of the kind."""
    return tuple(SPECIAL.get(lever.key, plain_targets)(lever, file))


def change_of(lever: Lever, target: Target, value: Any = None, from_month: str | None = None) -> dict[str, Any]:
    """One change of a scenario, as a scenario file writes it.

    Args:
        lever: what is moved.
        target: where, of `targets`.
        value: a number in the unit of the file (shares, not percents); a factor; a list of steps; a month; one of the
            options; for what is added, the answers by key; None for what is taken away.
        from_month: `YYYY-MM` from which it holds; None for throughout.

    Raises:
        ValueError: when the value is of another kind, or a month is given for what cannot be dated.
    """
    if from_month is not None and not target.dated:
        raise ValueError(f"{lever.label} ({target.label}) cannot change by month: leave the month out")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if lever.form in ("number", "factor") and not number:
        raise ValueError(f"{lever.label} ({target.label}): a number is needed")
    change: dict[str, Any] = {target.action: target.selector}
    operand = OPERANDS[target.action]
    if operand is not None:
        change[operand] = target.shape(value, from_month)
    return change if from_month is None else {**change, "from": from_month}


def in_words(change: Mapping[str, Any], file: ProgramFile) -> str:
    """One change of a scenario in words; see `telling.told`."""
    return told(change, file, LEVERS)


__all__ = ["GROUPS", "LEVERS", "Ask", "Lever", "Target", "by_key", "change_of", "in_words", "targets"]
