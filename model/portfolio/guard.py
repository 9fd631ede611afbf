"""Which scenarios, groups and months of a run may be shown, decided once for all that is shown by one grouping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from propcache import cached_property

from model.portfolio.differencing import ABSENT, Kinds, rests_on_few
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE

# Programs whose numbers are the same to the last bit give the same to both sums.
PROGRAMS = """
    SELECT program, scenario::VARCHAR AS scenario, start AS first, months,
        hash(position_months_by_draw, gap_by_draw, first_gap_by_draw, full_cost, pay, medicaid_earned) AS numbers,
        coalesce(state::VARCHAR, '') AS state, coalesce(region::VARCHAR, '') AS region,
        coalesce(size::VARCHAR, '') AS size, coalesce(payer_mix::VARCHAR, '') AS payer_mix
    FROM programs ORDER BY program, scenario
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class Guard:
    """The programs of a run, told apart as far as sums over them tell them apart.

    Attributes:
        least: the fewest programs that anything shown may rest on.
        asked: scenarios in the order in which they were asked for, the baseline first.
        of: the columns by which programs are grouped, a row for each program.
        numbers: (programs, scenarios): which of its numbers a program has under each scenario.
        spans: (programs, scenarios, 2): the first month projected and the one after the last, counted from year 0.
    """

    least: int
    asked: tuple[str, ...]
    of: pd.DataFrame
    numbers: Kinds
    spans: Kinds

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """Those that may be shown beside the ones before them, over all programs."""
        shown: list[int] = []
        for place in range(len(self.asked)):
            if not rests_on_few(self.numbers[:, [*shown, place]], self.least):
                shown.append(place)
        return tuple(self.asked[place] for place in shown)

    @property
    def hidden_scenarios(self) -> tuple[str, ...]:
        """Those that would give a few programs away."""
        return tuple(name for name in self.asked if name not in self.scenarios)

    @cached_property
    def _shown(self) -> list[int]:
        return [self.asked.index(name) for name in self.scenarios]

    def few(self, members: Sequence[bool]) -> bool:
        """Whether what is shown of some programs, all scenarios beside one another, rests on a few."""
        return rests_on_few(self.numbers[np.asarray(members)][:, self._shown], self.least)

    def months(self, groups: Mapping[str, Sequence[bool]]) -> frozenset[str]:
        """The months that may be shown of all these groups, each given by its members.

        A month whose programs are not those of the other months, but for a few, would give those few away: the longest
        stretches are shown, and others where they are far enough from them.
        """
        spans = self.spans[:, self._shown]
        edges = np.unique(spans)
        stretches = sorted(pairwise(edges), key=lambda ends: (ends[0] - ends[1], ends[0]))
        shown: list[tuple[int, int]] = []
        for stretch in stretches:
            tried = [*shown, stretch]
            if not any(rests_on_few(self._in_months(np.asarray(held), tried), self.least) for held in groups.values()):
                shown.append(stretch)
        return frozenset(f"{at // 12:04d}-{at % 12 + 1:02d}" for begin, end in shown for at in range(begin, end))

    def _in_months(self, members: np.ndarray, stretches: Sequence[tuple[int, int]]) -> Kinds:
        """(members, stretches x scenarios): what each gives to the sums of such months."""
        numbers, spans = self.numbers[members][:, self._shown], self.spans[members][:, self._shown]
        parts = [
            np.where((spans[..., 0] <= begin) & (end <= spans[..., 1]), numbers, ABSENT) for begin, end in stretches
        ]
        return np.concatenate(parts, axis=1)


def guard_of(results: Results, least: int) -> Guard:
    """Look at what a run may show."""
    rows = results.frame(PROGRAMS)
    asked = (BASELINE, *(one["name"] for one in results.run.get("scenarios", [])))
    there = tuple(name for name in asked if (rows["scenario"] == name).any())
    begins = rows["first"].str[:4].astype(int) * 12 + rows["first"].str[5:7].astype(int) - 1
    rows = rows.assign(begins=begins, ends=begins + rows["months"], place=rows["scenario"].map(there.index))
    rows = rows.sort_values(["program", "place"])  # each program's scenarios one after another; none has fewer
    of = rows[rows["place"] == 0].set_index("program")[["state", "region", "size", "payer_mix"]]
    hashed = rows["numbers"].to_numpy().reshape(-1, len(there))
    # a number for each of a program's own results: that of the first scenario which has them
    numbers = (hashed[:, :, None] == hashed[:, None, :]).argmax(axis=2)
    spans = rows[["begins", "ends"]].to_numpy(dtype=int).reshape(*numbers.shape, 2)
    return Guard(least=least, asked=there, of=of, numbers=numbers, spans=spans)
