"""Origins: whether a number is a person's own, cited, or a guess, and between which values a guess may lie."""

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

from model.guesses.places import Number
from model.inputs.assumption_records import Entry as Assumption
from model.inputs.assumptions import Assumptions
from model.inputs.citations import rows_named, stated
from model.inputs.distribution import Distribution
from model.inputs.load import ProgramFile
from model.inputs.numbers import Entry, Loc
from model.inputs.selectors import value_at
from model.inputs.units import covers, steps_of

Kind = Literal["own", "cited", "guess", "default"]

GUESSED = re.compile(r"\b(judge?ments?|invented|guess(ed|es)?|assum(ed|ption)|estimated?|unknown)\b", re.IGNORECASE)
TENTH = 1.2815515655446004  # standard deviations of a normal between its middle and the end of its 80 % band
# From where a word begins only: tried at every letter of a long word, it would take the square of its length.
KEYS = re.compile(r"(?<![a-z_])[a-z_]+(?:\.[a-z_0-9]+)+")
# What stands in nobody's papers: it is counted, or estimated, or lies ahead.
ESTIMATED = (
    "staffing.*",
    "staffing.*.*",
    "staffing.hire.credentials.*",
    "positions.*.staffing.*",
    "positions.*.staffing.*.*",
    "positions.*.time.*",
    "time.non_service_share",
    "supports.*.turnover_multiplier",
    "supports.*.no_show_multiplier",
    "supports.*.non_service_share_change",
    "services.*.no_show",
    "services.*.backfill",
    "services.*.no_show_time_lost",
    "services.*.session_spread_minutes",
    "services.*.documentation_minutes",
    "services.*.travel_minutes",
    "services.*.miles",
    "services.*.sessions_per_client_per_week",
    "client_variation",
    "client_turnover",
    "payers.*.client_share",
    "payers.*.denial",
    "payers.*.denial_recovery",
    "payers.*.payment_lag",
    "benefits.components.*.take_up",
    "benefits.components.*.annual_change",
    "caps.*.approved_beyond",
    "ladders.*.annual_increase.share",
    "costs.annual_change",
    "fundraising.*",
)


@dataclass(frozen=True)
class Range:
    """Between which values a number may lie, what the ends mean, and who says so."""

    low: float
    high: float
    means: str
    said_by: str


@dataclass(frozen=True)
class Origin:
    """What is known of where a number comes from.

    Attributes:
        kind: own, cited, guess or default.
        basis: what the file says; empty where it says nothing.
        why: the kind, in words.
        keys: sources in `sources.yaml` of what is cited.
        range: None where nobody states one.
    """

    kind: Kind
    basis: str
    why: str
    keys: tuple[str, ...]
    range: Range | None


def origin_of(number: Number, file: ProgramFile, assumptions: Assumptions) -> Origin:
    """Say where a number comes from.

    A basis that names an entry or row with evidence makes a number *cited*; one that names a judgement, or says that it
    is judged or invented, makes it a *guess*; so does a number that is no longer what its source says. Any other words,
    such as "payroll list", make it a person's *own*. Where the file says nothing, what stands in a person's own papers
    — pay, hours, awards, rates, bills — is taken for their own, since they copied it from somewhere; what can only be
    counted, estimated or foreseen, such as turnover or no-shows, is a guess until somebody says how it is known.
    """
    if not number.given:
        return Origin("default", "", "left out of the file", (), None)
    change = next((said for at, said in file.changed.items() if number.loc[: len(at)] == at), None)
    if change is not None:
        return Origin("own", f"changed by {change}", "changed by a scenario", (), _own_range(number))
    basis = basis_at(file, number.loc)
    kind, why = _kind(number, basis, assumptions)
    return Origin(kind, basis, why, _sources(basis, assumptions), _range(number, kind, basis, assumptions))


def basis_at(file: ProgramFile, loc: Loc) -> str:
    """What `basis` says of a place: the longest path that fits it; empty where none does."""
    names = [_names(file.tree, loc, depth) for depth in range(len(loc))]
    found, longest = "", 0
    for path, text in file.program.basis.items():
        steps = steps_of(path)
        fits = len(steps) <= len(names) and all(s in known for s, known in zip(steps, names, strict=False))
        inside = steps[:-1] if steps[-1:] == ("value",) else steps
        fits = fits or (len(inside) >= len(names) and _is_inside(inside, names))
        if fits and len(steps) > longest:
            found, longest = text, len(steps)
    return found


def _is_inside(steps: Loc, names: list[set[str]]) -> bool:
    """Whether a path names the number itself in the form in which the file gives it: `rate[0].value` is the rate."""
    rest = steps[len(names) :]
    return all(s in known for s, known in zip(steps, names, strict=False)) and all(
        s == "values" or str(s).isdigit() for s in rest
    )


