"""The luck of seats: the same for ever, for every way of cutting the draws, and for nobody else's seat."""

import numpy as np
import pytest

from model.inputs.load import program_of
from model.inputs.program import Program
from model.inputs.series.luck import Chance, LuckSeries, luck_series
from tests.small import peer, tree


def program(*names: str, months: int = 12) -> Program:
    return program_of(tree(months=months, positions=[peer(name) for name in names]), "small.yaml").program


def luck(*names: str, months: int = 12, draws: int = 200, first: int = 0, seed: int = 1) -> LuckSeries:
    return luck_series(program(*names, months=months), Chance(seed=seed, draws=draws, first=first))


def test_it_is_the_same_on_every_machine_and_in_every_version() -> None:
    # the first words of Philox 4x64 with the key (1, the id's BLAKE2b), two months of the first two draws
    words = [[14178208519878371243, 17704834422746254148], [18389727594232075416, 11656444017351166098]]
    found = luck("peer", months=2, draws=2)
    assert [[word >> 32 for word in month] for month in words] == (found.leaving[:, 0].T * 2**32).tolist()
    assert [[word % 2**32 for word in month] for month in words] == (found.filling[:, 0].T * 2**32).tolist()


@pytest.mark.parametrize(("first", "draws"), [(0, 1), (63, 2), (64, 64), (100, 37), (199, 1)])
def test_a_part_of_the_draws_has_the_luck_that_it_has_among_all(first: int, draws: int) -> None:
    part, whole = luck("peer", first=first, draws=draws), luck("peer")
    assert (whole.leaving[first : first + draws] == part.leaving).all()
    assert (whole.filling[first : first + draws] == part.filling).all()


def test_other_positions_and_later_months_change_nothing() -> None:
    alone, among, longer = luck("peer"), luck("new", "peer", "other"), luck("peer", months=30)
    assert (alone.leaving[:, 0] == among.leaving[:, 1]).all()
    assert (alone.filling == longer.filling[..., :12]).all()
    assert not (among.leaving[:, 0] == among.leaving[:, 1]).any()


def test_another_seed_is_another_luck() -> None:
    assert not (luck("peer").leaving == luck("peer", seed=2).leaving).any()


def test_it_is_spread_evenly_and_no_number_tells_another() -> None:
    found = luck("a", "b", draws=2000)
    everything = np.stack([found.leaving, found.filling])
    # 96,000 numbers: their mean within 4 x 0.29 / 310, and a tenth of them in each tenth within 4 x 93
    assert np.abs(everything.mean() - 0.5) < 0.0037
    assert np.abs(np.histogram(everything, 10, (0, 1))[0] - everything.size / 10).max() < 372
    apart = np.corrcoef(
        [found.leaving[:, 0, 0], found.filling[:, 0, 0], found.leaving[:, 0, 1], found.leaving[:, 1, 0]]
    )
    # of 2,000 pairs a correlation has an error of 0.022
    assert np.abs(apart - np.eye(4)).max() < 0.09


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"seed": 2**64}, {"draws": 0}, {"first": -1}])
def test_what_makes_no_luck_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="one draw or more and a first from 0 are needed"):
        Chance(**{"seed": 1, "draws": 10, **wrong})
