"""What a synthetic program's numbers are drawn from: cited entries and tables, and the shapes laid over them."""

from dataclasses import dataclass, field

import numpy as np

from model.inputs.assumption_records import Entry, Rate, Wage
from model.inputs.assumptions import AssumptionError, Assumptions
from model.inputs.faults import Fault, InputError
from model.inputs.states import NAMES

WEEKS_PER_YEAR = 52
# Peers are not counted apart: judgement puts them into the lower half of social and human service assistants, and leads
# among community health workers.
PEERS, LEADS, MEDIAN = "21-1093", "21-1094", 0.5
AWARDS = ("award.statewide_family_network", "award.bcor_2021", "award.bcor_2022", "award.rcsp_2010")


@dataclass(frozen=True)
class Drawn:
    """A program's own stream of draws over cited numbers, noting for each place what it was drawn from.

    Attributes:
        numbers: the cited numbers.
        stream: of random numbers, of this program alone.
        basis: by place, as program files have it.
    """

    numbers: Assumptions
    stream: np.random.Generator
    basis: dict[str, str] = field(default_factory=dict)

    def near(self, key: str, place: str, digits: int = 3) -> float:
        """Triangular from an entry's low over its value to its high; even where nobody publishes a value."""
        entry = self.numbers.entry(key)
        low, high = _ends(entry)
        share = self.stream.uniform()
        value = low + (high - low) * share if entry.value is None else _triangular(low, entry.value, high, share)
        self.basis[place] = key
        return round(value, digits)

    def given(self, key: str, place: str) -> float:
        """An entry's value as it stands."""
        self.basis[place] = key
        return _value(self.numbers.entry(key))

    def chance(self, key: str) -> bool:
        """True as often as an entry says."""
        return bool(self.stream.uniform() < _value(self.numbers.entry(key)))

    def peers(self) -> int:
        """How many peers: geometric from one up, with the published mean, no more than the largest surveyed."""
        self.basis["positions"] = "synthetic.peers"
        mean, most = (_value(self.numbers.entry(f"synthetic.{name}")) for name in ("peers", "peers_most"))
        return min(int(self.stream.geometric(1 / mean)), int(most))

    def award(self, place: str) -> float:
        """One of the published awards."""
        return self.given(AWARDS[int(self.stream.integers(len(AWARDS)))], place)

    def wage(self, wages: Wage, place: str, most: float = 0.9) -> float:
        """Pay from the tenth percentile of an occupation up to another, straight between those published."""
        points = [(share, pay) for share, pay in _percentiles(wages) if pay is not None]
        share = self.stream.uniform(points[0][0], most)
        self.basis[place] = f"wages.csv: {wages.state}; {wages.soc}; {wages.period}; drawn between percentiles"
        return round(float(np.interp(share, [s for s, _ in points], [p for _, p in points])), 2)


@dataclass(frozen=True, kw_only=True)
class StateNumbers:
    """What is published of one state.

    Attributes:
        state: postal code.
        rate: dollars for 15 minutes with one client, and `rate_basis` where it stands.
        peers, leads: wages by percentile.
        sessions: key of the entry of sessions by client and week.
    """

    state: str
    rate: float
    rate_basis: str
    peers: Wage
    leads: Wage
    sessions: str


def state_numbers(numbers: Assumptions, state: str, rate: float | None) -> StateNumbers:
    """What is published of a state.

    Args:
        numbers: the cited numbers.
        state: postal code.
        rate: dollars for 15 minutes, where none is published or another is to hold.

    Raises:
        InputError: for what is no state, or a state whose rate nobody has published and that is not given.
    """
    if state not in NAMES:
        raise _refused("--state", f"found {state!r}", "a postal code is needed, such as NC")
    found = _listed(numbers, state)
    if rate is None and found is None:
        wanted = "give one with --rate, such as a contract's"
        raise _refused("--state", f"no rate for 15 minutes of peer support is published for {NAMES[state]}", wanted)
    if rate is not None:
        basis, dollars = "given", rate
    else:
        assert found is not None
        basis = f"medicaid_rates.csv: {state}; {found.program}; {found.source}"
        dollars = found.rate
    own = f"synthetic.sessions_{NAMES[state].lower().replace(' ', '_')}"
    return StateNumbers(
        state=state,
        rate=dollars,
        rate_basis=basis,
        peers=_wages(numbers, state, PEERS),
        leads=_wages(numbers, state, LEADS),
        sessions=own if own in numbers.entries else "synthetic.sessions",
    )


def _listed(numbers: Assumptions, state: str) -> Rate | None:
    """The plain rate of a state for a quarter of an hour with one client, the H0038 rate first."""
    try:
        rates = numbers.rates(state)
    except AssumptionError:
        return None
    plain = [
        rate
        for rate in rates
        if rate.kind == "rate" and rate.per == "unit" and rate.unit_minutes == 15 and rate.status == "listed"
        if rate.delivery in ("individual", "any") and rate.modifier is None
    ]
    return next((rate for rate in plain if rate.code == "H0038"), plain[0] if plain else None)


def _wages(numbers: Assumptions, state: str, soc: str) -> Wage:
    """The latest survey of an occupation in a state, or in the country where the state has none."""
    for area in (state, "US"):
        try:
            rows = numbers.wages(area, soc)
        except AssumptionError:
            continue
        surveys = [row for row in rows if row.kind == "oews" and row.median is not None and row.p90 is not None]
        if surveys:
            return max(surveys, key=lambda row: row.vintage)
    raise _refused("--state", f"no wages of {soc} are published for {NAMES[state]}", "name another state")


def _percentiles(wages: Wage) -> tuple[tuple[float, float | None], ...]:
    return ((0.1, wages.p10), (0.25, wages.p25), (0.5, wages.median), (0.75, wages.p75), (0.9, wages.p90))


def _ends(entry: Entry) -> tuple[float, float]:
    if entry.low is None or entry.high is None:
        raise AssumptionError(f"{entry.key} has no range to draw from")
    return entry.low, entry.high


def _value(entry: Entry) -> float:
    if entry.value is None:
        raise AssumptionError(f"{entry.key} has no value")
    return entry.value


def _triangular(low: float, likeliest: float, high: float, share: float) -> float:
    """The value below which a share of a triangular distribution lies, so that one draw gives one value."""
    if high == low:
        return low
    turn = (likeliest - low) / (high - low)
    if share < turn:
        return low + float(np.sqrt(share * (high - low) * (likeliest - low)))
    return high - float(np.sqrt((1 - share) * (high - low) * (high - likeliest)))


def _refused(place: str, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=place, path="", found=found, wanted=wanted)])
