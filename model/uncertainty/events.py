"""Events: grants lost, grants renewed, and what else a file says may happen, each with its chance.

An event belongs to its name: its draws are the same in every scenario and beside other events. What happens in a draw
decides which variant of the program the draw runs; draws of one variant run together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.inputs.chances import Event
from model.inputs.change import Change
from model.inputs.load import ProgramFile
from model.inputs.money import Grant
from model.inputs.scenario import Placed, Scenario, applied
from model.inputs.selectors import value_at
from model.levers.shapes import renewal

Made = Callable[[ProgramFile], Sequence[Change]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Happening:
    """An event that may come.

    Attributes:
        name: of the event: `loss of …` and `renewal of …` for grants.
        probability: that it happens.
        changes: what it does to a program, before any event is laid on it: no event reads what another does.
        unless: the event that keeps this one from happening: a grant that is lost is not renewed.
        lines: where in the file it stands, for messages.
    """

    name: str
    probability: float
    changes: Made
    unless: str = ""
    place: int = 0

    def does(self, file: ProgramFile) -> str:
        """What it does to a program and from when, as scenarios write it."""
        said = []
        for change in self.changes(file):
            start = None if change.from_ else (change.item or {}).get("start")
            said.append(f"{change} from {start}" if start else str(change))
        return ", ".join(said)


def happenings(file: ProgramFile) -> tuple[Happening, ...]:
    """The events of a program that can change its months: losses, then renewals, then those of the file."""
    program = file.program
    losses = [_loss(grant) for grant in program.grants if grant.loss is not None and grant.loss.month < grant.end]
    renewals = [_renewal(g) for g in program.grants if g.renewal is not None and g.end < program.last]
    return (*losses, *renewals, *(_event(event, place) for place, event in enumerate(program.events)))


def _loss(grant: Grant) -> Happening:
    assert grant.loss is not None
    change = Change.model_validate({"remove": f"grants[id={grant.id}]", "from": str(grant.loss.month.plus(1))})
    return Happening(
        name=f"loss of {grant.id}", probability=float(grant.loss.probability.value), changes=lambda _: (change,)
    )


def _renewal(grant: Grant) -> Happening:
    assert grant.renewal is not None
    told = grant.renewal

    def changes(file: ProgramFile) -> Sequence[Change]:
        place = next(n for n, one in enumerate(file.program.grants) if one.id == grant.id)
        raw: Mapping[str, Any] = value_at(file.tree, ("grants", place))
        item = renewal(file, grant, raw, {"months": told.months.value, "award": told.award.value})
        # the award as the file gives it: its range, where it has one, is drawn
        return (Change(add="grants", item={**item, "award": raw["renewal"]["award"]}),)

    return Happening(
        name=f"renewal of {grant.id}",
        probability=float(told.probability.value),
        changes=changes,
        unless=f"loss of {grant.id}",
    )


def _event(event: Event, place: int) -> Happening:
    return Happening(
        name=event.name, probability=float(event.probability.value), changes=lambda _: event.changes, place=place
    )


def with_events(file: ProgramFile, happening: Sequence[Happening]) -> ProgramFile:
    """The program with events laid on it, in order; all at once, since a program is slow to read.

    Raises:
        InputError: when a change fits nothing or leaves a program that does not hold together.
    """
    laid = [
        Placed(
            Scenario(name=one.name, why="it happens in this draw", changes=tuple(one.changes(file))),
            file.name,
            one.place,
            {},
        )
        for one in happening
    ]
    return applied(file, laid) if laid else file
