"""Counts of programs by kind: none shown, and no sum or difference of what is shown, rests on a few programs."""

from itertools import combinations

import numpy as np
import pytest

from model.portfolio.counting import apart, countable


def members(names: list[str]) -> dict[str, list[bool]]:
    return {name: [one == name for one in names] for name in sorted(set(names))}


def test_a_count_that_is_the_total_less_a_few_is_hidden_with_them():
    # 2, 2, 9 and 20 of 33: the 9 is the total less 20 and 4, who are fewer than five
    kinds = np.repeat([0, 1, 2, 3], [2, 2, 9, 20])[:, None]
    assert countable(kinds, 4, 5).tolist() == [[False, False, False, True]]
    # 6 and 12 and nobody else: all is shown, the empty kinds too
    assert countable(np.repeat([0, 1], [6, 12])[:, None], 4, 5).all()


def test_two_scenarios_whose_counts_differ_by_one_program_are_not_both_shown():
    # ten gain under One; the same ten and one more gain under Two: 11 - 10 is that one
    one, two = np.repeat([0, 1], [10, 10]), np.repeat([0, 1], [11, 9])
    assert countable(np.stack([one, two], axis=1), 2, 5).tolist() == [[True, True], [False, False]]
    assert countable(np.stack([one, np.repeat([0, 1], [15, 5])], axis=1), 2, 5).all()


def test_a_groups_few_cannot_be_had_from_all_less_the_others():
    # north 10 gain and 10 do not, south the same, west 2 gain and 8 do not; all: 22 gain and 28 do not.
    # West shows no counts; all less north and south would be west, so the smaller of these, north, shows none either.
    kinds = np.repeat([0, 1, 0, 1, 0, 1], [10, 10, 10, 11, 2, 8])[:, None]
    groups = members([*["north"] * 20, *["south"] * 21, *["west"] * 10])
    shown = countable(kinds, 2, 5)
    assert shown.all()
    assert apart(kinds, shown, groups, 5) == {"south"}
    assert apart(kinds, shown, groups, 2) == {"north", "south", "west"}


def counts_shown(kinds: np.ndarray, names: list[str], least: int) -> np.ndarray:
    """Every count shown, with the number of programs, as who is in it: (counts, programs)."""
    shown, groups = countable(kinds, 3, least), members(names)
    alone = apart(kinds, shown, groups, least)
    every = {"all": [True] * len(names)} | {name: groups[name] for name in alone}
    cells = [kinds[:, scenario] == kind for scenario, kind in np.argwhere(shown)]
    return np.array([np.asarray(held) & cell for held in every.values() for cell in (True, *cells)])


@pytest.mark.parametrize("seed", range(12))
def test_no_combination_of_counts_rests_on_a_few_programs(seed):
    chance, least = np.random.default_rng(seed), 3
    likely = [0.5, 0.3, 0.2] if seed % 2 else [0.8, 0.2, 0.0]
    kinds = chance.choice(3, (16, 2), p=likely)
    names = chance.choice(["north", "south", "west"], 16, p=[0.5, 0.3, 0.2]).tolist()
    sums = counts_shown(kinds, names, least).astype(float)
    whole = np.linalg.matrix_rank(sums)
    few = [held for size in range(1, least) for held in combinations(range(16), size)]
    assert [held for held in few if np.linalg.matrix_rank(np.delete(sums, held, axis=1)) < whole] == []
