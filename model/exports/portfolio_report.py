"""The report of a whole state: every answer by one grouping, its sentences, and what is not shown and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from model.exports import portfolio_frames as frames
from model.exports.charts import Chart
from model.exports.charts import portfolio as charts
from model.exports.csv import csv_text
from model.inputs.assumptions import Assumptions, load_assumptions
from model.portfolio import answers
from model.portfolio.cells import LEAST, NOT_GIVEN, OTHERS, Groups, groups_of
from model.portfolio.fiscal import StateNote, StateNoteTerms, state_notes
from model.portfolio.fiscal_dollars import Match
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE
from model.questions.solving import QuestionError

TITLES = {"region": "Region", "size": "Size", "payer_mix": "Payer mix", "state": "State"}
LAID_ON = (
    "This holds for the tables of this run by every grouping at this number, laid on one another. It does not hold for "
    "what people know of their own programs, for one program far larger than all others of its group, nor for tables "
    "of two runs or at two such numbers."
)
STEPS = ("What may be shown", "Positions by month", "The fiscal note", "How programs differ")
SYNTHETIC = "Every program is synthetic: drawn from published distributions and from judgement, nobody's program."
PARTLY_SYNTHETIC = "Some programs are synthetic: drawn from published distributions and from judgement."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a report is asked for.

    Attributes:
        by: region, size, payer_mix or state; all programs together by default.
        scenario: one scenario beside the program as it stands; all of them by default.
        least: the fewest programs in a cell.
        note: which share of the dollars draws another match than the regular one.
        within: only the programs of one group of another column: the column and its value.
    """

    by: str | None = None
    within: tuple[str, str] | None = None
    scenario: str | None = None
    least: int = LEAST
    note: StateNoteTerms = field(default_factory=StateNoteTerms)


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """All answers.

    Attributes:
        asked: what was asked for; `run`: what the run was asked for.
        groups: as they are shown.
        sentence: the answer; `sentences`: what else is to be said, the fiscal note among it.
        hidden: what is not shown, and why.
        assumed: what the numbers rest on.
        overall, by_month: of all programs asked about; `ends`, `months`, `distribution`, `reach`: by group; as in
            `answers`.
        notes: a fiscal note for each scenario that has one; none within a group.
    """

    asked: Asked
    run: Mapping[str, Any]
    groups: Groups
    sentence: str
    sentences: tuple[str, ...]
    hidden: tuple[str, ...]
    assumed: tuple[str, ...]
    overall: pd.DataFrame
    by_month: pd.DataFrame
    ends: pd.DataFrame
    months: pd.DataFrame
    distribution: pd.DataFrame
    reach: pd.DataFrame
    notes: tuple[StateNote, ...]

    @property
    def by_title(self) -> str:
        """What groups are called."""
        return TITLES.get(self.groups.by, "Programs")

    @property
    def matches(self) -> Match:
        """Every match of the notes."""
        return {key: match for note in self.notes for key, match in note.matches.items()}