def _names(tree: Any, loc: Loc, depth: int) -> set[str]:
    """The names by which a path may call one step of a place: an item of a list also by its id or name."""
    item, step = value_at(tree, loc[: depth + 1]), str(loc[depth])
    known = {step, "*"}
    if isinstance(loc[depth], int) and isinstance(item, dict):
        for key in ("id", "name"):
            if key in item:
                known |= {str(item[key]), f"{key}={item[key]}"}
    return known


def _kind(number: Number, basis: str, assumptions: Assumptions) -> tuple[Kind, str]:
    if not basis:
        if any(covers(pattern, ".".join(map(str, number.group))) for pattern in ESTIMATED):
            return "guess", "the file does not say how it is known"
        return "own", "the file does not say from where; such numbers stand in one's own papers"
    entry, rows = assumptions.entries.get(basis), rows_named(basis, assumptions)
    said = stated(basis, assumptions)
    if said is not None and number.dated is not None and not _says(number, said):
        return "guess", f"what it cites says {said:g}"
    confidences = {entry.confidence} if entry else {row.confidence for row in rows}
    if confidences:
        judged = confidences & {"judgement", None}
        return ("guess", "a judgement, not a finding") if judged else ("cited", "a source says so")
    if GUESSED.search(basis):
        return "guess", "the file says that it was judged or invented"
    return "own", "the program's own number"


def _says(number: Number, said: float) -> bool:
    """Whether one of a number's values is what its source says."""
    assert number.dated is not None
    return any(abs(float(entry.value) - said) <= 1e-9 * max(1.0, abs(said)) for entry in number.dated.entries)


def _sources(basis: str, assumptions: Assumptions) -> tuple[str, ...]:
    entries = _entries(basis, assumptions)
    keys = [entry.source for entry in entries] + [row.source for row in rows_named(basis, assumptions)]
    return tuple(dict.fromkeys(key for key in keys if key))


def _entries(basis: str, assumptions: Assumptions) -> list[Assumption]:
    """The entries that a basis is the key of, or mentions."""
    return [assumptions.entries[key] for key in KEYS.findall(basis) if key in assumptions.entries]


def _range(number: Number, kind: Kind, basis: str, assumptions: Assumptions) -> Range | None:
    """The number's own range, else that of what its basis names, else, for a guess, that of an entry for the field.

    A range that the value lies outside of is not a range of this value.
    """
    return _own_range(number) or _offered(number, kind, basis, assumptions)


def offered_range(number: Number, file: ProgramFile, assumptions: Assumptions) -> Range | None:
    """The range that an assumption offers for a number that is cited or guessed; None for a person's own number."""
    basis = basis_at(file, number.loc)
    return _offered(number, _kind(number, basis, assumptions)[0], basis, assumptions)


def _offered(number: Number, kind: Kind, basis: str, assumptions: Assumptions) -> Range | None:
    if number.dated is None or kind == "own":
        return None
    pattern = ".".join(map(str, number.loc))
    fills = [entry for entry in assumptions.entries.values() if covers(entry.fills, pattern)]
    cited = [entry for entry in _entries(basis, assumptions) if entry.key == basis or entry in fills]
    same_field = [entry for entry in fills if entry.range_means != "law"]  # what is allowed is not what may be
    value = float(number.dated.entries[0].value)
    for entry in [*cited, *(same_field if kind == "guess" else [])]:
        low, high = entry.low, entry.high
        if low is not None and high is not None and low < high and low <= value <= high:
            return Range(low, high, str(entry.range_means), entry.key)
    return None


def _own_range(number: Number) -> Range | None:
    entries = () if number.dated is None else number.dated.entries
    ends = [found for entry in entries if (found := own_ends(entry)) is not None]
    return Range(*ends[0], "the program's own range", "the program") if ends else None


def own_ends(entry: Entry) -> tuple[float, float] | None:
    """Between which values the program says that one of its numbers lies; None where it does not say.

    They are the least and the most. A normal or beta may reach far beyond what is likely: its ends are 1.28 standard
    deviations on either side of the mean, those of a normal's 80 % band, cut to the least and the most.
    """
    spread = entry.spread
    if spread is None:
        return None
    if spread.name == "lognormal":
        return spread.low or 0.0, spread.high or 0.0
    low, high = spread.support
    if spread.name in ("normal", "beta"):
        mean, sd = _mean_and_sd(spread)
        return max(low, mean - TENTH * sd), min(high, mean + TENTH * sd)
    return low, high


def _mean_and_sd(spread: Distribution) -> tuple[float, float]:
    """Of a normal as it is before it is cut; of a beta by its mean or mode and concentration."""
    if spread.name == "normal":
        return spread.mean or 0.0, spread.sd or 0.0
    (low, high), worth = spread.support, spread.concentration or 0.0
    width = high - low
    if spread.mode is not None:
        at = ((spread.mode - low) / width * (worth - 2) + 1) / worth
    else:
        at = ((spread.mean or 0.0) - low) / width
    return low + width * at, width * math.sqrt(at * (1 - at) / (worth + 1))
