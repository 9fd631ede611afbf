"""Laws: what must hold for every program, tried on random ones."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.draws import in_chunks, with_draws
from model.findings import findings
from model.inputs.drawn import some_draws
from model.inputs.load import ProgramFile, program_of
from model.inputs.scenario import applied, read_scenarios
from model.projection import Projection, project
from model.stages.parts.fates import FATES
from tests.random_programs import month, random_program

SEEDS = st.integers(min_value=0, max_value=2**32)
CENT = 0.005
many = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
Raw = dict[str, Any]


def file_of(seed: int, change: Callable[[Raw], None] | None = None) -> ProgramFile:
    """A random program, changed before it is read."""
    raw = random_program(seed)
    if change:
        change(raw)
    return program_of(raw, "random")


def run(seed: int, change: Callable[[Raw], None] | None = None) -> Projection:
    """A random program projected."""
    return project(file_of(seed, change).program)


@many
@given(SEEDS)
def test_every_dollar_of_cost_has_one_source(seed: int) -> None:
    p = run(seed)
    paid = sum(p.funding.sources.values()) + p.funding.gap
    np.testing.assert_allclose(paid, p.funding.full, atol=1e-6)
    assert all((amount >= -1e-9).all() for amount in (*p.funding.sources.values(), p.funding.gap))


@many
@given(SEEDS)
def test_full_cost_of_all_rows_is_everything_spent(seed: int) -> None:
    p = run(seed)
    rows = p.funding.direct + p.funding.shared
    lines = sum(
        (amount.by_month(p.program.start, p.program.months, growth=p.program.costs.annual_change.value))
        for amount in p.program.costs.program_month.values()
    )
    spent = (p.costs.direct * p.funding.present).sum(axis=1) + lines * p.funding.program_runs
    np.testing.assert_allclose(rows.sum(axis=1), spent, atol=1e-6)


@many
@given(SEEDS)
def test_every_delivered_unit_has_one_fate(seed: int) -> None:
    b = run(seed).billing
    fates = [getattr(b, fate) for fate in FATES]
    np.testing.assert_allclose(sum(fates), b.delivered, atol=1e-8)
    assert all((units >= -1e-9).all() for units in fates)


@many
@given(SEEDS)
def test_hours_of_sessions_have_the_same_fates_as_their_units(seed: int) -> None:
    p = run(seed)
    hours = sum(findings(p).hours.values())
    given_ = (p.sessions.session_hours * p.funding.present[:, :, None]).sum(axis=2)
    np.testing.assert_allclose(hours, given_, atol=1e-8)


@many
@given(SEEDS)
def test_a_seat_is_filled_or_vacant_and_never_more_than_whole(seed: int) -> None:
    s = run(seed).staffing
    assert (s.vacant >= -1e-12).all()
    assert (s.filled <= 1 + 1e-12).all()
    assert (s.productive <= s.filled + 1e-12).all()
    assert (s.qualified <= s.productive[:, :, None] + 1e-9).all()
    assert (s.qualified >= -1e-9).all()


@many
@given(SEEDS)
def test_who_leaves_is_replaced_or_leaves_the_seat_vacant(seed: int) -> None:
    # while a seat lasts: filled next month = filled - separations + hires
    p = run(seed)
    s = p.staffing
    active = (s.filled + s.vacant) > 0
    lasting = active[..., :-1] & active[..., 1:]
    following = s.filled[..., :-1] - s.separations[..., :-1] + s.hired[..., 1:]
    np.testing.assert_allclose(np.where(lasting, following, 0), np.where(lasting, s.filled[..., 1:], 0), atol=1e-12)


@many
@given(SEEDS)
def test_awards_are_never_overspent_and_asks_never_overpaid(seed: int) -> None:
    p = run(seed)
    for grant in p.program.grants:
        g = p.funding.grants[grant.id]
        assert (g.paid <= g.asked + 1e-6).all()
        assert (g.left >= -1e-6).all()


@many
@given(SEEDS)
def test_cash_less_what_is_still_owed_equals_the_reserve_less_the_gap(seed: int) -> None:
    """Cash counts money when it arrives, funding when it is earned; without lags the two are one."""

    def without_lags(raw: Raw) -> None:
        raw.pop("cash", None)
        raw.pop("receivables", None)
        for payer in raw["payers"].values():
            payer["payment_lag"] = [1.0]
            payer.pop("pays_nothing_in", None)
        for grant in raw["grants"]:
            grant["payment_lag"] = [1.0]

    p = run(seed, without_lags)
    balances = sum((g.balance for g in p.funding.grants.values()), np.zeros((1, 1)))
    np.testing.assert_allclose(p.cash, p.funding.reserve - p.funding.owed + balances, atol=1e-5)


@many
@given(SEEDS, st.floats(min_value=1.0, max_value=2.0))
def test_a_higher_rate_never_lowers_earnings(seed: int, factor: float) -> None:
    def raised(raw: Raw) -> None:
        raw["when_unfunded"] = "keep"
        raw["payers"]["medicaid"]["services"]["individual"]["rate"] = 10.0 * factor

    def before(raw: Raw) -> None:
        raised(raw)
        raw["payers"]["medicaid"]["services"]["individual"]["rate"] = 10.0

    assert run(seed, raised).billing.earned.sum() >= run(seed, before).billing.earned.sum() - CENT


@many
@given(SEEDS)
def test_more_no_shows_never_raise_earnings_of_individual_sessions(seed: int) -> None:
    def with_no_show(share: float) -> Callable[[Raw], None]:
        def change(raw: Raw) -> None:
            raw["when_unfunded"], raw["grants"] = "keep", []
            raw["services"] = {
                "individual": {**raw["services"]["individual"], "no_show": share, "no_show_time_lost": 1.0}
            }
            for payer in raw["payers"].values():
                payer["services"] = {k: v for k, v in payer.get("services", {}).items() if k == "individual"}
            raw["caps"] = [c for c in raw.get("caps", []) if c.get("services", ["individual"]) == ["individual"]]
            for position in raw["positions"]:
                if "mix" in position:
                    position["mix"] = {"individual": 1.0}

        return change

    earned = [run(seed, with_no_show(share)).billing.earned.sum() for share in (0.0, 0.1, 0.3)]
    assert earned[0] >= earned[1] - CENT
    assert earned[1] >= earned[2] - CENT


@many
@given(SEEDS)
def test_a_longer_grant_never_ends_a_seat_sooner(seed: int) -> None:
    def with_grant(years: int) -> Callable[[Raw], None]:
        def change(raw: Raw) -> None:
            raw["when_unfunded"] = "end"
            raw["staffing"].pop("insecurity", None)
            raw["grants"] = [
                {
                    "id": "only",
                    "start": month(0),
                    "end": month(12 * years - 1),
                    "award": 10**6,
                    "covers": {p["id"]: 1.0 for p in raw["positions"]},
                }
            ]

        return change

    shorter, longer = run(seed, with_grant(1)), run(seed, with_grant(2))
    assert (longer.funding.ended >= shorter.funding.ended).all()


@many
@given(SEEDS)
def test_months_before_a_dated_change_do_not_move(seed: int) -> None:
    file = file_of(seed)
    at = file.program.months // 2
    text = f"""
