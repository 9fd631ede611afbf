"""The two charts of a brief, with what they show in words."""

import itertools
from collections.abc import Mapping

import pandas as pd

from model.compare import Outcome
from model.exports import frames
from model.exports.brief.amounts import Row, dollars, summed
from model.exports.brief.board import Money
from model.exports.brief.case import Case
from model.exports.brief.legislator import Shares
from model.exports.brief.parts import Picture
from model.exports.brief.texts import inert
from model.exports.charts import Chart, paper, title_of
from model.exports.palette import STATUS_TONES, status_tone
from model.exports.tables import PROGRAM_ROW, as_object
from model.sentences import spoken

MOST_ROWS, MOST_POSITIONS_SAID, MOST_ID = 18, 9, 18
A, B = "A", "B"
STANDS, WITH_IT = "A As things stand", "B With the proposal"


def board_pictures(case: Case, money: Money) -> tuple[Picture, Picture]:
    """Positions by months, and money by fiscal year."""
    return _timeline(case), _money(case, money)


def legislator_pictures(case: Case, shares: Shares) -> tuple[Picture, Picture]:
    """Positions paid for without and with the change, and added dollars by state fiscal year."""
    return _sustained(case), _shares(shares)


def _pictured(chart: Chart, told: str) -> Picture:
    finding = title_of(chart)
    return Picture(title=finding, alt=f"{finding}. {told}", spec=paper.printed(chart))


def _timeline(case: Case) -> Picture:
    """Positions by months where they are few, how many are paid for where they are many."""
    sides = [("", case.before)] if not case.scenarios else [(A, case.before), (B, case.after)]
    boards = [(letter, _board(case, result)) for letter, result in sides]
    rows = pd.concat([paper.position_rows(board, letter) for letter, board in boards], ignore_index=True)
    if rows["row"].nunique() > MOST_ROWS:
        return _sustained(case)
    order = {row: place for place, row in enumerate(dict.fromkeys(_alternating(boards)))}
    rows = rows.assign(place=rows["row"].map(order)).sort_values(["place", "month"], ignore_index=True)
    finding = _paid_until(case)
    if not rows["possible"].all():
        finding += "; low cells: cash has run out"
    return _pictured(paper.positions(rows, finding), _runs_said(rows))


def _board(case: Case, result: Outcome) -> pd.DataFrame:
    frame = frames.board(as_object(result.projection, result.findings), result.file.program)
    names = {name: name if name == PROGRAM_ROW else case.told(name, MOST_ID) for name in set(frame["position"])}
    return frame.assign(position=frame["position"].map(names))


def _alternating(boards: list[tuple[str, pd.DataFrame]]) -> list[str]:
    """Rows so that a position's two sides stand under one another."""
    names = dict.fromkeys(name for _, board in boards for name in board["position"] if name != PROGRAM_ROW)
    return [f"{name} {letter}".strip() for name, (letter, _) in itertools.product(names, boards)]


def _paid_until(case: Case) -> str:
    """How many positions are paid for at the end, without and with the proposal."""
    last = spoken(case.program.last)
    ends = [int(result.findings.positions_sustained[0, -1]) for result in (case.before, case.after)]
    total = len(case.after.file.program.positions)
    who = f"{ends[1]} of {total} positions" if ends[1] else "No position"
    said = f"{who} {'is' if ends[1] < 2 else 'are'} paid for in {last}"
    return f"{said} with the proposal (B), {ends[0] or 'none'} without it (A)" if case.scenarios else said


def _runs_said(rows: pd.DataFrame) -> str:
    """Who pays for each row until when, as far as it can be listened to."""
    spans = frames.runs(rows.assign(position=rows["row"]))
    said = []
    for name, group in spans.groupby("position", sort=False):
        parts = [
            f"{status_tone(status).label.lower()} through {frames.short(month)}"
            for status, month in zip(group["status"], group["last_month"], strict=True)
            if status != "inactive"
        ]
        said.append(f"{name}: {', then '.join(parts) or 'not there'}")
    more = len(said) - MOST_POSITIONS_SAID
    return "; ".join([*said[:MOST_POSITIONS_SAID], *([f"and {more} more rows"] if more > 0 else [])]) + "."


def _sustained(case: Case) -> Picture:
    sides = [(STANDS, A, case.before)]
    if case.scenarios:
        sides.append((WITH_IT, B, case.after))
    rows = [
        {"month": str(case.program.start.plus(m)), "side": side, "letter": letter, "positions": int(count)}
        for side, letter, result in sides
        for m, count in enumerate(result.findings.positions_sustained[0])
    ]
    told = "; ".join(_counts_said(side, result) for side, _, result in sides)
    return _pictured(paper.sustained(pd.DataFrame(rows), _paid_until(case)), f"By month, {told}.")


def _counts_said(side: str, result: Outcome) -> str:
    """Counts from month to month where they change."""
    counts = [int(count) for count in result.findings.positions_sustained[0]]
    start = result.file.program.start
    changes = [m for m, count in enumerate(counts) if m == 0 or count != counts[m - 1]]
    said = [f"{counts[m]} from {spoken(start.plus(m))}" for m in changes[:8]]
    return f"{side[2:].lower()}: {', '.join(said)}"


def _money(case: Case, money: Money) -> Picture:
    sides = [("", money.before)] if not case.scenarios else [(A, money.before), (B, money.after)]
    rows = [
        {"year": year, "side": side, "part": part, "dollars": cell}
        for side, found in sides
        for part, row in found.items()
        for year, cell in zip(money.heads[:-1], row.cells, strict=True)
    ]
    finding = _money_finding(case, money)
    told = "; ".join(_parts_said(side, found) for side, found in sides)
    frame = pd.DataFrame(rows)
    return _pictured(paper.stacked(frame, finding, STATUS_TONES, "Fiscal year"), f"By fiscal year. {told}.")


def _money_finding(case: Case, money: Money) -> str:
    gaps = [found["gap"].total for found in (money.before, money.after)]
    if not case.scenarios:
        return f"Nobody pays {dollars(gaps[0])} of {dollars(summed(money.before).total)}"
    return f"Nobody pays {dollars(gaps[1])} with the proposal (B), {dollars(gaps[0])} without it (A)"


def _parts_said(side: str, found: Mapping[str, Row]) -> str:
    labels = {tone.name: tone.label.lower() for tone in STATUS_TONES}
    parts = ", ".join(f"{labels[part]} {dollars(row.total)}" for part, row in found.items() if row.total)
    return inert(f"{side} in all: {parts or 'nothing'}")


def _shares(shares: Shares) -> Picture:
    rows = [
        {"year": year, "side": "", "part": part, "dollars": cell}
        for part, row in (("federal", shares.federal), ("state", shares.state))
        for year, cell in zip(shares.years, row.cells, strict=True)
    ]
    total, state = shares.total.total, shares.state.total
    finding = (
        f"Medicaid spends {dollars(abs(total))} {'more' if total >= 0 else 'less'}, {dollars(abs(state))} the state’s"
    )
    if not total:
        finding = "Medicaid spends as much as before"
    said = ", ".join(f"{year}: {dollars(cell)}" for year, cell in zip(shares.years, shares.total.cells, strict=True))
    chart = paper.stacked(pd.DataFrame(rows), finding, paper.SHARE_TONES, "State fiscal year of payment")
    return _pictured(chart, f"By state fiscal year, {said}.")
