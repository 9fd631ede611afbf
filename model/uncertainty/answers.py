"""What futures say: the chance that each position is funded, fans of reserve and cash, who reaches the horizon."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.draws import WORKERS
from model.findings import GAP, HALF_A_CENT, INACTIVE, RESERVE, statuses, unsustainable
from model.inputs.months import Month
from model.inputs.numbers import Array, Flags
from model.projection import Projection
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Fan, Share, fan, intervals, percent, so_often
from model.uncertainty.running import Progress, Stop

Kept = dict[str, Array]
DATES = (0.1, 0.5, 0.9)


def kept_of(projection: Projection) -> Kept:
    """What answers need of a projection; arrays lead with draws.

    Returns:
        `sustained` (draws, positions, months) 1 where money before the reserve pays; `reserve`, `cash` (draws, months);
        `unsustainable_from`, `first_gap` (draws, positions) and `runway` (draws,) as month indices, infinite for
        never; `ended` (draws, positions).
    """
    status, runway = statuses(projection)
    gap = status == GAP
    return {
        "sustained": ((status > INACTIVE) & (status < RESERVE)).astype(np.float64),
        "reserve": projection.funding.reserve,
        "cash": projection.cash,
        "unsustainable_from": unsustainable(projection, status),
        "first_gap": np.where(gap.any(axis=-1), np.argmax(gap, axis=-1), np.inf),
        "runway": runway,
        "ended": projection.funding.ended,
    }


@dataclass(frozen=True, kw_only=True, eq=False)
class Answers:
    """What many futures say. Months are indices from the program's start, infinite for never.

    Attributes:
        name: of the program.
        start, months: of its horizon.
        positions: ids.
        funded: (positions, months) chance that money before the reserve pays the position; NaN in months in which it is
            not to be there. `funded_low`, `funded_high`: the 95 % interval of that chance.
        reserve, cash: fans over the months, dollars.
        all_reach, half_reach: futures in which all, or at least half of the positions reach the horizon: they never
            become unsustainable and do not end early.
        cash_runs_out: futures in which cash is below zero at some month's end, so that what follows is not possible.
        never_unsustainable: by position, futures in which it never becomes unsustainable.
        unsustainable_from, first_gap: fans over the positions of the month; `runway` of the first gap of any.
        draws, seed, method: of the futures.
    """

    name: str
    start: Month
    months: int
    positions: tuple[str, ...]
    funded: Array
    funded_low: Array
    funded_high: Array
    reserve: Fan
    cash: Fan
    all_reach: Share
    half_reach: Share
    cash_runs_out: Share
    never_unsustainable: tuple[Share, ...]
    unsustainable_from: Fan
    first_gap: Fan
    runway: Fan
    draws: int
    seed: int
    method: str

    @property
    def headline(self) -> str:
        """The answer in one or two sentences, with the draws it rests on."""
        said = self.odds("funded to the end", alone=self.positions[0])
        return f"{said} ({self.how_sure} with 95 % confidence)."

    def odds(self, rest: str, *, alone: str) -> str:
        """Who reaches the horizon, and that cash may run out before, as odds; without a full stop.

        Args:
            rest: what is said of positions that reach it, such as `funded to the end`.
            alone: what the position is called where there is only one.
        """
        number = len(self.positions)
        if number == 1:
            said = [so_often(self.all_reach, alone, rest, "is")]
        else:
            all_of_them = "both positions" if number == 2 else f"all {number} positions"
            said = [
                so_often(self.all_reach, all_of_them, rest),
                so_often(self.half_reach, "at least half of them", "funded"),
            ]
        # a seat that is funded in the books is not paid where there is no cash, so one chance does not tell the other
        if self.cash_runs_out.count:
            said.append(f"{self.cash_runs_out.words}, cash runs out on the way")
        return _capital("; ".join(said))

    @property
    def how_sure(self) -> str:
        """The draws an answer rests on and how far its chances may be off."""
        low, high = map(percent, self.all_reach.interval)
        return f"{self.draws:,} futures drawn with seed {self.seed}; the chance for all lies between {low} and {high}"


def answers(
    drawn: Futures,
    *,
    chunk: int | None = None,
    workers: int = WORKERS,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Answers:
    """Run the model over futures and say what they come to; see `Futures.measured` for the arguments."""
    return answers_of(drawn, drawn.measured(kept_of, chunk=chunk, workers=workers, progress=progress, stop=stop))


def answers_of(drawn: Futures, kept: Mapping[str, Array]) -> Answers:
    """What futures come to, of what was kept of them; draws that were kept in several parts are joined first.

    Args:
        drawn: the futures, of which the first part's are enough.
        kept: as `kept_of` gives it, for all draws.
    """
    program, draws = drawn.file.program, len(kept["runway"])
    funded = np.where(_to_be_there(drawn), kept["sustained"].mean(axis=0, dtype=np.float64), np.nan)
    low, high = intervals(funded, draws)
    reaches = np.isinf(kept["unsustainable_from"]) & np.isinf(kept["ended"])
    return Answers(
        name=program.name,
        start=program.start,
        months=program.months,
        positions=tuple(p.id for p in program.positions),
        funded=funded,
        funded_low=low,
        funded_high=high,
        reserve=fan(kept["reserve"]),
        cash=fan(kept["cash"]),
        all_reach=Share.of(reaches.all(axis=1)),
        cash_runs_out=Share.of((kept["cash"] < -HALF_A_CENT).any(axis=1)),
        half_reach=Share.of(2 * reaches.sum(axis=1) >= reaches.shape[1]),
        never_unsustainable=tuple(Share.of(one) for one in np.isinf(kept["unsustainable_from"]).T),
        unsustainable_from=fan(kept["unsustainable_from"], DATES),
        first_gap=fan(kept["first_gap"], DATES),
        runway=fan(kept["runway"], DATES),
        draws=draws,
        seed=drawn.seed,
        method=drawn.method,
    )


def joined(parts: list[Kept]) -> Kept:
    """What was kept of draws that follow one another, as one."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _to_be_there(drawn: Futures) -> Flags:
    """Whether each position is to be there in a month by its own dates: (positions, months)."""
    program, months = drawn.file.program, np.arange(drawn.file.program.months)
    spans = [program.indices(p.start, p.end) for p in program.positions]
    return np.stack([(months >= first) & (months <= last) for first, last in spans])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
