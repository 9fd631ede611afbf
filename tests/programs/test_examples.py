"""The example programs: each runs, adds up, says where its numbers come from, tells its story, has scenarios."""

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.compare import compare
from model.findings import Findings, findings, month_at
from model.inputs.assumptions import FOLDER, load_assumptions
from model.inputs.citations import departures
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.program import Program
from model.inputs.scenario import applied, load_scenarios
from model.inputs.units import steps_of
from model.projection import Projection, project
from model.sentences import sentences
from model.stages.parts.fates import FATES
from model.uncertainty.futures import futures
from model.warnings import warnings

PROGRAMS = FOLDER / "programs"
NAMES = (
    "delta-mental-health",
    "health-home-sunset",
    "piedmont-peer-center",
    "prairie-recovery",
    "second-step-startup",
    "three-valleys-families",
)

each_example = pytest.mark.parametrize("name", NAMES)


@cache
def example(name: str) -> ProgramFile:
    return load_program(PROGRAMS / f"{name}.yaml")


@cache
def told(name: str) -> tuple[Projection, Findings]:
    projection = project(example(name).program)
    return projection, findings(projection)


def test_the_folder_holds_these_six_and_scenarios_for_each():
    files = {path.name for path in PROGRAMS.glob("*.yaml")}
    assert files == {f"{name}{end}" for name, end in product(NAMES, (".yaml", ".scenarios.yaml"))}


# ---- the arithmetic adds up on each


@each_example
def test_every_dollar_of_cost_is_paid_by_a_source_or_is_gap(name):
    funding = told(name)[0].funding
    np.testing.assert_allclose(sum(funding.sources.values()) + funding.gap, funding.full, atol=0.005)


@each_example
def test_every_delivered_unit_has_one_fate(name):
    projection, _ = told(name)
    billing = projection.billing
    by_fate = sum(np.asarray(getattr(billing, fate)) for fate in FATES)
    np.testing.assert_allclose(by_fate, np.broadcast_to(billing.delivered, by_fate.shape), atol=1e-6)
    assert billing.delivered.sum() > 0


@each_example
def test_hours_of_all_fates_are_the_hours_of_sessions(name):
    projection, found = told(name)
    held = projection.sessions.session_hours * projection.funding.present[:, :, None]
    assert float(held.sum()) == pytest.approx(float(sum(hours.sum() for hours in found.hours.values())))


@each_example
def test_the_reserve_never_falls_below_the_board_s_minimum(name):
    projection, _ = told(name)
    assert projection.funding.reserve.min() >= projection.program.reserve.floor.value - 0.005


# ---- warnings


# What each deserves, and why; everything else that the model could warn of is absent.
# Seats end after months of grace in which nobody pays: their notice dates fall after the money has run out.
LATE_NOTICE = "Notice dates count back from the month in which a seat ends"
DESERVED = {
    # The settlement pays the same award for three years while pay and prices rise by 3 % a year; in the second budget
    # year what it covers costs more than the award.
    "piedmont-peer-center": [LATE_NOTICE, "The grant 'settlement' runs out in May 2028"],
    "health-home-sunset": [LATE_NOTICE],
    "prairie-recovery": [LATE_NOTICE],
    "three-valleys-families": [LATE_NOTICE],
}


@each_example
def test_only_deserved_warnings_are_given(name):
    given = warnings(*told(name))
    expected = DESERVED.get(name, [])
    assert len(expected) == len(given), given
    assert all(said.startswith(begins) for said, begins in zip(given, expected, strict=True)), given


# ---- where each number comes from


TABLE_VALUES = {"medicaid_rates": "rate", "medicaid_caps": "limit", "payroll": "value"}
REFERENCE = re.compile(r"(?P<table>\w+)\.csv: (?P<cells>.+)", re.DOTALL)
TIMES = re.compile(r"x (\d+)$")
# Frame of the file, not numbers about the world.
FRAME = {"schema", "start", "months", "fiscal_year_starts", "weeks_of_notice", "materiality"}


