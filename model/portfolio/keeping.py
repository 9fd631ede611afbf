"""What rate, caps and pass-through together keep nine of ten positions of a state, and which of them cost it least."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import pandas as pd

from model.inputs.months import Month
from model.portfolio import answers
from model.portfolio.cells import LEAST
from model.portfolio.engine import Engine
from model.portfolio.fiscal import StateNoteTerms, state_notes
from model.portfolio.members import Waiting
from model.portfolio.packages import Package
from model.portfolio.reading import Results, read_results
from model.portfolio.results import BASELINE
from model.portfolio.running import Progress, run
from model.portfolio.store import Store
from model.portfolio.terms import Terms
from model.questions.solving import QuestionError
from model.sentences import rounded

GOAL = 0.9
MOST_PACKAGES = 200
LEVERS = ("rate", "cap", "pass_through")


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The values tried of each lever; every combination is run.

    Attributes:
        rates, caps: multiples of what stands in the programs.
        pass_through: shares of the added dollars that go into wages.
        start: the month from which a reform holds; None for the whole horizon.
    """

    rates: tuple[float, ...] = (1.0, 1.1, 1.2, 1.35, 1.5)
    caps: tuple[float, ...] = (1.0, 1.25)
    pass_through: tuple[float, ...] = (0.0, 0.5)
    start: Month | None = None

    def __post_init__(self) -> None:
        """Refuse what is no grid.

        Raises:
            QuestionError: for values out of range, or too many combinations.
        """
        for name, held, low, high in (
            ("rate", self.rates, 0.1, 10.0),
            ("caps", self.caps, 0.1, 100.0),
            ("pass-through", self.pass_through, 0.0, 1.0),
        ):
            wrong = [value for value in held if not low <= value <= high]
            if wrong or not held:
                found = f"{wrong[0]:g}" if wrong else "no value"
                raise QuestionError(f"found {found} for {name}; values from {low:g} to {high:g} are needed")
        if len(self.packages) > MOST_PACKAGES:
            raise QuestionError(f"found {len(self.packages):,} combinations; at most {MOST_PACKAGES} are run")

    @property
    def packages(self) -> tuple[Package, ...]:
        """Every combination that changes anything; nothing can be passed on where neither rate nor caps move."""
        each = product(sorted(set(self.rates)), sorted(set(self.caps)), sorted(set(self.pass_through)))
        return tuple(
            Package(rate=rate, cap=cap, pass_through=share, start=self.start)
            for rate, cap, share in each
            if (rate, cap) != (1.0, 1.0)
        )

    def runs(self, programs: int, draws: int) -> int:
        """How many futures of programs are worked out: what the question costs."""
        return programs * draws * (1 + len(self.packages))


