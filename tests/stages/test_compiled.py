"""Compiled stages give what the plain stages give, on programs of every kind."""

from dataclasses import fields
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest

import model.compiled
from model.draws import in_chunks
from model.findings import statuses
from model.inputs.load import program_of, read_program
from model.inputs.program import Program
from model.inputs.series.luck import Chance
from model.monthly import Funding, GrantMonths
from model.projection import Projection, project
from model.stages.compiled.jit import available
from model.stages.parts.fates import Billing
from tests.random_programs import random_program
from tests.test_draws import DRAWN, PROGRAM
from tests.test_laws import drawn

pytestmark = pytest.mark.skipif(not available(), reason="nothing can be compiled here")
EXAMPLES = sorted(
    p for p in (Path(__file__).parents[2] / "assumptions" / "programs").glob("*.yaml") if ".scenarios" not in p.name
)
DOLLARS = 1e-9


def same(plain: Any, compiled: Any) -> None:
    np.testing.assert_allclose(*np.broadcast_arrays(compiled, plain), rtol=1e-12, atol=DOLLARS)


def agree(program: Program, chance: Chance | None = None) -> None:
    plain, compiled = (project(program, chance, compiled=way) for way in (False, True))
    assert compiled.compiled
    assert not plain.compiled
    same(plain.cash, compiled.cash)
    same(plain.biller.earned_by_payer(), compiled.biller.earned_by_payer())
    for field in fields(Funding):
        ours, theirs = getattr(plain.funding, field.name), getattr(compiled.funding, field.name)
        if field.name == "sources":
            assert list(ours) == list(theirs)
            for source in ours:
                same(ours[source], theirs[source])
        elif field.name == "grants":
            for name in ours:
                for part in fields(GrantMonths):
                    same(getattr(ours[name], part.name), getattr(theirs[name], part.name))
        else:
            same(ours, theirs)
    for field in fields(Billing):
        same(getattr(plain.billing, field.name), getattr(compiled.billing, field.name))
    for ours, theirs in zip(statuses(plain), statuses(compiled), strict=True):
        same(ours, theirs)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_ways_agree_on_the_examples(path: Path) -> None:
    agree(read_program(path.read_text(), path.name).program)


@pytest.mark.parametrize("seed", range(60))
def test_both_ways_agree_on_draws_of_random_programs(seed: int) -> None:
    agree(drawn(program_of(random_program(seed), "random"), 3, seed)[0])


@pytest.mark.parametrize("selector", DRAWN)
def test_both_ways_agree_whatever_is_drawn(selector: str) -> None:
    from model.draws import with_draws

    low, high = DRAWN[selector]
    agree(with_draws(program_of(PROGRAM, "every.yaml"), {selector: np.array([low, (low + high) / 2, high])}))


@pytest.mark.parametrize("seed", range(8))
def test_both_ways_agree_on_seats_simulated_one_by_one(seed: int) -> None:
    agree(program_of(random_program(seed), "random").program, Chance(seed=seed, draws=4))


def test_chunks_and_workers_never_change_the_answer() -> None:
    program, _ = drawn(program_of(random_program(7), "random"), 23, 7)

    def kept(p: Projection) -> dict[str, Any]:
        return {"cash": p.cash, "gap": p.funding.gap, "status": statuses(p)[0]}

    whole = in_chunks(program, kept, 23, workers=1, compiled=True)
    for chunk, workers in ((1, 3), (5, 2), (8, 1)):
        parts = in_chunks(program, kept, chunk, workers=workers, compiled=True)
        for name, values in whole.items():
            np.testing.assert_array_equal(values, parts[name])


@pytest.mark.parametrize("selector", DRAWN)
def test_stages_that_no_draw_changes_hold_for_all_draws(selector: str) -> None:
    """A chunk of one draw works out every stage; to the bit the same as many draws that share some."""
    from model.draws import with_draws

    low, high = DRAWN[selector]
    program = with_draws(program_of(PROGRAM, "every.yaml"), {selector: np.linspace(low, high, 3)})

    def kept(p: Projection) -> dict[str, Any]:
        return {"cash": p.cash, "full": p.funding.full, "gap": p.funding.gap}

    shared, alone = (in_chunks(program, kept, chunk, workers=1, compiled=True) for chunk in (3, 1))
    for name, values in shared.items():
        np.testing.assert_array_equal(values, alone[name])


def test_two_workers_are_in_the_kernel_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither waits for the other to leave a stage: they meet in it."""
    program, _ = drawn(program_of(random_program(7), "random"), 8, 7)
    run, both = model.compiled._run(), Barrier(2, timeout=20)

    def meeting(*given: Any) -> None:
        both.wait()
        run(*given)

    monkeypatch.setattr(model.compiled, "_run", lambda: meeting)
    found = in_chunks(program, lambda p: {"cash": p.cash}, 4, workers=2, compiled=True)
    assert len(found["cash"]) == 8


def test_what_a_limit_leaves_of_differing_clients_is_the_gamma_expectation() -> None:
    import numba

    from model.stages.compiled.gamma import Fits, expected_under, no_fits, share_kept
    from model.stages.parts.caps import expected_under as plain

    @numba.njit
    def both(mean: float, limit: float, variation: float, fits: Fits) -> tuple[float, float]:
        shape = 1 / variation**2
        by_itself = limit * share_kept(shape, limit / mean * shape)
        return by_itself, expected_under(mean, limit, shape, fits)

    fits = no_fits()
    for variation in (0.15, 0.3, 0.6, 1.0, 1.7):
        for mean in (1e-3, 0.4, 3.0, *np.geomspace(4.0, 90.0, 30), 900.0):
            wanted = plain(np.array(mean), np.array(20.0), np.array(variation))
            for found in both(mean, 20.0, variation, fits):
                assert found == pytest.approx(float(wanted), rel=2e-13, abs=1e-15)
