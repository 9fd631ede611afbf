"""The fiscal note of a whole state: what a reform adds to Medicaid's spending on its programs, and who pays it.

Sums are taken draw by draw, under the reform less as things stand; each part of a year has the federal match of its own
federal fiscal year and of its program's state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.months import MONTHS_PER_YEAR
from model.portfolio.answers import grouped
from model.portfolio.cells import ALL, LEAST, Groups
from model.portfolio.fiscal_dollars import MEAN, Match, changed, means, paid, shared
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE
from model.questions.federal_match import Blend, match_of_year, question_about_match
from model.questions.note_years import HALF_A_CENT
from model.sentences import rounded

BOUNDS = {"low": 0.1, "middle": 0.5, "high": 0.9}
HALF_A_MONTH = 0.5
EVERY = "all years"
MONEY = ("dollars", "federal", "state")
FEW_IN_A_GROUP = "In some group the dollars of too few programs change for dollars by group to be shown."


@dataclass(frozen=True, kw_only=True)
class StateNoteTerms:
    """What the note of a state needs beside a run's results.

    Attributes:
        blend: shares of the added dollars drawn at the expansion and at the enhanced match.
        fmap: a person's own regular match by federal fiscal year.
    """

    blend: Blend = field(default_factory=Blend)
    fmap: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StateNote:
    """What one scenario adds to Medicaid's spending, in dollars and cents that foot.

    Attributes:
        scenario: the reform.
        states: of its programs.
        years: by state fiscal year of payment and `EVERY` last: year, programs (whose dollars change; missing unless
            all do, or none, since the others could be told by subtraction), dollars, federal and state as expected,
            each with `_low`, `_middle` and `_high`, which 10, 50 and 90 % of draws do not pass, earned (by month of
            service), position_months, and projected (a match of it stands in from an earlier year).
            Years in which too few programs' dollars change stand together, as "2027 to 2028".
        groups: the same columns over all years, a row for each group; empty where none is asked for, or where too few
            programs' dollars change in one of them.
        matches: the match of each state and federal fiscal year used.
        pay, gap: dollars of wages and fringe added, and by how much what nobody pays changes, over the horizon.
        assumed: what the note rests on.
    """

    scenario: str
    states: tuple[str, ...]
    years: pd.DataFrame
    groups: pd.DataFrame
    matches: Match
    pay: float
    gap: float
    assumed: tuple[str, ...]

    @property
    def total(self) -> pd.Series:
        """The row of all years."""
        return self.years.iloc[-1]

    @property
    def state_dollars_per_position_year(self) -> float | None:
        """State dollars for each position kept for a year, as expected; None where no position is kept."""
        months = float(self.total["position_months"])
        return None if months < HALF_A_MONTH else float(self.total["state"]) / (months / MONTHS_PER_YEAR)

    @property
    def sentence(self) -> str:
        """The note in a sentence."""
        total, last = self.total, self.years["year"].iloc[-2] if len(self.years) > 1 else EVERY
        if abs(total["dollars"]) < HALF_A_CENT:
            return f"Under “{self.scenario}” Medicaid spends as much as before."
        more = "more" if total["dollars"] > 0 else "less"
        low, high = sorted((abs(total["state_low"]), abs(total["state_high"])))
        spread = "" if rounded(low) == rounded(high) else f" ({rounded(low)} to {rounded(high)} in 8 of 10 futures)"
        each = self.state_dollars_per_position_year
        cost = "" if each is None or each <= 0 else f" Each year of a position kept costs the state {rounded(each)}."
        return (
            f"Under “{self.scenario}” Medicaid pays {rounded(abs(total['dollars']))} {more} through state fiscal year "
            f"{last}: {rounded(abs(total['federal']))} federal and {rounded(abs(total['state']))} from the "
            f"state{spread}.{cost}"
        )


def state_notes(
    results: Results,
    by: str | None = None,
    terms: StateNoteTerms | None = None,
    least: int = LEAST,
    assumptions: Assumptions | None = None,
) -> tuple[StateNote, ...]:
    """The fiscal note of each scenario that may be shown.

    Args:
        results: a run's.
        by: region, size, payer_mix or state, for dollars by group over all years.
        terms: which share of the dollars draws another match than the regular one.
        least: the fewest programs whose dollars change in anything shown.
        assumptions: the match table; the project's own by default.

    Raises:
        QuestionError: for too few programs, another grouping, or a state or year without a known match.
    """
    terms, assumptions = terms or StateNoteTerms(), assumptions or load_assumptions()
    groups, _ = grouped(results, by, least)
    spent = paid(results, by, groups)
    keys = sorted(set(zip(spent["pay_state"], spent["federal_year"], strict=True)))
    matches = {(s, year): match_of_year(assumptions, s, year, terms.blend, terms.fmap) for s, year in keys}
    frames = shared(spent, matches), means(results, by, groups), changed(results, by, groups)
    made = [
        _note(name, groups, frames, matches, terms, least, assumptions) for name in groups.scenarios if name != BASELINE
    ]
    return tuple(note for note in made if note is not None)


def _note(
    scenario: str,
    groups: Groups,
    frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    matches: Match,
    terms: StateNoteTerms,
    least: int,
    assumptions: Assumptions,
) -> StateNote | None:
    """One scenario's note; None where the dollars of too few programs change for any to be shown."""
    dollars, expected, reached = frames
    ours, programs = dollars[dollars["scenario"] == scenario], reached[reached["scenario"] == scenario]
    # the years shown do not depend on how programs are grouped, else two notes together would tell more than each
    spans = together(sorted(set(ours["year"])), programs.assign(group=ALL), least)
    if spans is None:
        return None
    size = sum(groups.programs.values())
    more = _more(expected, scenario)
    parts = [(name, ours["year"].isin(held), held) for name, held in spans.items()]
    rows = [_row(name, ours[held], programs, more, years, matches, size) for name, held, years in parts]
    years = pd.DataFrame(
        [*(row for row in rows if row["dollars"] or row["earned"]), _footed(rows, ours, programs, size)]
    )
    every = sorted(set(ours["year"]))
    per_group = [
        _row(name, ours[ours["group"] == name], programs[programs["group"] == name], more[more["group"] == name], every,
             matches, number)
        for name, number in groups.programs.items()
    ]  # fmt: skip
    told = groups.by != ALL and together([*every], programs, least) is not None
    table = _counted(pd.DataFrame(per_group).rename(columns={"year": "group"})) if told else pd.DataFrame()
    return StateNote(
        scenario=scenario,
        states=tuple(sorted(set(ours["pay_state"]))),
        years=_counted(years),
        groups=table,
        matches=matches,
        pay=float(more["pay"].sum()),
        gap=float(more["gap"].sum()),
        assumed=(*_assumed(terms, spans, matches, assumptions), *[FEW_IN_A_GROUP] * (groups.by != ALL and not told)),
    )


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"programs": "Int64"})


