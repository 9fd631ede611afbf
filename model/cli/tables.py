"""Tables of a projection, from the same object that `--json` prints."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.text import Text

from model.cli.figures import dollars, fiscal_years, folded, hours, rounded_to, share, short, step_for
from model.cli.granted import show_grants
from model.cli.screen import Screen
from model.exports.frames import MONTH_LABELS, SHARE_LABELS, SOURCE_LABELS
from model.exports.palette import BIND_TONES, INACTIVE, STATUS_TONES, Tone
from model.inputs.load import ProgramFile
from model.inputs.program import Program
from model.sentences import CAUSES, months_from
from model.stages.funding import SOURCES
from model.stages.parts.fates import UNPAID

Object = Mapping[str, Any]
Row = tuple[str, Sequence[Text | str]]
MOST_RUNS = 4
NOT_THERE = "."
FIRST_LABELS = {**MONTH_LABELS, "ended": "Seat ends"}


def show_projection(screen: Screen, data: Object, file: ProgramFile, applied: Sequence[str], *, monthly: bool) -> None:
    """Everything about a projection but its warnings: the sentences first."""
    show_sentences(screen, data)
    program = file.program
    span = f"{data['program']['name']}, {data['program']['state']}: {months_from(program)}."
    screen.console.print()
    screen.say(span)
    if applied:
        screen.say("With " + ", ".join(f"'{name}'" for name in applied) + ".")
    show_board(screen, data, program, monthly=monthly)
    show_money(screen, data, program, monthly=monthly)
    show_binds(screen, data, program, monthly=monthly)
    show_unpaid(screen, data, program, monthly=monthly)
    show_first_months(screen, data)
    show_grants(screen, data, program, monthly=monthly)


def show_sentences(screen: Screen, data: Object) -> None:
    """The answer."""
    for number, sentence in enumerate(data["findings"]["program"]["sentences"]):
        screen.say(sentence, "bold" if number == 0 else "")


def show_warnings(screen: Screen, warnings: Sequence[str]) -> None:
    """What a careful reader would want to know, last."""
    screen.heading("Warnings" if warnings else "No warnings.")
    screen.items(warnings)


def show_board(screen: Screen, data: Object, program: Program, *, monthly: bool) -> None:
    """Positions by fiscal years: the least secure money that pays for each."""
    screen.heading("Who pays for each position: the least secure money that matters")
    _spans(screen, data, program, "status", (*STATUS_TONES, INACTIVE), monthly=monthly)


def show_binds(screen: Screen, data: Object, program: Program, *, monthly: bool) -> None:
    """What holds billing down."""
    if not any(row["binds"] for row in data["rows"]):
        return
    screen.heading("What holds billing down")
    _spans(screen, data, program, "binds", (*BIND_TONES, INACTIVE), monthly=monthly)


def _mark(tone: Tone) -> Text:
    return Text(tone.letter or NOT_THERE, f"{tone.ink} on {tone.fill}" if tone.letter else "dim")


def _spans(screen: Screen, data: Object, program: Program, key: str, tones: Sequence[Tone], *, monthly: bool) -> None:
    """One key of the rows by position and fiscal year; positions without any are left out."""
    months = [row["month"] for row in data["months"]]
    years, named = fiscal_years(months, program.fiscal_month), {tone.name: tone for tone in tones}
    by_position: dict[str, dict[str, Tone]] = {}
    for row in data["rows"]:
        if row[key] is not None:
            by_position.setdefault(row["position"], {})[row["month"]] = named[row[key]]
    used = {tone.name for found in by_position.values() for tone in found.values()}
    screen.legend((_mark(tone), tone.label.lower()) for tone in tones if tone.name in used or tone is INACTIVE)
    cell = _letters if monthly else _runs
    rows: list[Row] = [
        (position, [cell([found.get(months[m], INACTIVE) for m in year], [months[m] for m in year]) for year in years])
        for position, found in by_position.items()
    ]
    heads = [_year_head(months, year, letters=monthly) for year in years]
    screen.grid("Position", heads, rows, numbers=False)


def _year_head(months: Sequence[str], year: range, *, letters: bool) -> str:
    first, last = short(months[year[0]]), short(months[year[-1]])
    if letters:
        return f"{first}\n" + "".join(short(months[m])[0] for m in year)
    return first if first == last else f"{first}\nto {last}"


def _letters(tones: Sequence[Tone], months: Sequence[str]) -> Text:
    """A letter for each month."""
    assert len(tones) == len(months)
    return Text.assemble(*(_mark(tone) for tone in tones))


def _runs(tones: Sequence[Tone], months: Sequence[str]) -> Text:
    """Runs of months with the same tone, a line each; where there are many, how many months of each tone."""
    runs = [
        (tone, [m for _, m in group])
        for tone, group in itertools.groupby(zip(tones, months, strict=True), lambda p: p[0])
    ]
    if len(runs) > MOST_RUNS:
        counts = {tone: sum(t is tone for t in tones) for tone in dict.fromkeys(tones)}
        lines = [(tone, f" {count} month{'s' if count > 1 else ''}") for tone, count in counts.items()]
    else:
        lines = [(tone, _span(span, months)) for tone, span in runs]
    cell = Text()
    for number, (tone, words) in enumerate(lines):
        said = "" if tone is INACTIVE and len(lines) == 1 else words
        cell.append("\n" if number else "").append_text(_mark(tone)).append(said, "dim" if tone is INACTIVE else "")
    return cell


def _span(span: Sequence[str], months: Sequence[str]) -> str:
    first, last = short(span[0])[:3], short(span[-1])[:3]
    if len(span) == len(months):
        return " all year" if len(months) > 1 else ""
    if span[0] == months[0]:
        return f" to {last}"
    if span[-1] == months[-1]:
        return f" from {first}"
    return f" {first}" if first == last else f" {first}-{last}"


def _by_month(data: Object, read: Callable[[Object], float]) -> list[float]:
    """A sum over the rows of each month."""
    sums = dict.fromkeys((row["month"] for row in data["months"]), 0.0)
    for row in data["rows"]:
        sums[row["month"]] += read(row)
    return list(sums.values())


def show_money(screen: Screen, data: Object, program: Program, *, monthly: bool) -> None:
    """What everything costs, who pays, what nobody pays; reserve and cash at the end."""
    flows = {"Full cost": _by_month(data, lambda row: row["full_cost"])}
    for source in SOURCES:
        flows[SOURCE_LABELS[source]] = _by_month(data, lambda row, key=f"from_{source}": row[key])
    flows[SOURCE_LABELS["gap"]] = _by_month(data, lambda row: row["gap"])
    flows = {
        label: values for label, values in flows.items() if any(values) or label in ("Full cost", SOURCE_LABELS["gap"])
    }
    ends = {
        label: [row[key] for row in data["months"]]
        for label, key in (("Reserve at end", "reserve"), ("Cash at end", "cash"), ("Gap so far", "accumulated_gap"))
    }
    ends = {label: values for label, values in ends.items() if any(values)}
    sustained = [str(row["positions_sustained"]) for row in data["months"]]
    months = [row["month"] for row in data["months"]]
    years = fiscal_years(months, program.fiscal_month)
    if monthly:
        step = step_for(itertools.chain(*flows.values(), *ends.values()))
        screen.heading(f"Money by month{rounded_to(step)}")
        rows: list[Row] = [
            (short(month), [*(dollars(v[m], step) for v in (*flows.values(), *ends.values())), sustained[m]])
            for m, month in enumerate(months)
        ]
        heads = [folded(label, 11) for label in (*flows, *ends, "Positions sustained")]
        screen.grid("Month", heads, rows)
        return
    totals = {label: [sum(values[m] for m in year) for year in years] for label, values in flows.items()}
    step = step_for(itertools.chain(*totals.values(), *ends.values()))
    screen.heading(f"Money by fiscal year{rounded_to(step)}")
    rows = [(label, [dollars(v, step) for v in [*values, sum(values)]]) for label, values in totals.items()]
    rows += [(label, [*(dollars(values[year[-1]], step) for year in years), ""]) for label, values in ends.items()]
    rows += _repaid(data, years, step)
    rows.append(("Positions sustained", [*(sustained[year[-1]] for year in years), ""]))
    screen.grid("", [*(f"from\n{short(months[year[0]])}" for year in years), "All\nmonths"], rows)


def _repaid(data: Object, years: Sequence[Sequence[int]], step: int) -> list[Row]:
    """What of earlier gaps money left over repays, by fiscal year; no row where nothing is repaid."""
    owed, gaps = [row["accumulated_gap"] for row in data["months"]], [row["gap"] for row in data["months"]]
    repaid = [before + gap - now for before, gap, now in zip([0.0, *owed], gaps, owed, strict=False)]
    sums = [sum(repaid[m] for m in year) for year in years]
    return [("Gap repaid", [dollars(v, step) for v in [*sums, sum(sums)]])] if sum(sums) >= 0.5 else []


def show_unpaid(screen: Screen, data: Object, program: Program, *, monthly: bool) -> None:
    """Hours of peer support that no payer paid for, by cause."""
    causes = {CAUSES[fate].capitalize(): _by_month(data, lambda row, key=fate: row["hours"][key]) for fate in UNPAID}
    causes = {label: values for label, values in causes.items() if sum(values) >= 0.5}
    if not causes:
        return
    screen.heading("Hours of peer support that no payer paid for, by cause")
    months = [row["month"] for row in data["months"]]
    years = fiscal_years(months, program.fiscal_month)
    every = {**causes, "All causes": [sum(values) for values in zip(*causes.values(), strict=True)]}
    if monthly:
        rows: list[Row] = [
            (short(month), [hours(values[m]) for values in every.values()]) for m, month in enumerate(months)
        ]
        screen.grid("Month", [folded(label, 12) for label in every], rows)
        return
    rows = [
        (label, [hours(sum(values[m] for m in year)) for year in (*years, range(len(months)))])
        for label, values in every.items()
    ]
    screen.grid("", [*(f"from\n{short(months[year[0]])}" for year in years), "All\nmonths"], rows)


def show_first_months(screen: Screen, data: Object) -> None:
    """The months that matter to each position; a column that nobody has is left out."""
    found = data["findings"]["positions"]
    labels = {key: label for key, label in FIRST_LABELS.items() if any(row[key] for row in found.values())}
    shares = {key: label for key, label in SHARE_LABELS.items() if any(row[key] is not None for row in found.values())}
    if not labels and not shares:
        return
    screen.heading("First months of each position, and the share of its full cost that billing covers")
    rows: list[Row] = [
        (name, [*(short(_shown(row, key)) for key in labels), *(share(row[key]) for key in shares)])
        for name, row in found.items()
    ]
    screen.grid("Position", [folded(label, 8) for label in (*labels.values(), *shares.values())], rows)


def _shown(found: Object, key: str) -> str | None:
    """A first month; a grant pays for a seat no longer than the seat is there."""
    month: str | None = found[key]
    if key == "grant_ends" and month is not None and found["ended"] is not None:
        return min(month, str(found["ended"]))
    return month