def at(tree: Any, path: str) -> Any:
    """What a basis path names; items of lists go by their place, id or name. A path that leads nowhere fails."""
    for step in steps_of(path):
        if isinstance(tree, dict):
            tree = tree[step]
        elif step.isdigit():
            tree = tree[int(step)]
        else:
            key, _, value = step.partition("=")
            (tree,) = [item for item in tree if item[key] == value]
    return tree


@cache
def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row_value(reference: str, state: str) -> float:
    """The number of the one row that has all the cells named, `x 4` making hours into units of 15 minutes."""
    match = REFERENCE.fullmatch(reference.strip())
    assert match, reference
    cells = [cell.strip() for cell in match["cells"].split(";")]
    times = [TIMES.fullmatch(cell) for cell in cells]
    factor = next((float(found[1]) for found in times if found), 1.0)
    wanted = {cell for cell, found in zip(cells, times, strict=True) if not found}
    column = TABLE_VALUES.get(match["table"]) or cells[-1]
    wanted -= {column}
    rows = [row for row in table(match["table"]) if wanted <= set(row.values())]
    assert len(rows) == 1, f"{reference} names {len(rows)} rows"
    place = rows[0].get("state") or rows[0]["jurisdiction"]
    assert place in (state, "US"), f"{reference} is of another state"
    return float(rows[0][column]) * factor


def cited(origin: str, state: str) -> float | None:
    """The number a basis stands for; None for one that says it is invented or a judgement."""
    if origin.split(":", maxsplit=1)[0] in ("invented", "judgement"):
        return None
    if ".csv: " in origin:
        return sum(row_value(part, state) for part in origin.split(" + "))
    key, _, end = origin.partition(": ")
    if end in ("low", "high"):
        return getattr(load_assumptions().entry(key), end)
    value = load_assumptions().entry(origin).value
    assert value is not None, f"{origin} has no value to take"
    return value


@each_example
def test_cited_numbers_equal_what_they_cite(name):
    file = example(name)
    for path, origin in file.program.basis.items():
        found, expected = at(file.tree, path), cited(origin, file.program.state)
        assert expected is None or found == pytest.approx(expected, rel=1e-12), f"{path}: {found}, {origin}: {expected}"