def report_of(
    results: Results,
    asked: Asked | None = None,
    assumptions: Assumptions | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Report:
    """Ask a run everything that a report says.

    Args:
        results: a run's.
        asked: what is asked for.
        assumptions: the match table; the project's own by default.
        told: is told each of `STEPS` when it begins.

    Raises:
        QuestionError: for too few programs, another grouping, a scenario that is not there or that may not be shown, or
            a state or year without a known match.
    """
    asked, assumptions = asked or Asked(), assumptions or load_assumptions()
    told(STEPS[0])
    groups = groups_of(results, asked.by, asked.least, asked.within)
    _checked(groups, asked.scenario)
    kept = [name for name in groups.scenarios if asked.scenario in (None, name) or name == BASELINE]

    def of(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["scenario"].isin(kept)].reset_index(drop=True)

    told(STEPS[1])
    overall = of(answers.overall(results, asked.least, asked.within))
    by_month = of(answers.by_month(results, None, asked.least, asked.within))
    months = by_month if asked.by is None else of(answers.by_month(results, asked.by, asked.least, asked.within))
    told(STEPS[2])
    made = () if asked.within else state_notes(results, asked.by, asked.note, asked.least, assumptions)
    notes = tuple(note for note in made if note.scenario in kept)
    told(STEPS[3])
    return Report(
        asked=asked,
        run=results.run,
        groups=groups,
        sentence=_sentence(overall, asked.within),
        sentences=tuple(note.sentence for note in notes),
        hidden=_hidden(results, groups, asked.least),
        assumed=_assumed(results, notes),
        overall=overall,
        by_month=by_month,
        ends=of(answers.at_ends(results, asked.by, asked.least, asked.within)),
        months=months,
        distribution=of(answers.distribution(results, asked.by, asked.least, asked.within)),
        reach=of(answers.reach(results, asked.by, asked.least, asked.within)),
        notes=notes,
    )


def _sentence(overall: pd.DataFrame, within: tuple[str, str] | None) -> str:
    """The answer, and of whom it is."""
    said = answers.sentence(overall)
    if within is None:
        return said
    return f"{TITLES[within[0]]} “{within[1] or NOT_GIVEN}”: {said[0].lower()}{said[1:]}"


def _checked(groups: Groups, scenario: str | None) -> None:
    """Refuse a scenario that is not there or may not be shown."""
    if scenario in groups.hidden_scenarios:
        raise QuestionError(f"“{scenario}” reaches too few programs to be shown; ask about one that reaches more")
    if scenario is not None and scenario not in groups.scenarios:
        known = ", ".join(f"“{name}”" for name in groups.scenarios if name != BASELINE) or "there is none"
        raise QuestionError(f"found no scenario “{scenario}” in these results; those run are: {known}")


def _hidden(results: Results, groups: Groups, least: int) -> tuple[str, ...]:
    """What is left out so that no program shows, and what could not be run."""
    said = [f"Nothing is shown that rests on fewer than {least} programs, nor what would tell it by subtraction."]
    said.append(LAID_ON)
    if OTHERS in groups.programs:
        named = f": {', '.join(groups.together)}" if groups.together else ""
        said.append(f"Too small to stand alone, and so shown as “{OTHERS}”{named}.")
    if groups.within:
        said.append("What a scenario costs is told of all programs of the run, and not within a group.")
    said += [f"“{name}” reaches too few programs to be shown." for name in groups.hidden_scenarios]
    failed = len(results.failures())
    if failed:
        them = "programs could not be run and are" if failed > 1 else "program could not be run and is"
        said.append(f"{failed:,} {them} in no sum.")
    if not results.run.get("complete", False):
        said.append("The run is not complete: programs that are still waiting are in no sum.")
    return tuple(said)


def _assumed(results: Results, notes: tuple[StateNote, ...]) -> tuple[str, ...]:
    draws = int(results.run.get("draws", 1))
    counts = dict(results.rows("SELECT synthetic, count(*) FROM programs GROUP BY synthetic"))
    futures = f"{draws:,} futures of each program, from seed {results.run.get('seed')}"
    return (
        *([SYNTHETIC if len(counts) == 1 else PARTLY_SYNTHETIC] if counts.get(True) else []),
        "Every number is taken as expected."
        if draws == 1
        else f"Drawn: {futures}; one program's do not move another's.",
        "A change reaches the programs that have what it names; the others stay as they are.",
        *dict.fromkeys(said for note in notes for said in note.assumed),
    )


def csv_files(report: Report) -> dict[str, str]:
    """Every table as CSV, by file name."""
    tables = {
        "overall": report.overall,
        "by_month": report.by_month,
        "groups_by_month": report.months if report.asked.by else pd.DataFrame(),
        "groups": report.ends if report.asked.by else pd.DataFrame(),
        "distribution": report.distribution,
        "reach": report.reach,
        "fiscal_note": _notes(report, "years"),
        "fiscal_note_by_group": _notes(report, "groups"),
        "federal_match": frames.match_rows(report.matches),
    }
    files = {f"{name}.csv": csv_text(records(frame)) for name, frame in tables.items() if len(frame)}
    texts = {"sentences": (report.sentence, *report.sentences), "hidden": report.hidden, "assumed": report.assumed}
    return {**files, **{f"{name}.txt": "".join(f"{said}\n" for said in held) for name, held in texts.items()}}


def _notes(report: Report, what: str) -> pd.DataFrame:
    parts = [getattr(note, what).assign(scenario=note.scenario) for note in report.notes]
    parts = [part[["scenario", *(name for name in part if name != "scenario")]] for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; what is missing is None."""
    return [
        {str(name): None if pd.isna(value) else getattr(value, "item", lambda value=value: value)()
         for name, value in row.items()}
        for row in frame.to_dict("records")
    ]  # fmt: skip


def pictures(report: Report) -> dict[str, Chart]:
    """Every chart by name, those that have something to show."""
    drawn: dict[str, Chart] = {}
    most = list(dict.fromkeys(report.overall["scenario"]))[: charts.MOST_SIDES]
    if len(report.by_month):
        drawn["sustained"] = charts.sustained(frames.sustained(_some(report.by_month, most)))
    if report.asked.by:
        drawn["groups"] = charts.at_end(frames.at_end(_some(report.ends, most)), report.by_title)
    if report.asked.by == "state":
        drawn["map"] = charts.tile_map(frames.tiles(report.ends, most[-1]))
    if report.distribution["p50"].notna().any():
        drawn["distribution"] = charts.spread(frames.spread(report.distribution))
    if len(report.reach):
        drawn["reach"] = charts.reach(frames.reach(report.reach))
    for number, note in enumerate(report.notes, start=1):
        if not note.total["dollars"]:
            continue  # nothing to draw
        drawn["fiscal_note" if len(report.notes) == 1 else f"fiscal_note_{number}"] = charts.note(
            frames.note_years(note)
        )
    return drawn


def _some(frame: pd.DataFrame, scenarios: list[str]) -> pd.DataFrame:
    return frame[frame["scenario"].isin(scenarios)]


def as_object(report: Report) -> dict[str, Any]:
    """The report as plain values for JSON."""
    return {
        "sentence": report.sentence,
        "sentences": list(report.sentences),
        "by": report.asked.by,
        "within": list(report.asked.within) if report.asked.within else None,
        "least": report.asked.least,
        "hidden": list(report.hidden),
        "assumed": list(report.assumed),
        "overall": records(report.overall),
        "by_month": records(report.by_month),
        "groups": records(report.ends) if report.asked.by else [],
        "groups_by_month": records(report.months) if report.asked.by else [],
        "distribution": records(report.distribution),
        "reach": records(report.reach),
        "fiscal_notes": [
            {
                "scenario": note.scenario,
                "states": list(note.states),
                "years": records(note.years),
                "groups": records(note.groups),
                "state_dollars_per_position_year": note.state_dollars_per_position_year,
                "pay": note.pay,
                "gap": note.gap,
            }
            for note in report.notes
        ],
        "federal_match": records(frames.match_rows(report.matches)),
    }
