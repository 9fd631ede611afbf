"""Comparing: a program as it stands and under scenarios, and the difference taken apart by change."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.findings import Findings, findings
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed, with_changes
from model.projection import Projection, project
from model.sentences import rounded
from model.stages.funding import SOURCES
from model.stages.parts.fates import UNPAID


@dataclass(frozen=True, eq=False)
class Outcome:
    """A program, its projection and what that says."""

    file: ProgramFile
    projection: Projection
    findings: Findings


@dataclass(frozen=True, eq=False)
class Step:
    """What one change adds on top of those before it.

    Attributes:
        label: the scenario's name.
        change: the change in words; several where one alone leaves a program that does not hold together.
        contributions: by measure.
    """

    label: str
    change: str
    contributions: dict[str, float]


@dataclass(frozen=True, eq=False)
class Comparison:
    """A baseline, a scenario, and the way from one to the other.

    `totals` is scenario less baseline by measure; the steps' contributions add up to it.
    """

    baseline: Outcome
    scenario: Outcome
    steps: tuple[Step, ...]
    totals: dict[str, float]


def outcome(file: ProgramFile) -> Outcome:
    """Project a program and read the projection."""
    projection = project(file.program)
    return Outcome(file, projection, findings(projection))


def measures(result: Outcome, draw: int = 0) -> dict[str, float]:
    """The sums by which outcomes are compared: dollars, hours and position-months over the whole horizon."""
    funding, found = result.projection.funding, result.findings
    return {
        "gap": float(funding.gap[draw].sum()),
        "full_cost": float(funding.full[draw].sum()),
        "wages": float((result.projection.costs.wages * funding.present)[draw].sum()),
        "earned": float(result.projection.billing.earned[draw].sum()),
        **{f"from_{source}": float(funding.sources[source][draw].sum()) for source in SOURCES},
        "reserve_at_end": float(funding.reserve[draw, -1]),
        "cash_at_end": float(result.projection.cash[draw, -1]),
        "position_months_sustained": float(found.positions_sustained[draw].sum()),
        "paid_hours_of_support": float(found.hours["paid"][draw].sum()),
        "unpaid_hours_of_support": float(sum(found.hours[fate][draw].sum() for fate in UNPAID)),
    }


def compare(file: ProgramFile, scenarios: Sequence[Placed]) -> Comparison:
    """Lay scenarios on a program and take the difference apart, change by change in their order.

    A change's contribution is what it adds on top of those before it, so that contributions add up exactly; in another
    order they may differ. A change that alone leaves a program that does not hold together is taken with the next.

    Raises:
        InputError: when a scenario fits nothing or leaves a program that does not hold together.
    """
    baseline = outcome(file)
    changes = [(placed, number) for placed in scenarios for number in range(len(placed.changes))]
    current, before, waiting = baseline, measures(baseline), 0
    steps = []
    for done in range(1, len(changes) + 1):
        try:
            current = outcome(with_changes(file, changes[:done]))
        except InputError:
            if done == len(changes):
                raise
            waiting += 1
            continue
        after = measures(current)
        made = changes[done - 1 - waiting : done]
        steps.append(
            Step(
                label=", ".join(dict.fromkeys(placed.name for placed, _ in made)),
                change="; ".join(str(placed.changes[number]) for placed, number in made),
                contributions={key: after[key] - before[key] for key in after},
            )
        )
        before, waiting = after, 0
    start = measures(baseline)
    return Comparison(baseline, current, tuple(steps), {key: before[key] - start[key] for key in before})


def in_words(comparison: Comparison) -> str:
    """What scenarios change, position-months first: a gap that grows because seats stay is no loss."""
    totals = comparison.totals
    months, gap = round(totals["position_months_sustained"]), totals["gap"]
    if months:
        said = f"With it, positions are funded for {abs(months)} {'more' if months > 0 else 'fewer'} months in all"
    else:
        said = "With it, positions are funded for as many months in all"
    if abs(gap) < 1:
        return f"{said}, and what nobody pays is the same."
    joined = "but" if months > 0 and gap > 0 else "and"
    sentence = f"{said}, {joined} nobody pays {rounded(abs(gap))} {'more' if gap > 0 else 'less'} of the cost"
    cost = totals["full_cost"]
    if months > 0 and gap > 0 and cost > 0:
        return f"{sentence}: seats that would have ended stay, and cost {rounded(cost)} more."
    return f"{sentence}."
