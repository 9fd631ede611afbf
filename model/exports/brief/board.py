"""For a board: what becomes of each position, what it costs by fiscal year, and who pays."""

from collections.abc import Mapping

import numpy as np

from model.compare import Outcome
from model.exports.brief.amounts import Row, dollars, footing, in_steps, merged, step_for, summed
from model.exports.brief.case import Case, reach, standing
from model.exports.brief.parts import Table
from model.exports.palette import STATUS_TONES
from model.inputs.months import Month
from model.sentences import spoken

MOST_YEARS = 6
SOURCES_OF = {
    "earned": ("earned", "surplus"),
    "contract": ("contracts",),
    "grant": ("grants", "program_income"),
    "fundraising": ("fundraising",),
    "reserve": ("reserve",),
}
LABELS = {tone.name: tone.label for tone in STATUS_TONES}
FULL = "Full cost"
AS_IT_STANDS = "As things stand: "


def spans(result: Outcome) -> list[tuple[Month, range]]:
    """The fiscal years of a projection: the first projected month of each, and its month indices."""
    program = result.file.program
    months = range(program.months)
    starts = [m for m in months if m == 0 or program.start.plus(m).calendar_month == program.fiscal_month]
    ends = [*starts[1:], program.months]
    return [(program.start.plus(a), range(a, b)) for a, b in zip(starts, ends, strict=True)]


def by_source(result: Outcome) -> dict[str, tuple[float, ...]]:
    """Dollars by source, the gap last, and fiscal year. Unrounded."""
    funding = result.projection.funding
    monthly = {
        name: np.sum([funding.sources[source][0].sum(axis=0) for source in parts], axis=0)
        for name, parts in SOURCES_OF.items()
    }
    monthly["gap"] = funding.gap[0].sum(axis=0)
    years = spans(result)
    return {name: tuple(float(np.sum(m[list(span)])) for _, span in years) for name, m in monthly.items()}


def year_labels(result: Outcome) -> tuple[str, ...]:
    """Fiscal years by their first and last projected months: Jul 26–Jun 27."""
    return tuple(f"{_short(first)}–{_short(first.plus(len(span) - 1))}" for first, span in spans(result))


def _short(month: Month) -> str:
    return f"{spoken(month)[:3]} {month.year % 100:02d}"


class Money:
    """The money of both outcomes as it is printed."""

    def __init__(self, case: Case) -> None:
        """Round both to the same step."""
        known = [by_source(case.before), by_source(case.after)]
        years = merged_labels(year_labels(case.before))
        every = [sum(dollars) for found in known for dollars in found.values()]
        self.step = step_for([*every, *(sum(sum(v) for v in found.values()) for found in known)])
        self.heads = (*years, "All")
        self.before, self.after = (self._rows(found) for found in known)

    def _rows(self, found: Mapping[str, tuple[float, ...]]) -> dict[str, Row]:
        return footing({name: merged(values, MOST_YEARS) for name, values in found.items()}, self.step)


def merged_labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Labels of columns of which those past the most that fit are one."""
    if len(labels) <= MOST_YEARS:
        return labels
    return (*labels[: MOST_YEARS - 1], f"{labels[MOST_YEARS - 1].split('–')[0]}–{labels[-1].split('–')[1]}")


def table(case: Case, money: Money) -> Table:
    """Who pays by fiscal year, with the proposal where there is one, and beside it what stands without it."""
    shown = {LABELS[name]: row for name, row in money.after.items() if not row.empty}
    rows = [(label, row.dollars()) for label, row in shown.items()]
    rows.append((FULL, summed(money.after).dollars()))
    with_it = ""
    if case.scenarios:
        with_it = " with the proposal"
        rows.append((f"{AS_IT_STANDS}full cost", summed(money.before).dollars()))
        rows.append((f"{AS_IT_STANDS}nobody pays", money.before["gap"].dollars()))
    return Table(
        title=f"Who pays{with_it}, by fiscal year, {in_steps(money.step)}",
        heads=money.heads,
        rows=tuple(rows),
        strong=frozenset({FULL}),
    )


def answer(case: Case) -> str:
    """What the page is for, in one or two sentences."""
    stands = standing(case, case.before)[0]
    return reach(case) if case.scenarios else stands


def said_of(case: Case, result: Outcome, gap: Row) -> tuple[str, ...]:
    """What becomes of the program in one outcome, with the gap as the table has it."""
    said = standing(case, result)
    told = said[:2] if case.scenarios else said[1:3]  # without a proposal the answer says the first
    return (*told, _gap(result, gap))


def _gap(result: Outcome, gap: Row) -> str:
    last, index = spoken(result.file.program.last), result.findings.first_gap_of_any[0]
    if gap.total == 0:
        return f"Nothing is left unpaid through {last}."
    first = f"; the first gap is in {spoken(result.file.program.start.plus(int(index)))}" if np.isfinite(index) else ""
    return f"Nobody pays {dollars(gap.total)} of the cost through {last}{first}."


def cost(case: Case, money: Money) -> tuple[str, ...]:
    """What it costs and who pays, from the table's own numbers."""
    full, paid = summed(money.after).total, money.after
    who = ", ".join(f"{LABELS[name].lower()} {dollars(row.total)}" for name, row in paid.items() if row.total)
    years = f"{case.program.months} months"
    said = [f"{'With the proposal the' if case.scenarios else 'The'} program costs {dollars(full)} in {years}: {who}."]
    if case.scenarios:
        said.append(_difference(full - summed(money.before).total, money))
    return tuple(said)


def _difference(more: int, money: Money) -> str:
    """How much more or less it costs than as things stand, and who bears that; what is no more than rounding is not."""
    moved = {LABELS[name]: row.total - money.before[name].total for name, row in money.after.items()}
    large = {label: d for label, d in moved.items() if abs(d) > money.step}
    borne = ", ".join(f"{label.lower()} {dollars(abs(d))} {'more' if d > 0 else 'less'}" for label, d in large.items())
    if not borne:
        return "That is about what it costs as things stand, and the same pay about as much."
    if abs(more) <= money.step:
        return f"That is about what it costs as things stand; what changes is who pays: {borne}."
    mainly = "" if sum(large.values()) == more else "mainly "
    return f"That is {dollars(abs(more))} {'more' if more > 0 else 'less'} than as things stand: {mainly}{borne}."
