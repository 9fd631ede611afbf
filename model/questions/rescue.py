"""Rescue: after a grant, a contract or a payer ends, what keeps every seat, and which to keep when nothing does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.bundle import COST_MEASURE, Allowance, Bundle, Search, changes_of, cheapest_bundle
from model.questions.keep_set import Kept, Objective, keep_set
from model.questions.keeping import A_YEAR, Watch, watch
from model.questions.rescue_levers import SCAN, RescueLever, chosen, rescue_levers, smallest
from model.questions.solving import Solved, Unreached, Words, solve
from model.questions.trying import Changed
from model.sentences import counted, rounded, spoken

PAIRS = (
    ("rate_raise", "cap"),
    ("rate_raise", "no_show"),
    ("no_show", "caseload"),
    ("no_show", "other_time"),
    ("rate_raise", "fundraising"),
    ("contract_added", "fundraising"),
)
PAIR_TOLERANCE = 1e-3
PAIR_WORDS = Words(lever="the share of both", target="every seat kept", show_missing=rounded)


@dataclass(frozen=True, kw_only=True)
class Alone:
    """One lever moved alone.

    Attributes:
        lever: which.
        answer: the smallest amount that keeps every seat, or the best there is.
        words: the amount in words.
        kept: seats that are kept there; all where it is solved.
        missing: dollars that seats still lack over the window.
        changes: as a scenario writes them.
        sentence: the answer in words, with its range and tolerance.
    """

    lever: RescueLever
    answer: Solved | Unreached
    words: str
    kept: tuple[str, ...]
    missing: float
    changes: tuple[Changed, ...]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two levers moved together, each by the same share of what it would need alone, or of all it has.

    Attributes:
        keys: of the levers; `amounts`: of each; `words`: in words.
        answer: the share of each lever's own answer.
        kept, missing, changes: as in `Alone`.
    """

    keys: tuple[str, str]
    amounts: dict[str, float]
    words: str
    answer: Solved | Unreached
    kept: tuple[str, ...]
    missing: float
    changes: tuple[Changed, ...]


@dataclass(frozen=True, kw_only=True)
class Rescue:
    """What keeps the seats that a cliff would cost.

    Attributes:
        cliff: the last month of what stops paying; the window begins with the month after.
        months: of the window; fewer than asked where the projection ends.
        seats: that see clients and were there at the cliff; `kept`: those kept with nothing changed.
        missing: dollars that seats lack over the window with nothing changed.
        alone: each lever alone; empty where nothing is needed.
        pairs: named pairs.
        bundle: the cheapest mix of what is allowed; None where nothing is needed, or nothing is allowed.
        keep: which seats to keep where what is allowed keeps not all of them; None where all are kept.
        assumed: what all of it takes for granted.
    """

    cliff: Month
    months: int
    seats: tuple[str, ...]
    kept: tuple[str, ...]
    missing: float
    alone: tuple[Alone, ...]
    pairs: tuple[Pair, ...]
    bundle: Bundle | None
    keep: Kept | None
    assumed: tuple[str, ...]

    @property
    def needed(self) -> bool:
        """Whether any seat is lost with nothing changed."""
        return len(self.kept) < len(self.seats)

    @property
    def sentence(self) -> str:
        """What happens at the cliff, and what keeps everybody."""
        month, total = spoken(self.cliff), len(self.seats)
        if not self.needed:
            return f"Every seat is paid for through the {self.months} months after {month}."
        lost = total - len(self.kept)
        who = "The one seat" if total == 1 else f"{counted(lost)} of {counted(total).lower()} seats"
        said = f"{who} {'is' if lost == 1 else 'are'} not paid for in the {self.months} months after {month}: "
        said += f"{rounded(self.missing)} is missing."
        enough = [one.lever.label.lower() for one in self.alone if isinstance(one.answer, Solved)]
        if not enough:
            return f"{said} No single lever keeps them all."
        return f"{said} Each of these alone would keep them all: {', '.join(enough)}."


def rescue(
    file: ProgramFile,
    cliff: Month,
    months: int = A_YEAR,
    *,
    levers: Sequence[str] | None = None,
    pairs: Sequence[tuple[str, str]] = PAIRS,
    allowed: Sequence[Allowance] | None = None,
    objective: Objective = "seats",
    may_end: Sequence[str] | None = None,
    payer: str | None = None,
    reserve_may_pay: bool = False,
) -> Rescue:
    """Find what keeps every seat in a window after a cliff, each answer solved on the real model.

    Args:
        cliff: the last month of what stops paying.
        months: how long seats are to be kept after it.
        levers: keys of levers to try alone; by default all that move something here.
        pairs: of levers; a pair of which one moves nothing here is left out.
        allowed: what the bundle may use; without it there is no bundle.
        objective: which seats to keep where not all can be: the most seats, hours of sessions, or clients.
        may_end: seats that may be given up; by default all that see clients.
        payer: whose rates are moved; by default the program's Medicaid.
        reserve_may_pay: whether the reserve above its floor may be spent on seats.

    Raises:
        QuestionError: for a cliff after which nothing is projected or nobody is there, or an unknown lever or seat.
    """
    watched = watch(file, cliff, months, reserve_may_pay=reserve_may_pay)
    every = rescue_levers(watched, payer)
    if watched.margin(watched.base) >= 0:
        return _answer(watched)
    alone = tuple(moved_alone(watched, lever) for lever in (every if levers is None else chosen(every, levers)))
    bundle = _bundle(watched, every, allowed)
    keep = None
    if bundle is None or not bundle.keeps_all:
        laid_first = [] if bundle is None else _changes(every, bundle)
        keep = keep_set(watched, objective, may_end, laid_first)
    return _answer(watched, alone, tuple(_pairs(watched, every, alone, pairs)), bundle, keep)