- name: later
  why: a law about dates
  changes:
    - {{set: wage_floor, to: 21.00, from: {month(at)}}}
    - {{set: ladders.peer.steps, to: [19.00, 20.00], from: {month(at)}}}
    - {{scale: payers.medicaid.services.individual.rate, by: 1.5, from: {month(at)}}}
    - {{set: services.individual.no_show, to: 0.05, from: {month(at)}}}
    - {{scale: costs.program_month, by: 2, from: {month(at)}}}
    - {{set: "positions[direct_service=true].hours_per_week", to: 24, from: {month(at)}}}
    - {{add: contracts, item: {{id: new, start: 2026-07, per_month: 900}}, from: {month(at)}}}
"""
    before, after = project(file.program), project(applied(file, read_scenarios(text, "later.yaml")).program)
    np.testing.assert_array_equal(before.funding.full[..., :at], after.funding.full[..., :at])
    np.testing.assert_array_equal(before.billing.earned[..., :at], after.billing.earned[..., :at])
    np.testing.assert_array_equal(before.funding.reserve[:, :at], after.funding.reserve[:, :at])
    np.testing.assert_array_equal(before.cash[:, :at], after.cash[:, :at])


@many
@given(SEEDS)
def test_doubling_every_seat_and_every_fixed_amount_doubles_every_dollar(seed: int) -> None:
    def single(raw: Raw) -> None:
        raw["when_unfunded"] = "keep"  # with endings one seat of two ends before the other
        raw["caps"] = [c for c in raw.get("caps", []) if c["per"] != "program"]
        for grant in raw["grants"]:
            # additive income pays one twin before the other, so that dollars double but not each source
            grant["program_income"] = "deductive"

    def doubled(raw: Raw) -> None:
        single(raw)
        twins = {p["id"]: p["id"] + "-twin" for p in raw["positions"]}
        for place, position in enumerate(raw["positions"]):
            position.setdefault("priority", place + 1)
        raw["positions"] = [q for p in raw["positions"] for q in (p, {**copy.deepcopy(p), "id": twins[p["id"]]})]
        for grant in raw["grants"]:
            grant["covers"] |= {twins[name]: share for name, share in grant["covers"].items()}
            grant["award"] = [2 * a for a in grant["award"]] if isinstance(grant["award"], list) else 2 * grant["award"]
            for key in ("spent_at_start", "carried_in"):
                grant[key] = 2 * grant.get(key, 0)
        for contract in raw["contracts"]:
            contract["per_month"] *= 2
            if "covers" in contract:
                contract["covers"] += [twins[name] for name in contract["covers"]]
        raw["costs"]["program_month"] = {name: 2 * d for name, d in raw["costs"]["program_month"].items()}
        raw["reserve"] = {name: 2 * d for name, d in raw["reserve"].items()}
        if "fundraising" in raw:
            raw["fundraising"]["per_month"] *= 2
        if "cash" in raw:
            raw["cash"]["opening"] *= 2
        if "receivables" in raw:
            raw["receivables"] = [2 * d for d in raw["receivables"]]

    one, two = run(seed, single), run(seed, doubled)
    for source, amount in one.funding.sources.items():
        np.testing.assert_allclose(
            2 * amount.sum(axis=1), two.funding.sources[source].sum(axis=1), rtol=1e-9, atol=1e-5
        )
    np.testing.assert_allclose(2 * one.funding.gap.sum(axis=1), two.funding.gap.sum(axis=1), rtol=1e-9, atol=1e-5)
    np.testing.assert_allclose(2 * one.cash, two.cash, rtol=1e-9, atol=1e-5)


DRAWN = {
    "services.individual.no_show": (0.05, 0.4),
    "staffing.annual_turnover": (0.1, 0.9),
    "staffing.months_vacant": (0.5, 3.0),
    "payers.medicaid.services.individual.rate": (8.0, 22.0),
    "costs.program_month.rent": (0.0, 3000.0),
    "reserve.opening": (0.0, 50000.0),
}


def drawn(file: ProgramFile, draws: int, seed: int) -> Any:
    """A program with random values in the place of some numbers, and those values."""
    generator = np.random.default_rng(seed)
    values = {name: generator.uniform(*bounds, draws) for name, bounds in DRAWN.items()}
    return with_draws(file, values), values


@many
@given(SEEDS)
def test_one_draw_alone_has_the_numbers_it_has_in_a_batch(seed: int) -> None:
    program, _ = drawn(file_of(seed), draws=5, seed=seed)
    batch = project(program)
    for draw in (0, 1, 4):
        alone = project(some_draws(program, slice(draw, draw + 1)))
        np.testing.assert_array_equal(alone.funding.full[0], batch.funding.full[draw])
        np.testing.assert_array_equal(alone.funding.gap[0], batch.funding.gap[draw])
        np.testing.assert_array_equal(alone.billing.earned[0], batch.billing.earned[draw])
        np.testing.assert_array_equal(alone.cash[0], batch.cash[draw])
        np.testing.assert_array_equal(findings(alone).status[0], findings(batch).status[draw])


@pytest.mark.parametrize("chunk", [1, 3, 7, 20])
def test_the_size_of_a_chunk_never_changes_the_answer(chunk: int) -> None:
    program, _ = drawn(file_of(7), draws=20, seed=7)

    def measured(p: Projection) -> dict[str, Any]:
        return {"cash": p.cash, "gap": p.funding.gap.sum(axis=1)}

    whole, parts = in_chunks(program, measured, chunk=20), in_chunks(program, measured, chunk=chunk)
    np.testing.assert_array_equal(whole["cash"], parts["cash"])
    np.testing.assert_array_equal(whole["gap"], parts["gap"])


@many
@given(SEEDS)
def test_a_draw_equals_a_file_with_its_values_in_it(seed: int) -> None:
    file = file_of(seed)
    program, values = drawn(file, draws=3, seed=seed)
    batch = project(program)
    changes = "".join(f"\n    - {{set: {name}, to: {v[1]:.17f}}}" for name, v in values.items())
    text = f"- name: one\n  why: a law about draws\n  changes:{changes}\n"
    typed = project(applied(file, read_scenarios(text, "one.yaml")).program)
    np.testing.assert_allclose(typed.cash[0], batch.cash[1], rtol=1e-9, atol=1e-6)


@many
@given(SEEDS)
def test_a_run_changes_nothing_it_was_given(seed: int) -> None:
    file = file_of(seed)
    before = copy.deepcopy(file.tree)
    first, second = project(file.program), project(file.program)
    assert before == file.tree
    np.testing.assert_array_equal(first.cash, second.cash)
