"""Bundles: the cheapest mix of levers a person allows that keeps every seat after a cliff."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from model.inputs.scenario import Placed
from model.projection import Projection
from model.questions.keeping import Watch
from model.questions.rescue_levers import NOBODY, RescueLever, new_money, smallest
from model.questions.solving import Solved
from model.questions.trying import Changed, made_up
from model.sentences import rounded

Amounts = Mapping[str, float]
ALL_ORDERS = 3
COST_MEASURE = (
    "The cost of a bundle is the new money asked for, in dollars a year of the window: what payers, funders and donors "
    "pay more with a lever than with the same bundle without it, each dollar times the price that the person puts on "
    "it (1 unless said), and for what the program does itself the price that the person puts on all of it (0 unless "
    "said). Bundles are tried in every order of up to three levers, of more in the order of what a dollar closes and "
    "backwards; the cheapest of them is shown, which no proof says is the cheapest of all mixes."
)


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What a person allows of one lever.

    Attributes:
        key: of the lever.
        most: the furthest amount, in the lever's unit; None for as far as the lever goes.
        price: of a dollar that is asked for; of a lever that asks nobody, dollars a year for all of it. None: 1, or 0.
    """

    key: str
    most: float | None = None
    price: float | None = None


@dataclass(frozen=True)
class Used:
    """One lever of a bundle: how far it is moved, in words, and what it brings and costs a year."""

    key: str
    label: str
    amount: float
    words: str
    asks: str
    new_money: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Levers moved together.

    Attributes:
        used: each lever that is moved.
        margin: dollars that the worst seat and month has to spare; below 0 where not every seat is kept.
        missing: dollars that seats lack over the window.
        scenario: the changes, as a scenario that can be kept.
    """

    used: tuple[Used, ...]
    margin: float
    missing: float
    scenario: Placed

    @property
    def keeps_all(self) -> bool:
        """Whether every seat is kept."""
        return self.margin >= 0

    @property
    def cost(self) -> float:
        """Of all levers, a year; see `COST_MEASURE`."""
        return sum(used.cost for used in self.used)

    @property
    def new_money(self) -> float:
        """Dollars a year that are asked for, whatever their price."""
        return sum(used.new_money for used in self.used)

    @property
    def sentence(self) -> str:
        """What is moved how far, what it asks for, and whether it keeps everybody."""
        moved = " and ".join(f"{used.label.lower()}: {used.words}" for used in self.used) or "nothing"
        if self.keeps_all:
            return (
                f"The cheapest bundle found keeps every seat: {moved}; {rounded(self.new_money)} a year is asked for."
            )
        return f"All that is allowed does not keep every seat: {moved}; {rounded(self.missing)} is still missing."


def changes_of(levers: Sequence[RescueLever], amounts: Amounts) -> list[Changed]:
    """All changes of levers moved by their amounts."""
    return [change for lever in levers for change in lever.changes(amounts.get(lever.key, 0.0))]


class Search:
    """Bundles of some levers in one program after one cliff."""

    def __init__(self, watched: Watch, levers: Sequence[RescueLever], allowed: Sequence[Allowance]) -> None:
        """Read what is allowed; a most beyond the lever's own is the lever's own."""
        self.watched, self.levers = watched, tuple(levers)
        given = {allowance.key: allowance for allowance in allowed}
        self.most = {lever.key: _least(lever.most, given[lever.key].most) for lever in levers}
        self.price = {
            lever.key: _price(given[lever.key].price, 0.0 if lever.asks == NOBODY else 1.0) for lever in levers
        }
        self._seen: dict[tuple[float, ...], Projection] = {}

    def tried(self, amounts: Amounts) -> Projection:
        """Project with levers moved; the same mix is projected once."""
        key = tuple(amounts.get(lever.key, 0.0) for lever in self.levers)
        if key not in self._seen:
            self._seen[key] = self.watched.tried(changes_of(self.levers, amounts))
        return self._seen[key]

    def margin(self, amounts: Amounts) -> float:
        """What the worst seat and month has to spare."""
        return self.watched.margin(self.tried(amounts))

    def smallest(self, lever: RescueLever, others: Amounts) -> float | None:
        """The smallest amount of one lever that keeps every seat while others stay; None where all of it does not."""
        found = smallest(lambda amount: self.margin({**others, lever.key: amount}), lever, self.most[lever.key])
        return found.value if isinstance(found, Solved) else None

    def cost(self, amounts: Amounts) -> float:
        """Of a mix, a year; see `COST_MEASURE`."""
        return sum(self._cost(lever, amounts)[1] for lever in self.levers)

    def _cost(self, lever: RescueLever, amounts: Amounts) -> tuple[float, float]:
        """New money and cost of one lever in a mix."""
        amount = amounts.get(lever.key, 0.0)
        if amount <= 0:
            return 0.0, 0.0
        if lever.asks == NOBODY:
            return 0.0, self.price[lever.key] * amount / self.most[lever.key]
        brought = new_money(self.watched, lever, self.tried(amounts), self.tried({**amounts, lever.key: 0.0}))
        return brought, self.price[lever.key] * brought

    def bundle(self, amounts: Amounts) -> Bundle:
        """A mix with what it costs."""
        used = []
        for lever in self.levers:
            amount = amounts.get(lever.key, 0.0)
            if amount > 0:
                brought, cost = self._cost(lever, amounts)
                said = lever.says(amount)
                used.append(Used(lever.key, lever.label, amount, said, lever.asks, brought, cost))
        words = "; ".join(f"{u.label}: {u.words}" for u in used) or "nothing"
        why = f"keeps every seat after {self.watched.cliff}"
        tried = self.tried(amounts)
        return Bundle(
            used=tuple(used),
            margin=self.watched.margin(tried),
            missing=self.watched.missing(tried),
            scenario=made_up(words, why, changes_of(self.levers, amounts)),
        )


def cheapest_bundle(search: Search) -> Bundle:
    """The cheapest mix found that keeps every seat; all of every lever where even that does not.

    In each order, levers are moved in full one after another until every seat is kept, the last one only as far as
    needed; then each is moved back as far as the others allow.
    """
    everything = dict(search.most)
    if search.margin(everything) < 0:
        return search.bundle(everything)
    mixes = [_trimmed(search, _filled(search, order)) for order in _orders(search)]
    return search.bundle(min(mixes, key=lambda mix: (round(search.cost(mix), 2), sum(v > 0 for v in mix.values()))))


def _orders(search: Search) -> Iterator[tuple[RescueLever, ...]]:
    if len(search.levers) <= ALL_ORDERS:
        yield from permutations(search.levers)
        return
    by_worth = tuple(sorted(search.levers, key=lambda lever: _dollars_for_one(search, lever)))
    yield by_worth
    yield by_worth[::-1]


def _dollars_for_one(search: Search, lever: RescueLever) -> float:
    """What a lever alone costs for each dollar that it takes off what seats lack."""
    amounts = {lever.key: search.most[lever.key]}
    closed = search.watched.missing(search.watched.base) - search.watched.missing(search.tried(amounts))
    return search.cost(amounts) / closed if closed > 0 else float("inf")


def _filled(search: Search, order: Sequence[RescueLever]) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for lever in order:
        enough = search.smallest(lever, amounts)
        if enough is not None:
            return {**amounts, lever.key: enough}
        amounts[lever.key] = search.most[lever.key]
    return amounts


def _trimmed(search: Search, amounts: dict[str, float]) -> dict[str, float]:
    """Each lever moved back as far as the others allow, the dearest first."""
    dearest = sorted(search.levers, key=lambda lever: _dollars_for_one(search, lever), reverse=True)
    for lever in dearest:
        if amounts.get(lever.key, 0.0) > 0:
            enough = search.smallest(lever, {**amounts, lever.key: 0.0})
            amounts = {**amounts, lever.key: amounts[lever.key] if enough is None else enough}
    return amounts


def _least(own: float, asked: float | None) -> float:
    return own if asked is None else min(own, asked)


def _price(asked: float | None, otherwise: float) -> float:
    return otherwise if asked is None else asked