@dataclass(frozen=True, kw_only=True, eq=False)
class KeptTogether:
    """What combinations keep.

    Attributes:
        goal: share of the positions paid for at first that are to be paid for at the end.
        at_start, stand: positions paid for at first, and at the end as things stand.
        tried: a row for each combination: rate, cap, pass_through, at_end, kept (share), added dollars, federal and
            state as expected, reaches; those that keep the most first, the cheapest of them first.
        frontier: of every pass-through share, the combination that reaches the goal at least state dollars.
        cheapest: of all; None where none reaches it.
        runs: futures of programs that were worked out.
        hidden: combinations that change too few programs to be shown.
    """

    goal: float
    at_start: float
    stand: float
    tried: pd.DataFrame
    frontier: pd.DataFrame
    cheapest: pd.Series | None
    runs: int
    hidden: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer, what it costs, and what to do next."""
        now = f"Of {self.at_start:,.0f} positions paid for at first, {self.stand:,.0f} stand at the end as things stand"
        asked = f"{self.goal:.0%} are to stand"
        ran = f"{len(self.tried):,} combinations were run, {self.runs:,} futures of programs in all."
        if self.stand >= self.goal * self.at_start:
            return (f"{now}; {asked}, and they do without any change.", ran)
        if self.cheapest is None:
            return (f"{now}; {asked}, and no combination tried keeps so many.", self._nearest(), ran)
        best = self.cheapest
        return (
            f"{now}; {asked}. The least that keeps them is {_said(best)}: {best['at_end']:,.0f} positions, for "
            f"{rounded(float(best['state']))} of the state's and {rounded(float(best['federal']))} federal.",
            self._next(best),
            ran,
        )

    def _nearest(self) -> str:
        if self.tried.empty:
            return "Next: try combinations that change more programs; these change too few to be shown."
        best = self.tried.iloc[0]
        return (
            f"The nearest is {_said(best)}, which keeps {best['kept']:.0%}. Next: try higher rates and caps, "
            "or money that is not Medicaid's for programs that it does not reach."
        )

    def _next(self, best: pd.Series) -> str:
        more = self.frontier[self.frontier["pass_through"] > best["pass_through"]]
        if more.empty and (self.tried["pass_through"] > best["pass_through"]).any():
            return "Next: passing more on to wages keeps too few at these rates and caps; try higher ones."
        if more.empty:
            return "Next: lay this combination on each program as a scenario, and look at those it does not reach."
        step = more.iloc[0]
        extra = float(step["state"]) - float(best["state"])
        return (
            f"Next: to pass {step['pass_through']:.0%} of the dollars on to wages as well takes {_said(step)}, "
            f"{rounded(extra)} more of the state's."
        )


def _said(row: pd.Series) -> str:
    return f"rates times {row['rate']:g}, caps times {row['cap']:g} and {row['pass_through']:.0%} passed through"


def keep_together(
    members: Sequence[Waiting],
    grid: Grid,
    terms: Terms,
    store: Store,
    engine: Engine,
    told: Callable[[Progress], None] = lambda _: None,
    *,
    goal: float = GOAL,
    note: StateNoteTerms | None = None,
    least: int = LEAST,
) -> KeptTogether:
    """Run every combination on every program, and find those that keep the goal.

    Stopped anywhere, the same call goes on from there.

    Args:
        members, store, engine, told: as in `running.run`.
        grid: what is tried.
        terms: draws, seed and payers; its scenarios are left out.
        goal: share of the positions paid for at first that are to be paid for at each program's end.
        note: which share of the dollars draws another match than the regular one.
        least: the fewest programs that an answer may rest on.

    Raises:
        QuestionError: for a goal outside 0 to 1, or too few programs.
        InputError: as `running.run`.
    """
    if not 0 < goal <= 1:
        raise QuestionError(f"found a goal of {goal:g}; a share above 0 and up to 1 is needed")
    run(members, replace(terms, scenarios=(), packages=grid.packages), store, engine, told)
    with read_results(store.folder) as results:
        return kept_together(results, grid, goal, note, least)


def kept_together(
    results: Results, grid: Grid, goal: float = GOAL, note: StateNoteTerms | None = None, least: int = LEAST
) -> KeptTogether:
    """What a run of a grid's combinations says; arguments and errors are those of `keep_together`."""
    overall = answers.overall(results, least).set_index("scenario")
    dollars = {one.scenario: one.total for one in state_notes(results, None, note, least)}
    at_start, stand, programs = (float(overall[name][BASELINE]) for name in ("at_start", "at_end", "programs"))
    rows = [
        {
            **{lever: getattr(package, lever) for lever in LEVERS},
            "at_end": float(overall["at_end"][package.name]),
            "kept": _share(float(overall["at_end"][package.name]), at_start),
            **{part: float(dollars[package.name][part]) for part in ("dollars", "federal", "state")},
        }
        for package in grid.packages
        if package.name in overall.index and package.name in dollars
    ]
    columns = [*LEVERS, "at_end", "kept", "dollars", "federal", "state"]
    tried = pd.DataFrame(rows, columns=columns)
    tried = tried.assign(reaches=tried["kept"] >= goal - 1e-9)
    reaching = tried[tried["reaches"]].sort_values(["state", *LEVERS], kind="stable")
    return KeptTogether(
        goal=goal,
        at_start=at_start,
        stand=stand,
        tried=tried.sort_values(["kept", "state"], ascending=[False, True], kind="stable", ignore_index=True),
        frontier=reaching.groupby("pass_through", sort=True).head(1).sort_values("pass_through", ignore_index=True),
        cheapest=None if reaching.empty else reaching.iloc[0],
        runs=grid.runs(int(programs), int(results.run["draws"])),
        hidden=tuple(package.name for package in grid.packages if package.name not in dollars),
    )


def _share(at_end: float, at_start: float) -> float:
    return at_end / at_start if at_start > 0 else 1.0
