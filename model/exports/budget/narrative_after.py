"""The sustainability section: position by position what pays after the award, billing, the gap with its dates."""

from collections.abc import Iterator

import pandas as pd

from model.exports.brief.parts import Picture
from model.exports.budget.paper import Block, Table, amounts, column, footed, heading, table, text, whole
from model.exports.charts import paper as drawn
from model.exports.charts import title_of
from model.exports.palette import DARK_INK, LIGHT_INK, Tone
from model.findings import HALF_A_CENT
from model.inputs.load import ProgramFile
from model.requests.budget import Budget
from model.requests.factors import percent, plain
from model.requests.paragraphs import Paragraph
from model.requests.sustaining_plan import PROGRAM, SustainingPlan
from model.requests.sustaining_words import STATUS, sustaining_paragraphs
from model.requests.wording import called
from model.sentences import spoken

TONES = (
    Tone(name="award", label="The award", letter="A", fill="#bfe3f4", ink=DARK_INK),
    Tone(name="billing", label="Billing", letter="B", fill="#1c5a9e", ink=LIGHT_INK),
    Tone(name="signed", label="Signed", letter="S", fill="#56a3d6", ink=DARK_INK),
    Tone(name="hoped", label="Hoped for", letter="H", fill="#f7e27e", ink=DARK_INK),
    Tone(name="gap", label="Nobody named", letter="N", fill="#a3241a", ink=LIGHT_INK),
)


def after_the_award(file: ProgramFile, budget: Budget, plan: SustainingPlan) -> Iterator[Block]:
    """The whole section."""
    yield heading("Sustainability: what pays after the award")
    yield text(verdict(plan), "strong")
    tables = {
        "sustaining.positions": _positions(budget, plan),
        "sustaining.medicaid": _billing(plan),
        "sustaining.rest": _sources(budget),
        "sustaining.step_down": _step_down(plan),
        "sustaining.gap": _endings(plan),
    }
    for paragraph in sustaining_paragraphs(file, budget, plan):
        yield from _part(paragraph, tables.get(paragraph.id, iter(())))


def _part(paragraph: Paragraph, tables: Iterator[Block]) -> Iterator[Block]:
    yield heading(paragraph.title, 2)
    yield text(paragraph.text)
    yield from tables


def verdict(plan: SustainingPlan) -> str:
    """Whether the year after the award is paid for; where it is not, by how much and from when."""
    if plan.closes:
        hoped = sum(each.hoped for each in plan.positions) + plan.program_hoped
        on = f" It counts on ${whole(hoped)} that nobody has signed, each source by its chance." if hoped else ""
        return f"The year after the award is paid for.{on}"
    when = f", and after it the projection first lacks money in {spoken(plan.first_gap)}" if plan.first_gap else ""
    gap = f"{plan.printed_gap:,}" if plan.printed_gap else f"{plan.gap:,.2f}"
    return f"This plan does not close: ${gap} of the year after the award are paid by nobody named{when}."


def _positions(budget: Budget, plan: SustainingPlan) -> Iterator[Block]:
    if plan.positions:
        yield who_pays(plan, budget)
        yield _shares(budget, plan)
    yield what_pays(plan)
    nobody = sum(each.nobody for each in plan.printed)
    apart = plan.unrounded - nobody
    if abs(apart) >= HALF_A_CENT:
        more = "more" if apart > 0 else "less"
        yield text(
            f"Each amount is rounded once, and the total adds what is printed; without rounding nobody pays "
            f"{plan.unrounded:,.2f} dollars, {abs(apart):,.2f} {more}."
        )


def _shares(budget: Budget, plan: SustainingPlan) -> Table:
    """Full-time equivalents, loaded cost, and the award's share of it by year."""
    years = range(budget.request.years)
    width = min(0.9, 3.0 / budget.request.years)
    heads = [column(f"Award, year {year + 1}", width) for year in years]
    columns = (column("Position", 2.0), column("FTE", 0.7), *heads, column("Seat's cost, year after", 1.1))
    rows = [
        (p.title, plain(round(p.fte, 2)), *(f"{100 * share:.0f} %" for share in p.share), whole(p.cost[-1]))
        for p in plan.positions
    ]
    return table("Positions, and the share of each seat's loaded cost that the award pays", columns, rows)


