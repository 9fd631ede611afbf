"""Counts of programs by kind: only those hidden that must be, and nothing shown adds up to a few."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from model.portfolio.cells import arranged
from model.portfolio.counting import ABSENT, Counts
from model.portfolio.guard import Guard

MORE, AS_MANY, FEWER, NOT_REACHED = range(4)


def counts(kinds, regions=None, least=5):
    kinds = np.asarray(kinds).reshape(len(kinds), -1)
    programs, scenarios = kinds.shape
    found = Guard(
        least=least,
        asked=("as it stands", "One", "Two")[: 1 + scenarios],
        of=pd.DataFrame({"region": regions or ["north"] * programs}),
        numbers=np.zeros((programs, 1 + scenarios), int),
        spans=np.broadcast_to([0, 12], (programs, 1 + scenarios, 2)),
    )
    return Counts(guard=found, kinds=kinds)


def of_all(*args, **named):
    return counts(*args, **named).shown(None, None)["all"].tolist()


def test_a_count_that_is_the_total_less_a_few_is_hidden_with_them():
    # 2, 2, 9 and 20 of 33: the 9 is the total less 20 and 4, who are fewer than five
    assert [[ABSENT, ABSENT, ABSENT, 20]] == of_all(np.repeat([0, 1, 2, 3], [2, 2, 9, 20]))
    # 6 and 12 and nobody else: all is shown, the empty kinds too
    assert [[6, 12, 0, 0]] == of_all(np.repeat([0, 1], [6, 12]))


def test_two_scenarios_whose_counts_differ_by_one_program_are_not_both_shown():
    # 9 gain under One; the same 9 and one more gain under Two: 11 - 10 who do not are that one
    one, two = np.repeat([0, 1], [9, 11]), np.repeat([0, 1], [10, 10])
    assert [[9, 11, 0, 0], [ABSENT, ABSENT, 0, 0]] == of_all(np.stack([one, two], axis=1))
    assert [[9, 11, 0, 0], [15, 5, 0, 0]] == of_all(np.stack([one, np.repeat([0, 1], [15, 5])], axis=1))


def test_one_region_s_few_hide_their_complement_there_and_one_count_elsewhere():
    # north 10 more and 10 as many, south 12 and 11, west 2 and 8; of all 24 and 29. West shows neither, as 8 would be
    # 10 less 2. North's and south's would leave west's, so that the smaller, north, shows neither: only what must be.
    kinds = np.repeat([0, 1, 0, 1, 0, 1], [10, 10, 12, 11, 2, 8])
    regions = [*["north"] * 20, *["south"] * 23, *["west"] * 10]
    found = counts(kinds, regions)
    assert [[24, 29, 0, 0]] == found.shown(None, None)["all"].tolist()
    shown = {name: held[0].tolist() for name, held in found.shown("region", None).items()}
    hidden = [ABSENT, ABSENT, 0, 0]
    assert {"north": hidden, "south": [12, 11, 0, 0], "west": hidden} == shown
    assert [2, 8, 0, 0] == counts(kinds, regions, least=2).shown("region", None)["west"][0].tolist()


def test_a_zero_is_not_shown_where_it_would_tell_the_others():
    # one program of each of five regions has fewer, of the sixth none: a zero there would make each of the five be one
    regions = [f"region {n}" for n in range(6) for _ in range(10)]
    kinds = np.zeros(60, int)
    kinds[[0, 10, 20, 30, 40]] = FEWER
    found = counts(kinds, regions)
    assert 5 == found.shown(None, None)["all"][0, FEWER]
    assert [ABSENT] * 6 == [int(held[0, FEWER]) for held in found.shown("region", None).values()]
    assert [0] * 6 == [int(held[0, NOT_REACHED]) for held in found.shown("region", None).values()]


def test_most_regions_of_a_hundred_programs_show_their_counts():
    chance = np.random.default_rng(5)
    regions = chance.choice(["east", "mid", "north", "south", "west"], 100).tolist()
    held = counts(chance.choice(4, 100, p=[0.5, 0.35, 0.15, 0.0]), regions).shown("region", None)
    assert sum(bool((shown[0] > 0).any()) for shown in held.values()) >= 3


@pytest.mark.parametrize("seed", range(10))
def test_no_combination_of_counts_rests_on_a_few_programs(seed):
    chance, least = np.random.default_rng(seed), 3
    kinds = chance.choice(3, (16, 2), p=[0.5, 0.3, 0.2] if seed % 2 else [0.8, 0.2, 0.0])
    regions = np.asarray(chance.choice(["north", "south", "west"], 16, p=[0.5, 0.3, 0.2]))
    found = counts(kinds, regions.tolist(), least)
    sums = [np.ones(16, bool)]
    for by in (None, "region"):
        names = pd.Series(regions).map(arranged(found.guard, by).shown_as) if by else np.full(16, "all")
        for name, shown in found.shown(by, None).items():
            members = np.asarray(names == name)
            sums += [members, *(members & (kinds[:, scenario] == kind) for scenario, kind in np.argwhere(shown >= 0))]
    whole = np.linalg.matrix_rank(np.array(sums, float))
    without = np.stack([np.delete(np.array(sums, float), held, axis=1) for held in combinations(range(16), least - 1)])
    assert (np.linalg.matrix_rank(without) == whole).all()
