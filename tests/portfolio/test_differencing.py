"""Nothing shown, nor any sum or difference of what is shown, rests on one program or on a few."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from model.portfolio.cells import OTHERS, arranged
from model.portfolio.differencing import rests_on_few
from model.portfolio.guard import Guard

SCENARIOS = ("as it stands", "One", "Two", "Both")
FIRST = 2026 * 12


def guard(numbers, spans=None, regions=None, least=3):
    numbers = np.asarray(numbers)
    programs, scenarios = numbers.shape
    of = pd.DataFrame({"region": regions or ["north"] * programs}, index=[f"p{n}" for n in range(programs)])
    spans = np.asarray(spans if spans is not None else [(FIRST, FIRST + 12)] * programs)
    return Guard(
        least=least,
        asked=SCENARIOS[:scenarios],
        of=of,
        numbers=numbers,
        spans=np.repeat(spans[:, None], scenarios, axis=1),
    )


def test_a_scenario_that_reaches_a_few_is_not_shown():
    # 20 programs stand; under One, two of them change: the difference of both sums would be theirs alone
    few, enough = np.zeros((20, 2), int), np.zeros((20, 2), int)
    few[:2, 1], enough[:3, 1] = 1, 1
    assert guard(few).scenarios == SCENARIOS[:1]
    assert guard(few).hidden_scenarios == SCENARIOS[1:2]
    assert guard(enough).scenarios == SCENARIOS[:2]


def test_programs_that_no_scenario_reaches_are_in_every_sum_and_given_away_by_none():
    most = np.zeros((20, 2), int)
    most[:19, 1] = 1
    assert guard(most).scenarios == SCENARIOS[:2]


def test_scenarios_that_only_together_give_a_program_away_are_not_shown_together():
    # One changes the first five, Two the next five, Both all ten and one more, which is
    # Both - One - Two + as it stands
    held = np.zeros((20, 4), int)
    held[:5, 1] = held[:5, 3] = 1
    held[5:10, 2] = held[5:10, 3] = 2
    held[10, 3] = 3
    assert guard(held).scenarios == SCENARIOS[:3]


def test_a_region_of_which_a_scenario_reaches_one_program_stands_with_another():
    # five programs each; One changes all of north and south, and one program of west
    held = np.zeros((15, 2), int)
    held[:11, 1] = 1
    regions = [*["north"] * 5, *["south"] * 5, *["west"] * 5]
    found = arranged(guard(held, regions=regions), "region")
    assert dict(found.programs) == {"south": 5, OTHERS: 10}


def test_a_month_in_which_one_program_more_begins_is_not_shown():
    # five from January, a sixth from July: 11 months of six against 5 of five would give the sixth away
    spans = [*[(FIRST, FIRST + 12)] * 5, (FIRST + 5, FIRST + 12)]
    found = arranged(guard(np.zeros((6, 1), int), spans=spans), None)
    assert sorted(found.months) == [f"2026-{month:02d}" for month in range(6, 13)]
    spans = [*[(FIRST, FIRST + 12)] * 5, *[(FIRST + 5, FIRST + 12)] * 3]
    assert len(arranged(guard(np.zeros((8, 1), int), spans=spans), None).months) == 12


def shown_sums(found: Guard, by: str | None) -> np.ndarray:
    """Every sum shown, as what it takes of each program's each number: (sums, programs x numbers)."""
    groups = arranged(found, by)
    names = found.of[by].map(groups.shown_as) if by else pd.Series("all", index=found.of.index)
    months = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in groups.months]
    programs, kinds = len(names), int(found.numbers.max()) + 1
    sums = []
    for scenario in map(found.asked.index, groups.scenarios):
        for month in months:
            there = (found.spans[:, scenario, 0] <= month) & (month < found.spans[:, scenario, 1])
            for members in [*((names == name).to_numpy() for name in set(names)), np.ones(programs, bool)]:
                row = np.zeros((programs, kinds))
                held = np.flatnonzero(there & members)
                row[held, found.numbers[held, scenario]] = 1
                sums.append(row.ravel())
    return np.unique(np.array(sums), axis=0) if sums else np.zeros((0, programs * kinds))


def given_away(sums: np.ndarray, programs: int, least: int) -> list[tuple[int, ...]]:
    """Sets of fewer than `least` programs on which some combination of the sums rests, found by trying every set."""
    whole = np.linalg.matrix_rank(sums) if len(sums) else 0
    tables = sums.reshape(len(sums), programs, -1)
    return [
        few
        for size in range(1, least)
        for few in combinations(range(programs), size)
        if len(sums) and np.linalg.matrix_rank(np.delete(tables, few, axis=1).reshape(len(sums), -1)) < whole
    ]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("by", [None, "region"])
def test_no_combination_of_what_is_shown_rests_on_a_few_programs(seed, by):
    chance = np.random.default_rng(seed)
    programs, least = 12, 3
    reached = chance.random((programs, 3)) < chance.choice([0.2, 0.5, 0.9])
    numbers = np.concatenate([np.zeros((programs, 1), int), reached * np.array([1, 2, 1])], axis=1)
    begins = FIRST + chance.choice([0, 0, 0, 1, 2], programs)
    spans = np.stack([begins, begins + chance.choice([3, 3, 4], programs)], axis=1)
    regions = chance.choice(["north", "south", "west"], programs, p=[0.5, 0.3, 0.2]).tolist()
    found = guard(numbers, spans, regions, least)
    sums = shown_sums(found, by)
    assert len(sums)
    assert given_away(sums, programs, least) == []


def test_the_attack_finds_what_an_unguarded_table_gives_away():
    # as it stands, and a scenario that changes the first program only
    sums = np.zeros((2, 4, 2))
    sums[:, :, 0], sums[1, 0] = 1, (0, 1)
    assert (0,) in given_away(sums.reshape(2, -1), 4, 3)
    assert rests_on_few(np.array([[0, 1], [0, 0], [0, 0], [0, 0]]), 3)