def what_pays(plan: SustainingPlan) -> Table:
    """What must be paid in the year after, by whom, and what is left; below 0 more comes in than is needed."""
    columns = (column("Position", 1.9), *(amounts(head, 0.9) for head in HEADS))
    rows = [(each.title, each.left, each.earns, each.signed, each.hoped, each.nobody) for each in plan.printed]
    return footed("The year after the award: what must be paid, and what pays it (dollars)", columns, rows)


HEADS = ("To be paid", "Billing", "Signed", "Hoped for", "Nobody")


def _sources(budget: Budget) -> Iterator[Block]:
    """Every source a person named, with its status and evidence."""
    titles = {line.position: line.title for line in budget.of("personnel").lines if line.position}
    rows = [
        (
            titles.get(each.position or "", each.position or PROGRAM),
            each.source,
            STATUS[each.status] + (f"; {each.evidence}" if each.evidence else ""),
            spoken(each.start) if each.start else "at the award's end",
            whole(each.per_year),
            "signed" if each.status == "signed" else percent(each.chance),
        )
        for each in budget.request.sustaining.after
    ]
    if rows:
        heads = (
            ("For", 1.4),
            ("Source", 1.4),
            ("Status, evidence", 1.2),
            ("From", 1.0),
            ("A year", 0.8),
            ("Chance", 0.9),
        )
        yield table("Sources named for the time after (dollars)", [column(*head) for head in heads], rows)


def _billing(plan: SustainingPlan) -> Iterator[Block]:
    heads = ("Billed", "Denied or not paid", "Paid")
    columns = (column("Payer", 1.2), column("Share of clients", 0.9), column("Hours", 0.8), column("Units", 0.8))
    rows = []
    for each in plan.billed:
        billed, paid = round(each.billed), round(each.earned)
        share, hours, units = f"{100 * each.client_share:.0f} %", whole(each.hours), whole(each.units)
        rows.append((called(each.payer), share, hours, units, billed, billed - paid, paid))
    if rows:
        both = (*columns, *(amounts(head, 0.95) for head in heads))
        yield footed("Billing by the award's share of the seats in the year after it (dollars)", both, rows)


def _step_down(plan: SustainingPlan) -> Iterator[Block]:
    columns = [column("Budget year", 2.0), column("Award's share, as asked", 2.2)]
    rows = [[f"Year {each.number}", percent(round(each.share, 3))] for each in plan.step_down]
    if any(each.planned is not None for each in plan.step_down):
        columns.append(column("Award's share, as planned", 2.2))
        for row, each in zip(rows, plan.step_down, strict=True):
            row.append("none" if each.planned is None else percent(each.planned))
    yield table("The award's share of the whole project", columns, rows)


def _endings(plan: SustainingPlan) -> Iterator[Block]:
    columns = (column("Position", 2.7), column("Last paid month with the award", 1.9), column("Without it", 1.9))
    rows = [
        (e.title, *("stays paid" if m is None else spoken(m) for m in (e.with_award, e.without))) for e in plan.endings
    ]
    if rows:
        until = spoken(plan.horizon)
        yield table(f"Seats that end for lack of money, as projected to {until}", columns, rows)


def who_pays(plan: SustainingPlan, budget: Budget) -> Picture:
    """What the award pays of seats and shared costs by year, and what pays the same in the year after."""
    said = [(f"Year {y + 1}", {"award": float(budget.asked(y))}) for y in range(budget.request.years)]
    rows = plan.printed
    after = {
        "billing": sum(each.earns for each in rows),
        "signed": sum(each.signed for each in rows),
        "hoped": sum(each.hoped for each in rows),
        "gap": plan.printed_gap,
    }
    said.append(("Year after", {name: float(value) for name, value in after.items()}))
    frame = pd.DataFrame(
        [
            {"year": year, "side": "", "part": part, "dollars": dollars}
            for year, parts in said
            for part, dollars in parts.items()
        ]
    )
    chart = drawn.stacked(frame, "What the award pays each year, and what pays in the year after", TONES, "Budget year")
    labels = {tone.name: tone.label for tone in TONES}
    words = "; ".join(
        f"{year}: {', '.join(f'{labels[p]} {whole(d)} dollars' for p, d in parts.items() if d)}" for year, parts in said
    )
    return Picture(title=title_of(chart), alt=f"{title_of(chart)}. {words}.", spec=drawn.printed(chart))
