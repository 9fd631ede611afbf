"""What is not known about a program: its ranged numbers with their words, those that stay, and what moves together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from model.guesses.words import label_of
from model.inputs.distribution import Distribution
from model.inputs.faults import Fault, InputError, line_of
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.selectors import SelectorError, fits, value_at
from model.uncertainty.correlation import Tie, possible, scores_matrix
from model.uncertainty.distributions import moments
from model.uncertainty.offered import Offered, by_assumption, offered_ranges
from model.uncertainty.ranges import Named, Names

WHOLE = "a whole number decides the shape of the program, and stays at its value"
FIXED = "a number that is fixed in the file decides the shape of the program, and stays at its value"


@dataclass(frozen=True)
class Held:
    """A number whose range cannot be drawn, and why."""

    name: str
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """An uncertain input before it is drawn; see `UncertainInput`."""

    name: str
    label: str
    unit: str
    value: float
    spread: Distribution
    means: str
    said_by: str
    places: tuple[Loc, ...]
    offered: Offered | None = field(default=None)

    @property
    def mean(self) -> float:
        """The mean of its distribution."""
        return moments(self.spread)[0]


def found_inputs(
    base: ProgramFile, files: Iterable[ProgramFile], *, offered: bool
) -> tuple[tuple[Found, ...], tuple[Held, ...]]:
    """The inputs to draw, and numbers with a range that stay.

    Args:
        base: the program without scenarios, for which the assumptions offer ranges.
        files: the program with scenarios, then the same with each event alone: an event may bring ranges.
        offered: whether those ranges count.
    """
    found: dict[str, Found] = {}
    held: dict[str, Held] = {}
    names = Names()
    for file in files:
        for name, named in names.of(file.program).items():
            spread = named.spread
            if spread is None or name in found or name in held:
                continue
            label = worded(named, file)
            if named.spec.drawable:
                found[name] = _of_file(named, label, spread)
            else:
                held[name] = Held(name=name, label=label, reason=WHOLE if named.spec.whole else FIXED)
    if offered:
        own = set(found)
        numbers = names.of(base.program)
        more = [_of_assumption(one, numbers) for one in by_assumption(offered_ranges(base))]
        found |= {one.name: one for one in more if one.offered and not own & set(one.offered.members)}
    return tuple(found.values()), tuple(held.values())


def worded(named: Named, file: ProgramFile) -> str:
    """A number in words, with the step, the position and the month it holds from."""
    number = named.loc[:-1] if named.loc[-1] == "annual_change" else named.loc
    step = number[-2:-1] == ("steps",)
    loc = (*number[:-1], *named.loc[len(number) :]) if step else named.loc
    more = [f"step {int(number[-1]) + 1}"] if step else []
    if loc[0] == "positions":
        held = value_at(file.tree, loc[:2])
        more += [str(held["id"])] if isinstance(held, dict) and "id" in held else []
    later = " from " in named.name and named.entry.start is not None
    more += [f"from {named.entry.start}"] if later else []
    return ", ".join([label_of(loc, file), *more])


def _of_file(named: Named, label: str, spread: Distribution) -> Found:
    return Found(
        name=named.name,
        label=label,
        unit=named.spec.unit,
        value=float(named.entry.value),
        spread=spread,
        means="given",
        said_by="the program",
        places=(named.loc,),
    )


def _of_assumption(one: Offered, numbers: Mapping[str, Named]) -> Found:
    return Found(
        name=one.name,
        label=one.label,
        unit=one.unit,
        value=one.value,
        spread=next(iter(one.members.values())),
        means=one.means,
        said_by=one.assumption,
        places=tuple(numbers[name].loc for name in one.members),
        offered=one,
    )


def ties_of(file: ProgramFile, found: Sequence[Found]) -> tuple[Tie, ...]:
    """The correlations of a program, between inputs by name.

    A selector that names several inputs ties each of them; the same selector twice ties those it names to one another.

    Raises:
        InputError: when a selector names nothing that is drawn, or the correlations cannot hold together.
    """
    faults: list[Fault] = []
    ties: dict[tuple[str, str], Tie] = {}
    for place, given in enumerate(file.program.correlations):
        sides = [_named(file, text, found) for text in given.between]
        for number, (text, side) in enumerate(zip(given.between, sides, strict=True)):
            if isinstance(side, str):
                faults.append(_fault(file, ("correlations", place, "between", number), f"{text!r}: {side}"))
        if any(isinstance(side, str) for side in sides):
            continue
        pairs = {(min(a, b), max(a, b)) for a, b in product(*sides) if a != b}
        if not pairs:
            faults.append(_fault(file, ("correlations", place, "between"), "the same input twice"))
        for pair in pairs:
            ties[pair] = Tie(*pair, rank=float(given.rank.value))
    if faults:
        raise InputError(faults)
    names = sorted({name for pair in ties for name in pair})
    if names and not possible(scores_matrix(names, tuple(ties.values()))):
        raise InputError(
            [
                Fault(
                    file=file.name,
                    path="correlations",
                    found="these rank correlations cannot hold at the same time",
                    wanted="lower some of them until the matrix is positive definite; -1 and 1 are never possible",
                    line=line_of(("correlations",), file.lines),
                )
            ]
        )
    return tuple(ties.values())


def _named(file: ProgramFile, text: str, found: Sequence[Found]) -> list[str] | str:
    """The inputs that a selector names; why there are none."""
    exact = [one.name for one in found if one.name == text]
    if exact:
        return exact
    try:
        places = fits(file.tree, text)
    except SelectorError as error:
        return str(error)
    names = [one.name for one in found if any(_inside(own, loc) for own in one.places for loc in places)]
    return names or "no number with a range that is drawn"


def _inside(own: Loc, loc: Loc) -> bool:
    return own[: len(loc)] == loc


def _fault(file: ProgramFile, at: Loc, found: str) -> Fault:
    path = f"correlations[{at[1]}].between"
    wanted = "name two numbers of the program that carry a range, as scenarios name them"
    return Fault(file=file.name, path=path, found=found, wanted=wanted, line=line_of(at, file.lines))
