"""An attack on all that is published of a set: every grouping, every group within another, whom a scenario reaches."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from model.portfolio import differencing
from model.portfolio.cells import OTHERS, arranged
from model.portfolio.counting import KINDS, Counts
from model.portfolio.differencing import rests_on_few
from model.portfolio.guard import Guard, unlike

FIRST = 2026 * 12
BY = ("region", "size", "payer_mix")
VALUES = {"region": ("east", "north", "south", "west"), "size": ("few", "many", "some"), "payer_mix": ("a", "b")}
SCENARIOS = ("as it stands", "One", "Two")


def drawn(seed: int, programs: int, scenarios: int = 2) -> tuple[pd.DataFrame, np.ndarray]:
    """Programs whose size mostly follows their region, so that tables laid on one another differ by a few; kinds."""
    chance = np.random.default_rng(seed)
    region = chance.choice(4, programs, p=[0.4, 0.3, 0.2, 0.1])
    size = np.where(chance.random(programs) < 0.85, region % 3, chance.choice(3, programs))
    payer = np.where(chance.random(programs) < 0.8, size > 0, chance.random(programs) < 0.5).astype(int)
    places = dict(zip(BY, (region, size, payer), strict=True))
    of = pd.DataFrame({by: np.array(VALUES[by])[places[by]] for by in BY}, index=[f"p{n}" for n in range(programs)])
    return of, chance.choice(len(KINDS), (programs, scenarios - 1), p=[0.5, 0.3, 0.15, 0.05])


def guard(of: pd.DataFrame, kinds: np.ndarray, least: int) -> Guard:
    """What may be shown where only programs of the first kind bear other numbers under a scenario."""
    numbers = np.concatenate([np.zeros((len(of), 1), int), (kinds == 0) * (1 + np.arange(kinds.shape[1]))], axis=1)
    spans = np.broadcast_to([FIRST, FIRST + 12], (*numbers.shape, 2))
    return Guard(least=least, asked=SCENARIOS[: numbers.shape[1]], of=of, numbers=numbers, spans=spans)


def published(found: Guard) -> dict[tuple[str | None, tuple[str, str] | None, str], frozenset[str]]:
    """Every group of programs that is shown under a name: its grouping, what it is within, and the values it holds."""
    inside = [None, *((by, value) for by in BY for value in VALUES[by] if ((by, value),) in found.alone)]
    return {
        (by, within, name): frozenset(value for value, shown in groups.shown_as.items() if shown == name)
        for within in inside
        for by in (None, *BY)
        if within is None or by != within[0]
        for groups in [arranged(found, by, within)]
        for name in groups.programs
    }


def belongs(of: pd.DataFrame, key, values: frozenset[str]) -> np.ndarray:
    by, within, _ = key
    held = of[by].isin(values).to_numpy() if by else np.ones(len(of), dtype=bool)
    return held & (of[within[0]] == within[1]).to_numpy() if within else held


class Attack:
    """What anyone can tell of how many programs there are of each region, size, payer mix and kind."""

    def __init__(self, of: pd.DataFrame, kinds: np.ndarray, least: int) -> None:
        found = guard(of, kinds, least)
        counts = Counts(guard=found, kinds=kinds)
        every = product(*VALUES.values(), range(len(KINDS)))
        self.cells = pd.DataFrame(every, columns=[*BY, "kind"])
        kept = pd.DataFrame(of).assign(kind=kinds[:, 0]).value_counts()
        self.true = np.array([kept.get(tuple(row), 0) for row in self.cells.itertuples(index=False)])
        sums = []
        for key, values in published(found).items():
            by, within, name = key
            cells = belongs(self.cells, key, values)
            sums.append(cells)
            for kind, shown in enumerate(counts.shown(by, within)[name][0]):
                if shown >= 0:
                    sums.append(cells & (self.cells["kind"] == kind).to_numpy())
                    assert shown == self.true[sums[-1]].sum()
        self.sums = np.unique(np.array(sums, dtype=float), axis=0)

    def bounds(self, cells: np.ndarray) -> tuple[int, int]:
        """The fewest and the most programs that the cells can have together, by all that is published."""
        numbers = self.sums @ self.true
        told = LinearConstraint(self.sums, numbers, numbers)  # pyright: ignore[reportArgumentType] - arrays are taken
        ends = [
            milp(sign * cells, constraints=told, integrality=np.ones(len(cells)), bounds=Bounds(0, np.inf)).fun
            for sign in (1.0, -1.0)
        ]
        return round(ends[0]), round(-ends[1])

    def told(self, least: int) -> list[tuple[str, ...]]:
        """The counts of one or a few programs that can be told, of all cells by one, two, three columns and kinds."""
        found = []
        for columns in (held for size in (1, 2, 3) for held in combinations((*BY, "kind"), size)):
            for name, rows in self.cells.groupby(list(columns)).indices.items():
                cells = np.isin(np.arange(len(self.cells)), rows)
                if 0 < self.true[cells].sum() < least:
                    low, high = self.bounds(cells.astype(float))
                    found += [(*columns, str(name))] * (low == high)
        return found


@pytest.mark.parametrize(("seed", "programs"), [(1, 40), (2, 60), (3, 100)])
def test_nothing_published_together_tells_a_count_of_a_few(seed, programs):
    of, kinds = drawn(seed, programs)
    attack = Attack(of, kinds, 5)
    assert len(attack.sums) > 8
    assert [] == attack.told(5)


def test_the_attack_finds_a_count_where_each_table_is_only_safe_alone(monkeypatch):
    # east 20, south 12, west 8; few 19, all of the east; some 21: east less few is the one that is some
    of = pd.DataFrame({"region": ["east"] * 20 + ["south"] * 12 + ["west"] * 8, "size": ["few"] * 19 + ["some"] * 21})
    of = of.assign(payer_mix="a")
    kinds = np.zeros((40, 1), int)
    assert [] == Attack(of, kinds, 5).told(5)
    found = guard(of, kinds, 5)
    assert {"few": 19, "some": 21} == arranged(found, "size").programs
    assert {"south": 12, OTHERS: 28} == arranged(found, "region").programs
    monkeypatch.setattr("model.portfolio.guard.rests_on_few", lambda *_: False)
    assert ("region", "size", "('east', 'some')") in Attack(of, kinds, 5).told(5)


@pytest.mark.parametrize("seed", range(6))
def test_no_combination_of_sums_of_all_groupings_rests_on_a_few(seed):
    of, kinds = drawn(seed, 24, scenarios=3)
    found = guard(of, kinds, 3)
    rows = []
    for key, values in published(found).items():
        for scenario in map(found.asked.index, found.scenarios):
            row = np.zeros((len(of), 3))
            held = np.flatnonzero(belongs(of, key, values))
            row[held, found.numbers[held, scenario]] = 1
            rows.append(row)
    sums = np.array(rows)
    whole = np.linalg.matrix_rank(sums.reshape(len(sums), -1))
    # what rests on one program rests on each two of which it is one
    without = np.stack([np.delete(sums, held, axis=1) for held in combinations(range(len(of)), 2)])
    assert (np.linalg.matrix_rank(without.reshape(len(without), len(sums), -1)) == whole).all()


def test_scenarios_that_reach_the_same_programs_count_as_one():
    # One and Two reach the same, Three others; under Four the last has what Three gives it
    numbers = np.array([[0, 1, 2, 0, 0], [0, 1, 2, 3, 0], [0, 0, 0, 3, 3]])
    assert [0, 1, 3, 4] == unlike(numbers, range(5))


@pytest.mark.parametrize("seed", range(40))
def test_dealing_programs_into_hands_never_passes_what_trying_every_set_finds(seed, monkeypatch):
    chance = np.random.default_rng(seed)
    programs, least = int(chance.integers(8, 30)), int(chance.integers(2, 5))
    groups = [chance.choice(3, programs, p=[0.5, 0.3, 0.2]) == n for n in range(3) for _ in range(2)]
    numbers = np.stack([np.zeros(programs, int), chance.random(programs) < 0.7], axis=1)
    kinds = np.concatenate([np.where(held[:, None], numbers, -1) for held in groups], axis=1)
    kinds = kinds[:, (kinds >= 0).sum(axis=0) >= least]
    monkeypatch.setattr(differencing, "MOST_SETS", -1)
    by_hands = rests_on_few(kinds, least)
    monkeypatch.setattr(differencing, "MOST_SETS", 10**6)
    monkeypatch.setattr(differencing._Dealt, "rests_on_few", lambda *_: None)
    assert by_hands or not rests_on_few(kinds, least)