def _count(programs: pd.Series, size: int) -> int | None:
    """How many programs of so many, where it is none or all."""
    number = int(programs.nunique())
    return number if number in (0, size) else None


def together(years: Sequence[int], programs: pd.DataFrame, least: int) -> dict[str, list[int]] | None:
    """State fiscal years by name, those put together in which some group has a few programs whose dollars change.

    Args:
        years: in their order.
        programs: whose dollars change: group, program, year.
        least: the fewest of a group that change at all.

    Returns:
        None where even all years together have too few.
    """

    def few(held: Sequence[int]) -> bool:
        counts = programs[programs["year"].isin(held)].groupby("group")["program"].nunique()
        return bool(((counts > 0) & (counts < least)).any())

    spans: list[list[int]] = []
    open_: list[int] = []
    for year in years:
        open_ = [*open_, year]
        if not few(open_):
            spans, open_ = [*spans, open_], []
    while open_ and few(open_) and spans:
        open_ = [*spans.pop(), *open_]
    if few(open_):
        return None
    spans += [open_] if open_ else []
    return {f"{held[0]}" if len(held) == 1 else f"{held[0]} to {held[-1]}": held for held in spans}


def _more(means: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """Means under a scenario less those as things stand, by group and year."""
    keys, values = ["group", "year"], ["earned", "position_months", "pay", "gap"]
    sums = {name: means[means["scenario"] == name].groupby(keys)[values].sum() for name in (scenario, BASELINE)}
    return sums[scenario].sub(sums[BASELINE], fill_value=0.0).reset_index()


def _row(
    name: str,
    ours: pd.DataFrame,
    programs: pd.DataFrame,
    more: pd.DataFrame,
    years: Sequence[int],
    matches: Match,
    size: int,
) -> dict[str, object]:
    """One row: cents as expected, quantiles over draws; `size` is how many programs there are."""
    by_draw = ours.groupby("draw")[["dollars", "federal"]].sum()
    cents = {part: round(float(by_draw[part][MEAN]), 2) for part in ("dollars", "federal")}
    cents["state"] = round(cents["dollars"] - cents["federal"], 2)
    added = more[more["year"].isin(years)]
    spent = ours[(ours["draw"] == MEAN) & (ours["dollars"].abs() > HALF_A_CENT)]
    used = {(s, y) for s, y in zip(spent["pay_state"], spent["federal_year"], strict=True)}
    return {
        "year": name,
        "programs": _count(programs.loc[programs["year"].isin(years), "program"], size),
        **cents,
        **_bounds(by_draw),
        "earned": float(added["earned"].sum()),
        "position_months": float(added["position_months"].sum()),
        "projected": any(matches[key].projected for key in used),
    }


def _bounds(by_draw: pd.DataFrame) -> dict[str, float]:
    """Quantiles over draws of each part, values that occurred."""
    held = by_draw.drop(index=MEAN)
    parts = {**{part: held[part] for part in ("dollars", "federal")}, "state": held["dollars"] - held["federal"]}
    return {
        f"{part}_{bound}": float(np.quantile(values, level, method="inverted_cdf"))
        for part, values in parts.items()
        for bound, level in BOUNDS.items()
    }


def _footed(
    rows: Sequence[Mapping[str, object]], ours: pd.DataFrame, programs: pd.DataFrame, size: int
) -> dict[str, object]:
    """All years: what is expected is the sum of the rows, so that it foots; bounds are those of sums draw by draw."""
    sums = {
        name: round(sum(float(str(row[name])) for row in rows), 2) for name in (*MONEY, "earned", "position_months")
    }
    by_draw = ours.groupby("draw")[["dollars", "federal"]].sum()
    projected = any(bool(row["projected"]) for row in rows)
    return {
        "year": EVERY,
        "programs": _count(programs["program"], size),
        **sums,
        **_bounds(by_draw),
        "projected": projected,
    }


def _assumed(
    terms: StateNoteTerms, spans: Mapping[str, Sequence[int]], matches: Match, assumptions: Assumptions
) -> tuple[str, ...]:
    """Everything a reader must know that no number shows."""
    blend = terms.blend
    rest = 1 - blend.expansion - blend.enhanced
    stands_in = sorted({year for (_, year), match in matches.items() if match.projected})
    joined = [name for name, held in spans.items() if len(held) > 1]
    which = f"year{'s' * (len(stands_in) > 1)} {', '.join(map(str, stands_in))}"
    asked = dict.fromkeys(q for year in stands_in if (q := question_about_match(assumptions, year)))
    return (
        "Only the programs of this set: other providers that the change reaches are not counted, nor any saving.",
        "The federal share is that of the month of payment, since states claim what they have paid.",
        f"Of the added dollars {blend.expansion:.0%} draw the expansion match, {blend.enhanced:.0%} the enhanced one "
        f"and {rest:.0%} the regular one.",
        *([f"The match of federal fiscal {which} is the last one known before."] if stands_in else []),
        *asked,
        *(
            [f"Years in which the dollars of too few programs change stand together: {', '.join(joined)}."]
            * bool(joined)
        ),
        "Clients, sessions and staff follow the programs' files; no provider comes or goes because of the change.",
    )
