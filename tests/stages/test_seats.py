"""Seats one by one: whole people who leave and come by chance, and the expected seat as the mean of their futures.

Of few months every future can be laid out: in each month the person leaves or not, the seat is filled or not. Weighed
by its chance, every future counts once, and the mean is the expected model's number but for rounding.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import model.projection
from model.draws import chance_of, in_chunks, with_draws
from model.inputs.drawn import some_draws
from model.inputs.load import load_program, program_of
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.series.luck import Chance, LuckSeries
from model.inputs.series.people import people_series
from model.projection import Projection, project
from tests.random_programs import random_program
from tests.small import medicaid, peer, tree

EXAMPLES = sorted(p for p in Path("assumptions/programs").glob("*.yaml") if "scenarios" not in p.name)
SHARES = ("original", "hired", "filled", "vacant", "productive", "qualified", "separations", "hires")
DOLLARS = ("wages", "covered_wages", "fringe", "per_position", "replacement")
ROOM = ("covered_service", "service", "covered_paid", "seats_served")
A_MONTH_EMPTY = {"annual_turnover": 1.2, "months_vacant": 1.0}  # a tenth leaves, half of what is empty is filled


def made(**changes: Any) -> Program:
    return program_of(tree(**changes), "small.yaml").program


def measured(p: Projection) -> dict[str, Array]:
    """Everything that has to agree on the mean: (draws, positions, …, months)."""
    parts = [(p.staffing, SHARES), (p.costs, DOLLARS), (p.capacity, ROOM)]
    found = {name: getattr(part, name) for part, names in parts for name in names}
    return {**found, "pay": p.staffing.wage * p.staffing.filled}


# --- every future, weighed by its chance ----------------------------------------------------------------------


def every_future(months: int) -> tuple[Array, Array]:
    """Whether the person would leave, and the seat be filled, in each month: (futures, 1, months) each."""
    both = np.array(list(product((False, True), repeat=2 * months)))
    return both[:, None, :months], both[:, None, months:]


def laid_out(program: Program, monkeypatch: pytest.MonkeyPatch) -> tuple[Projection, Array]:
    """The projection of every future of each seat, and their chances: (futures, positions)."""
    leaves, fills = every_future(program.months)
    expected, people = project(program), people_series(program)
    seats = (len(leaves), len(program.positions), program.months)
    luck = LuckSeries(  # a luck of 0 is below every chance that there is, one of 1 is below none
        leaving=np.broadcast_to(np.where(leaves, 0.0, 1.0), seats),
        filling=np.broadcast_to(np.where(fills, 0.0, 1.0), seats),
    )
    hazard, filling = expected.staffing.hazard, 1 / (1 + people.months_vacant)
    chances = np.where(leaves, hazard, 1 - hazard) * np.where(fills, filling, 1 - filling)
    monkeypatch.setattr(model.projection, "luck_series", lambda *_: luck)
    return project(program, Chance(seed=0, draws=len(leaves))), chances.prod(axis=-1)


def mean_of(values: Array, chances: Array) -> Array:
    return np.einsum("dp,dp...->p...", chances, np.broadcast_to(values, (len(chances), *values.shape[1:])))


def check_every_mean(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    futures, chances = laid_out(program, monkeypatch)
    assert np.ones(len(program.positions)) == pytest.approx(chances.sum(axis=0))
    expected = measured(project(program))
    for name, values in measured(futures).items():
        wanted = np.broadcast_to(expected[name], (1, *values.shape[1:]))[0]
        assert wanted == pytest.approx(mean_of(values, chances), rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("seed", range(40))
def test_the_mean_of_all_futures_is_the_expected_seat_in_random_programs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_every_mean(program_of({**random_program(seed), "months": 4}, "random").program, monkeypatch)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_mean_of_all_futures_is_the_expected_seat_in_the_examples(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_every_mean(program_of({**load_program(path).tree, "months": 4}, "example").program, monkeypatch)


def test_wage_bases_count_each_persons_own_wages_and_begin_again_in_january(monkeypatch: pytest.MonkeyPatch) -> None:
    base = {"name": "SUTA", "share_of_wages": 0.1, "wage_base": 2500, "used_at_start": 800}
    program = made(
        start="2026-10",
        months=6,
        positions=[peer(months_in_step=3), peer("late", start="2026-12", filled="new")],
        ladders={"peer": {"steps": [20.0, 26.0], "months_per_step": 4}},
        benefits={"components": [base]},
        staffing={**A_MONTH_EMPTY, "coverage": {"vacancy": 0.5}},
    )
    check_every_mean(program, monkeypatch)


def test_earnings_agree_on_the_mean_where_no_cap_bends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    staffing = {**A_MONTH_EMPTY, "ramp": [0.5], "hire": {"credentials": {"certified": 1}}}
    program = made(
        months=4,
        staffing=staffing,
        payers={"medicaid": medicaid(requires="certified", denial=0.1)},
        positions=[peer(credentials={"certified": "2026-07"})],
    )
    futures, chances = laid_out(program, monkeypatch)
    earned = mean_of(futures.billing.earned.sum(axis=(2, 3)), chances)
    assert project(program).billing.earned.sum(axis=(2, 3))[0] == pytest.approx(earned)


def unbent(seed: int) -> Program:
    """A random program without what bends earnings: caps, payments by client, forbidden bills, covered leave."""
    raw = {**random_program(seed), "months": 4, "caps": [], "when_unfunded": "keep"}
    raw["payers"] = {name: payer for name, payer in raw["payers"].items() if name != "health_home"}
    raw["grants"] = [{k: v for k, v in grant.items() if k != "program_income"} for grant in raw["grants"]]
    raw["staffing"]["coverage"] = {"vacancy": 0.3, "pay_multiple": 1.2}
    return program_of(raw, "random").program


@pytest.mark.parametrize("seed", range(20))
def test_sessions_miles_and_earnings_are_straight_lines_in_the_seats(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = unbent(seed)
    futures, chances = laid_out(program, monkeypatch)

    def measured(p: Projection) -> tuple[Array, ...]:
        return p.billing.earned.sum(axis=(2, 3)), p.sessions.kept.sum(axis=2), p.costs.travel, p.costs.direct

    for wanted, values in zip(measured(project(program)), measured(futures), strict=True):
        assert wanted[0] == pytest.approx(mean_of(values, chances), rel=1e-9, abs=1e-9)


def test_under_a_client_cap_and_in_what_nobody_pays_the_mean_of_futures_is_worse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cap = {"name": "weekly", "payers": ["medicaid"], "per": "client", "period": "week", "limit": 10}
    program = made(
        months=4,
        staffing={**A_MONTH_EMPTY, "ramp": [0.2]},
        caps=[cap],
        positions=[peer(caseload=4)],
        payers={"medicaid": medicaid(rate=6.0)},
        costs={"program_month": {"rent": 100}},
    )
    futures, chances = laid_out(program, monkeypatch)
    earned = mean_of(futures.billing.earned.sum(axis=(2, 3)), chances)
    gap = np.einsum("d,dm->m", chances[:, 0], futures.funding.gap.sum(axis=1))
    expected = project(program)
    # a new person's slow month leaves room under the cap that no other month can use; money left over in a good month
    # pays for no bad one before it
    assert (expected.billing.earned.sum(axis=(2, 3))[0] > earned + 1).any()
    assert (expected.funding.gap.sum(axis=1)[0] < gap - 1).any()


# --- by hand --------------------------------------------------------------------------------------------------


def test_without_turnover_every_draw_is_the_expected_program_to_the_last_digit() -> None:
    program = made(months=6, positions=[peer(), peer("new", filled="new")], staffing={"ramp": [0.5]})
    plain, simulated = project(program), project(program, Chance(seed=5, draws=9))
    assert 9 == simulated.draws
    for name, values in measured(simulated).items():
        assert (values == measured(plain)[name]).all(), name
    assert (simulated.funding.gap == plain.funding.gap).all()
    assert (simulated.cash == plain.cash).all()


def test_where_somebody_leaves_every_month_all_are_always_new() -> None:
    months = [f"2026-{m:02d}" for m in range(7, 13)]
    p = project(
        made(
            months=6,
            ladders={"peer": {"steps": [20.0, 25.0], "months_per_step": 2}},
            positions=[peer(step=2, departs=months, credentials={"certified": "2026-07"})],
            payers={"medicaid": medicaid(requires="certified")},
            staffing={"ramp": [0.25], "hire": {"credentials": {"certified": 1}}, "replacement": {"dollars": 100}},
        ),
        Chance(seed=5, draws=3),
    )
    # the first person is paid 25; all others 20, since nobody stays to the second step, and work a quarter of the time
    assert [[25, 20, 20, 20, 20, 20]] * 3 == p.staffing.wage[:, 0].tolist()
    assert [[1, 0.25, 0.25, 0.25, 0.25, 0.25]] * 3 == p.staffing.productive[:, 0].tolist()
    # nobody stays for the month after which a credential comes: only July is billed, 208 units at 5 dollars
    assert [[1040, 0, 0, 0, 0, 0]] * 3 == p.billing.earned.sum(axis=(2, 3))[:, 0].tolist()
    assert [[100] * 6] * 3 == p.costs.replacement[:, 0].tolist()


def test_one_departure_leaves_the_seat_empty_for_none_one_two_months_by_halves() -> None:
    staffing = {"months_vacant": 1.0, "replacement": {"dollars": 100}, "coverage": {"vacancy": 0.5}}
    p = project(made(months=8, positions=[peer(departs=["2026-08"])], staffing=staffing), Chance(seed=5, draws=4000))
    empty = p.staffing.vacant[:, 0].sum(axis=1)
    shares = [float((empty == n).mean()) for n in range(4)]
    # 1/2, 1/4, 1/8, 1/16 of 4,000 draws, within four standard errors of at most 0.008
    assert [0.5, 0.25, 0.125, 0.0625] == pytest.approx(shares, abs=0.032)
    # it costs 100 in August whatever comes after; wages are 1,040 with somebody there, 520 for cover with nobody
    assert [0, 100, 0, 0, 0, 0, 0, 0] == p.costs.replacement[:, 0].max(axis=0).tolist()
    assert (p.costs.replacement[:, 0, 1] == 100).all()
    assert (p.costs.wages[:, 0] == np.where(p.staffing.filled[:, 0] == 1, 1040, 520)).all()


def test_a_hire_climbs_learns_and_is_certified_by_the_months_since_the_hire() -> None:
    program = made(
        months=24,
        ladders={"peer": {"steps": [20.0, 21.0, 23.0], "months_per_step": 3, "differentials": {"certified": 0.5}}},
        positions=[peer(step=3)],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={**A_MONTH_EMPTY, "ramp": [0.2, 0.6], "hire": {"credentials": {"certified": 4}}, "months_to_bill": 1},
    )
    s = project(program, Chance(seed=5, draws=50)).staffing
    by_tenure = [(20, 0.2, 0), (20, 0.6, 0), (20, 1, 0), (21, 1, 0), (21.5, 1, 1), (21.5, 1, 1), (23.5, 1, 1)]
    seen = set()
    for draw, month in zip(*np.nonzero(s.hired[:, 0]), strict=True):
        for tenure, (pay, productive, qualified) in enumerate(by_tenure):
            at = (draw, 0, month + tenure)
            if month + tenure == 24 or not s.filled[at] or (tenure and s.hired[at]):
                break
            seen.add(tenure)
            found = s.wage[at], s.productive[at], s.qualified[draw, 0, 0, month + tenure]
            assert (pay, productive, qualified) == found
    assert set(range(7)) == seen


def test_in_every_draw_people_are_whole_and_each_has_come_and_gone() -> None:
    s = project(made(months=36, staffing=A_MONTH_EMPTY), Chance(seed=5, draws=100)).staffing
    for values in (s.filled, s.vacant, s.original, s.hired, s.separations):
        assert {0.0, 1.0} == set(np.unique(values))
    # filled next month = filled - left + hired
    for now, later in pairwise(range(36)):
        assert (s.filled[..., later] == s.filled[..., now] - s.separations[..., now] + s.hired[..., later]).all()


# --- many draws -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_mean_of_many_draws_is_the_expected_program_within_its_error(path: Path) -> None:
    program = load_program(path).program

    def summed(p: Projection) -> dict[str, Array]:
        return {name: np.broadcast_to(v, (p.draws, *v.shape[1:])).sum(axis=-1) for name, v in measured(p).items()}

    found = in_chunks(program, summed, chance=Chance(seed=1, draws=256))
    for name, wanted in summed(project(program)).items():
        error = found[name].std(axis=0, ddof=1) / 16  # the root of 256
        # the largest of some fifty normal deviations stays below 4; a sum that never varies is the expected one
        assert (np.abs(found[name].mean(axis=0) - wanted[0]) <= 4 * error + 1e-6).all(), name


def drawn_program() -> Program:
    file = program_of(tree(months=14, positions=[peer(), peer("other")], staffing=A_MONTH_EMPTY), "small.yaml")
    values = np.random.default_rng(3).uniform(0.5, 2.0, 90)
    return with_draws(file, {"staffing.annual_turnover": values, "wage_floor": 19 + values})


def kept(p: Projection) -> dict[str, Array]:
    return {"gap": p.funding.gap, "wages": p.costs.wages, "cash": p.cash}


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
def test_chunks_change_nothing(chunk: int) -> None:
    program, chance = drawn_program(), Chance(seed=8, draws=90)
    whole = kept(project(program, chance))
    for name, values in in_chunks(program, kept, chunk, chance).items():
        assert (whole[name] == values).all()


def test_workers_that_take_parts_in_any_order_change_nothing() -> None:
    program, chance = drawn_program(), Chance(seed=8, draws=90)
    parts = [slice(at, at + 25) for at in range(0, 90, 25)]

    def part(which: slice) -> Array:
        return project(some_draws(program, which), chance.some(which)).cash

    with ThreadPoolExecutor(2) as workers:
        found = list(workers.map(part, reversed(parts)))
    assert (project(program, chance).cash == np.concatenate(found[::-1])).all()


def test_a_scenario_meets_the_same_luck() -> None:
    paid, dearer = (made(months=12, staffing=A_MONTH_EMPTY, ladders={"peer": {"steps": [w]}}) for w in (20.0, 30.0))
    one, other = (project(program, Chance(seed=8, draws=40)).staffing for program in (paid, dearer))
    assert (one.filled == other.filled).all()
    assert (one.wage * 1.5 == other.wage).all()


def test_the_program_says_whether_seats_are_simulated_and_one_projection_never_does() -> None:
    program = made(seats="simulated", staffing=A_MONTH_EMPTY)
    assert Chance(seed=4, draws=100) == chance_of(program, seed=4, draws=100)
    assert chance_of(made(), seed=4, draws=100) is None
    assert [1, 0.95, 0.9275] == pytest.approx(project(program).staffing.filled[0, 0].tolist())


def test_luck_for_another_number_of_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="the program has 90 draws, and the luck is for 8"):
        project(drawn_program(), Chance(seed=1, draws=8))