def _answer(
    watched: Watch,
    alone: tuple[Alone, ...] = (),
    pairs: tuple[Pair, ...] = (),
    bundle: Bundle | None = None,
    keep: Kept | None = None,
) -> Rescue:
    return Rescue(
        cliff=watched.cliff,
        months=watched.months,
        seats=watched.seats,
        kept=watched.kept(watched.base),
        missing=watched.missing(watched.base),
        alone=alone,
        pairs=pairs,
        bundle=bundle,
        keep=keep,
        assumed=_assumed(watched),
    )


def moved_alone(watched: Watch, lever: RescueLever) -> Alone:
    """The smallest amount of one lever that keeps every seat, or how near it comes."""
    words = Words(lever=lever.label, target="every seat kept", show=lever.says, show_missing=rounded)
    answer = smallest(lambda amount: watched.margin(watched.tried(lever.changes(amount))), lever, lever.most, words)
    amount = _amount(answer)
    changes = lever.changes(amount)
    tried = watched.tried(changes)
    kept, missing = watched.kept(tried), watched.missing(tried)
    return Alone(
        lever=lever,
        answer=answer,
        words=lever.says(amount),
        kept=kept,
        missing=missing,
        changes=tuple(changes),
        sentence=_said(watched, lever, answer, kept, missing),
    )


def _said(watched: Watch, lever: RescueLever, answer: Solved | Unreached, kept: tuple[str, ...], missing: float) -> str:
    looked = f"looked for up to {lever.says(lever.most)}" + ("" if lever.one_way else f" in {SCAN} steps")
    if isinstance(answer, Solved):
        return f"{lever.label}: {lever.says(answer.value)} keeps every seat ({looked}, to within {answer.tolerance:g})."
    if answer.best <= 0:
        return (
            f"{lever.label}: nothing up to {lever.says(lever.most)} keeps every seat, or helps the one that lacks most."
        )
    return (
        f"{lever.label}: nothing keeps every seat ({looked}); best is {lever.says(answer.best)}, "
        f"which keeps {len(kept)} of {len(watched.seats)} and leaves {rounded(missing)} missing."
    )


def _amount(answer: Solved | Unreached) -> float:
    return answer.value if isinstance(answer, Solved) else answer.best


def _pairs(
    watched: Watch, every: Sequence[RescueLever], alone: Sequence[Alone], named: Sequence[tuple[str, str]]
) -> Iterator[Pair]:
    """Pairs whose two levers both move something here."""
    by_key, solved = {lever.key: lever for lever in every}, {one.lever.key: one for one in alone}
    for pair in named:
        if not set(pair) <= set(by_key):
            continue
        found = [solved.get(key) or moved_alone(watched, by_key[key]) for key in pair]
        yield moved_together(watched, (found[0], found[1]))


def moved_together(watched: Watch, pair: tuple[Alone, Alone]) -> Pair:
    """Two levers moved by the same share of what each would need alone, or of all it has."""
    levers = (pair[0].lever, pair[1].lever)
    full = {one.lever.key: _amount(one.answer) for one in pair}

    def changes(share: float) -> list[Changed]:
        return changes_of(levers, {key: share * amount for key, amount in full.items()})

    answer = solve(lambda share: watched.margin(watched.tried(changes(share))), 0.0, 1.0, PAIR_TOLERANCE, PAIR_WORDS)
    amounts = {key: _amount(answer) * amount for key, amount in full.items()}
    moved = changes(_amount(answer))
    tried = watched.tried(moved)
    return Pair(
        keys=(levers[0].key, levers[1].key),
        amounts=amounts,
        words=" and ".join(f"{lever.label}: {lever.says(amounts[lever.key])}" for lever in levers),
        answer=answer,
        kept=watched.kept(tried),
        missing=watched.missing(tried),
        changes=tuple(moved),
    )


def _bundle(watched: Watch, every: Sequence[RescueLever], allowed: Sequence[Allowance] | None) -> Bundle | None:
    if not allowed:
        return None
    levers = chosen(every, [allowance.key for allowance in allowed])
    return cheapest_bundle(Search(watched, levers, allowed))


def _changes(every: Sequence[RescueLever], bundle: Bundle) -> list[Changed]:
    used = {one.key: one.amount for one in bundle.used}
    return changes_of(chosen(every, used), used)


def _assumed(watched: Watch) -> tuple[str, ...]:
    reserve = "may be spent down to its floor" if watched.reserve_may_pay else "is left alone"
    return (
        f"A seat is kept when it is paid for in every month from {watched.begins} on, for {watched.months} months; "
        f"the reserve {reserve}.",
        "Seats that start after the cliff are paid like any other, but are not asked to be kept.",
        "Every lever moves from the month after the cliff on. Pay is not cut, and the reserve is no lever.",
        "A pair moves both levers by the same share of what each would need alone, or of all it has.",
        COST_MEASURE,
    )