def numbers(tree: Any, loc: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every number of a file by its path, items of lists under every name they go by."""
    if isinstance(tree, bool) or tree is None or isinstance(tree, str):
        return
    if isinstance(tree, dict):
        for key, item in tree.items():
            yield from numbers(item, (*loc, str(key)))
    elif isinstance(tree, list):
        for place, item in enumerate(tree):
            named = [f"{key}={item[key]}" for key in ("id", "name") if isinstance(item, dict) and key in item]
            yield from numbers(item, (*loc, named[0] if named else str(place)))
    else:
        yield loc


@each_example
def test_every_number_says_whether_it_is_cited_or_invented(name):
    file = example(name)
    covered = [steps_of(path) for path in file.program.basis]
    bare = [
        ".".join(loc)
        for loc in numbers(file.tree)
        if loc[0] not in FRAME and not any(loc[: len(steps)] == steps for steps in covered)
    ]
    assert bare == []


@each_example
def test_what_it_is_and_what_is_invented_is_said_in_a_few_sentences(name):
    about = example(name).program.about
    assert 2 <= len(re.findall(r"[.!?](?=\s|$)", about)) <= 5
    assert "invented" in about
    assert "sourced" in about or "come from the assumptions" in about


@each_example
def test_cited_numbers_stand_in_every_example(name):
    file = example(name)
    origins = [cited(origin, file.program.state) for origin in file.program.basis.values()]
    assert sum(value is not None for value in origins) >= 20


def test_each_example_is_of_another_state():
    states = [example(name).program.state for name in NAMES]
    assert sorted(states) == ["IA", "MN", "MS", "NC", "NY", "OR"]


# ---- the stories


def month_after(month: Any) -> str:
    return str(month.plus(1))


def unsustainable(name: str) -> dict[str, str | None]:
    projection, found = told(name)
    months = [month_at(projection, index) for index in found.unsustainable_from[0]]
    return {p.id: month and str(month) for p, month in zip(projection.program.positions, months, strict=True)}


def test_the_recovery_organization_loses_every_seat_when_its_one_grant_ends():
    (grant,) = example("prairie-recovery").program.grants
    assert set(unsustainable("prairie-recovery").values()) == {month_after(grant.end)}


def test_the_mental_health_center_s_seats_outlast_the_county_contract_only_where_the_hospital_pays():
    contracts = {contract.id: contract for contract in example("delta-mental-health").program.contracts}
    months = unsustainable("delta-mental-health")
    assert month_after(contracts["hospital-diversion"].end) == months.pop("peer-1")
    assert set(months.values()) == {month_after(contracts["county"].end)}


def test_the_mental_health_center_s_yearly_limit_binds_in_spring_and_hardly_in_summer():
    projection, _ = told("delta-mental-health")
    over = projection.billing.over_client_cap[0].sum(axis=(0, 1, 2))
    # the year of the limit starts in July; the program in October 2026, so May and July 2027 are months 7 and 9
    assert over[7] > 5 * over[9]


def test_the_family_network_loses_seats_as_the_fund_ends_and_the_last_with_the_federal_grant():
    grants = {grant.id: grant for grant in example("three-valleys-families").program.grants}
    months = unsustainable("three-valleys-families")
    assert month_after(grants["family-network"].end) == months.pop("advocate-1")
    assert set(months.values()) == {month_after(grants["childrens-fund"].end)}


def test_a_visit_takes_more_of_an_advocate_s_day_than_the_visit_itself():
    visit = example("three-valleys-families").program.services["visit"]
    # 50 minutes on the road and 15 of notes for 75 with the family
    assert visit.travel_minutes.value + visit.documentation_minutes.value > 0.8 * visit.session_minutes.value


def test_the_peer_center_of_twelve_has_grants_that_end_in_three_years_and_goes_down_in_steps():
    program = example("piedmont-peer-center").program
    assert len(program.positions) == 12
    assert sorted({str(grant.end)[:4] for grant in program.grants}) == ["2027", "2028", "2029"]
    months = sorted(str(month) for month in unsustainable("piedmont-peer-center").values())
    first = next(grant for grant in program.grants if grant.id == "opioid-response")
    assert months[0] == month_after(first.end)
    assert len(set(months)) >= 3


def test_the_start_up_earns_its_keep_and_still_runs_out_of_cash():
    projection, found = told("second-step-startup")
    assert set(unsustainable("second-step-startup").values()) == {None}
    assert projection.funding.gap.sum() == 0
    assert np.isfinite(found.cash_negative[0])
    assert projection.funding.reserve.min() > 0


def test_the_health_home_is_sustained_until_its_payment_ends():
    payer = example("health-home-sunset").program.payers["health-home"]
    assert set(unsustainable("health-home-sunset").values()) == {month_after(payer.end)}


@each_example
def test_each_has_sentences_without_names_of_fields(name):
    said = sentences(*told(name))
    assert said
    assert all("_" not in sentence and sentence.endswith(".") for sentence in said)


# ---- scenarios


def scenarios(name: str) -> tuple[Any, ...]:
    return load_scenarios(PROGRAMS / f"{name}.scenarios.yaml")


EVERY_SCENARIO = [
    pytest.param(name, placed, id=f"{name}: {placed.name}") for name in NAMES for placed in scenarios(name)
]


@pytest.mark.parametrize(("name", "placed"), EVERY_SCENARIO)
def test_every_scenario_applies_and_moves_a_result_by_a_thousand_dollars(name, placed):
    comparison = compare(example(name), [placed])
    assert max(abs(total) for total in comparison.totals.values()) > 1000
    for measure, total in comparison.totals.items():
        steps = sum(step.contributions[measure] for step in comparison.steps)
        assert total == pytest.approx(steps, abs=0.005)


@each_example
def test_all_scenarios_of_an_example_stack(name):
    changed = applied(example(name), scenarios(name))
    assert changed.program != example(name).program
    assert project(changed.program).funding.full.sum() > 0


@each_example
def test_each_example_has_two_to_four_scenarios_with_a_reason(name):
    given = scenarios(name)
    assert 2 <= len(given) <= 4
    assert all(len(placed.why) > 40 for placed in given)


@pytest.mark.parametrize(("name", "placed"), EVERY_SCENARIO)
def test_a_reason_that_names_an_assumption_uses_its_value(name, placed):
    del name
    named = [key for key in re.findall(r"[a-z]+\.[a-z_]+", placed.why) if not key.endswith(".csv")]
    values = [load_assumptions().entry(key).value for key in named]
    changed = [number for change in placed.changes for number in _plain(change.to, change.item)]
    said = [float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", placed.why)]
    assert all(value in changed + said for value in values)


@pytest.mark.parametrize(
    ("name", "scenario", "rows"),
    [
        (
            "three-valleys-families",
            "The rates of April 2026 are approved",
            {
                22.64: "medicaid_rates.csv: CFTSS Family Peer Support, upstate; individual; 2026-04"
                " + medicaid_rates.csv: CFTSS Family and Youth Peer Support, upstate; individual; add_on; 2026-04",
                9.31: "medicaid_rates.csv: CFTSS Family Peer Support, upstate; group; 2026-04",
            },
        ),
        (
            "three-valleys-families",
            "Families come halfway",
            {18.92: "medicaid_rates.csv: CFTSS Family Peer Support, upstate; individual; 2025-04"},
        ),
        ("second-step-startup", "The county counts as rural", {33.64: "medicaid_rates.csv: OR; H0038; TN"}),
        ("piedmont-peer-center", "The rate bill passes", {15.02: "medicaid_rates.csv: MN; H0038; 2018-07"}),
        (
            "prairie-recovery",
            "The center bills, and the rate is New Hampshire's",
            {25.69: "medicaid_rates.csv: NH; H0038; 2026-03"},
        ),
    ],
)
def test_rates_of_scenarios_equal_the_table_row_that_the_reason_names(name, scenario, rows):
    placed = next(placed for placed in scenarios(name) if placed.name == scenario)
    changed = [number for change in placed.changes for number in _plain(change.to, change.item)]
    for rate, reference in rows.items():
        state = re.findall(r"\b(?:MN|NH|OR)\b", reference)
        assert rate in changed
        assert rate == pytest.approx(sum(row_value(part, (state or ["NY"])[0]) for part in reference.split(" + ")))
        assert "medicaid_rates.csv" in placed.why


def _plain(*values: Any) -> Iterator[float]:
    for value in values:
        if isinstance(value, dict):
            yield from _plain(*value.values())
        elif isinstance(value, list | tuple):
            yield from _plain(*value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield float(value)


# ---- together they exercise the model

FEATURES: dict[str, Callable[[Program], bool]] = {
    "a credential without which a payer pays nothing": lambda p: any(y.requires for y in p.payers.values()),
    "months before a new hire can bill": lambda p: p.staffing.months_to_bill.value > 0,
    "a credential that comes after hire": lambda p: bool(p.staffing.hire.credentials),
    "a differential for a credential": lambda p: any(ladder.differentials for ladder in p.ladders.values()),
    "a credential gained while in the seat": lambda p: any(
        month > p.start for q in p.positions for month in q.credentials.values()
    ),
    **{
        f"a cap per client and {period}": lambda p, period=period: any(
            c.per == "client" and c.period == period for c in p.caps
        )
        for period in ("day", "week", "month", "quarter", "half", "year")
    },
    "a cap with a fixed window, partly used": lambda p: any(
        c.window == "fixed" and c.used_at_start.value > 0 for c in p.caps
    ),
    "a cap with a rolling window": lambda p: any(c.period in ("quarter", "half") and c.starts is None for c in p.caps),
    "approval beyond a cap": lambda p: any(c.approved_beyond.value > 0 for c in p.caps),
    "a cap that lapses": lambda p: any(c.until for c in p.caps),
    "a cap per worker": lambda p: any(c.per == "worker" for c in p.caps),
    "a cap per program in dollars": lambda p: any(c.per == "program" and c.unit == "dollars" for c in p.caps),
    "groups": lambda p: any(s.group_size for s in p.services.values()),
    "sessions of differing length": lambda p: any(s.session_spread_minutes.value > 0 for s in p.services.values()),
    "missed slots refilled": lambda p: any(s.backfill.value > 0 for s in p.services.values()),
    "missed slots that take part of their time": lambda p: any(
        s.no_show_time_lost.value < 1 for s in p.services.values()
    ),
    "travel": lambda p: any(s.miles.value > 0 and s.travel_minutes.value > 0 for s in p.services.values()),
    "demand": lambda p: any(s.sessions_per_client_per_week for s in p.services.values()),
    "clients who differ and change": lambda p: p.client_variation.value > 0 and p.client_turnover.value > 0,
    "several payers": lambda p: len(p.payers) > 1,
    "a payer that ends": lambda p: any(y.end and y.end < p.last for y in p.payers.values()),
    "a payer that starts later": lambda p: any(y.start and y.start > p.start for y in p.payers.values()),
    "a payer that pays nothing": lambda p: any(not y.services for y in p.payers.values()),
    **{
        f"payment per {per}": lambda p, per=per: any(
            terms.per == per for y in p.payers.values() for terms in y.services.values()
        )
        for per in ("unit", "session", "client_month")
    },
    **{
        f"units rounded {rule}": lambda p, rule=rule: any(y.unit_rounding == rule for y in p.payers.values())
        for rule in ("midpoint", "whole", "exact")
    },
    "denials partly recovered": lambda p: any(y.denial_recovery.value > 0 for y in p.payers.values()),
    "payment months later": lambda p: any(len(y.payment_lag) > 2 for y in p.payers.values()),
    **{
        f"program income {kind}": lambda p, kind=kind: any(g.program_income == kind for g in p.grants)
        for kind in ("deductive", "additive", "matching", "not_billed")
    },
    "carryover": lambda p: any(g.carryover for g in p.grants),
    "money carried in": lambda p: any(g.carried_in.value > 0 for g in p.grants),
    "money spent before the start": lambda p: any(g.spent_at_start.value > 0 for g in p.grants),
    "a match": lambda p: any(g.match_rate.value > 0 for g in p.grants),
    "a grant that pays program costs": lambda p: any(g.program_costs.value > 0 for g in p.grants),
    "a renewal that may come": lambda p: any(g.renewal for g in p.grants),
    "seats that end when unfunded": lambda p: p.when_unfunded == "end",
    "seats that stay when unfunded": lambda p: p.when_unfunded == "keep",
    "a contract for service": lambda p: any(c.for_service for c in p.contracts),
    "a contract that is not for service": lambda p: any(not c.for_service for c in p.contracts),
    "a contract for one seat": lambda p: any(c.covers for c in p.contracts),
    "fundraising": lambda p: p.fundraising.per_month.value > 0,
    "coverage of vacancy and leave": lambda p: p.staffing.coverage.vacancy.value * p.staffing.coverage.leave.value > 0,
    "insecurity before a grant ends": lambda p: p.staffing.insecurity.multiplier.value > 1,
    "turnover that answers to pay": lambda p: (
        p.staffing.wage_elasticity.value > 0
        and any(ladder.turnover_reference and ladder.outside_wage for ladder in p.ladders.values())
    ),
    "a support without a claimed effect": lambda p: any(s.turnover_multiplier.value == 1 for s in p.supports),
    "a floor that lifts the whole ladder": lambda p: p.keep_spread and len(p.wage_floor.entries) > 1,
    "a job code that moves with time": lambda p: any(
        ladder.job_code and ladder.job_code.max and ladder.job_code.max.entries[0].growth
        for ladder in p.ladders.values()
    ),
    "part-time seats": lambda p: any(q.hours_per_week.value < 30 for q in p.positions),
    "hours that change": lambda p: any(len(q.hours_per_week.entries) > 1 for q in p.positions),
    "a new seat": lambda p: any(q.filled == "new" for q in p.positions),
    "a vacant seat": lambda p: any(q.filled == "vacant" for q in p.positions),
    "a seat that starts later": lambda p: any(q.start and q.start > p.start for q in p.positions),
    "seats with an order of priority": lambda p: any(q.priority for q in p.positions),
    "a seat with its own use of time": lambda p: any(q.time.model_fields_set for q in p.positions),
    "a seat with its own turnover": lambda p: any(q.staffing.model_fields_set for q in p.positions),
    "a seat that sees no clients": lambda p: any(not q.direct_service for q in p.positions),
    "a wage base, partly used": lambda p: any(c.wage_base and c.used_at_start.value > 0 for c in p.benefits.components),
    "a wage base that changes": lambda p: any(
        c.wage_base and len(c.wage_base.entries) > 1 for c in p.benefits.components
    ),
    "benefits only for full-time staff": lambda p: any(c.eligible_only for c in p.benefits.components),
    "receivables": lambda p: bool(p.receivables),
    "lines without indirect": lambda p: bool(p.costs.indirect_excludes),
    "a price that changes by law": lambda p: len(p.costs.mileage_rate.entries) > 1,
    "rules of the payer": lambda p: bool(p.limits.caseload and p.limits.peers_per_supervisor and p.limits.group_size),
    "notice by more than four weeks": lambda p: p.weeks_of_notice.value > 4,
}


@pytest.mark.parametrize("feature", FEATURES)
def test_the_examples_together_exercise(feature):
    assert any(FEATURES[feature](example(name).program) for name in NAMES)


RESULTS: dict[str, Callable[[Projection], bool]] = {
    **{f"units {fate}": lambda x, fate=fate: float(np.asarray(getattr(x.billing, fate)).sum()) > 1 for fate in FATES},
    **{
        f"money from {source}": lambda x, source=source: float(x.funding.sources[source].sum()) > 1
        for source in ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve")
    },
    "a gap": lambda x: float(x.funding.gap.sum()) > 1,
    "seats that end": lambda x: bool(np.isfinite(x.funding.ended).any()),
    "an award that runs out": lambda x: any(float((g.asked - g.paid).max()) > 1 for g in x.funding.grants.values()),
    "cash below zero": lambda x: float(x.cash.min()) < 0,
}


@pytest.mark.parametrize("result", RESULTS)
def test_the_examples_together_show(result):
    assert any(RESULTS[result](told(name)[0]) for name in NAMES)


def test_reading_the_same_file_twice_gives_the_same_projection():
    again = project(load_program(Path(PROGRAMS / "piedmont-peer-center.yaml")).program)
    np.testing.assert_array_equal(told("piedmont-peer-center")[0].cash, again.cash)


@each_example
def test_no_number_departs_from_the_source_it_cites(name):
    assert departures(example(name), load_assumptions()) == ()


def test_a_number_changed_beside_its_old_source_is_told():
    file = example("prairie-recovery")
    tree = {**file.tree, "costs": {**file.tree["costs"], "mileage_rate": 0.9}}
    (departure,) = departures(program_of(tree, "changed.yaml"), load_assumptions())
    assert ("costs.mileage_rate", 0.9) == (departure.path, departure.given)
    assert "the file says 0.9" in departure.sentence


def test_two_examples_say_what_is_not_known_with_what_may_happen_and_what_moves_together():
    for name in ("prairie-recovery", "delta-mental-health"):
        file = example(name)
        found = futures(file, draws=1, seed=1)
        assert len(found.inputs) >= 5 and found.events and found.ties and not found.held, name
        assert all(one.said_by == "the program" for one in found.inputs)
