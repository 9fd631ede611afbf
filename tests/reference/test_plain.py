"""The plain reference itself: one case worked by hand, and the sums that must hold in the contract's example."""

from typing import Any

import pytest
import yaml

from tests.reference.plain import project
from tests.reference.setting import FATES

SOURCES = ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve")

ONE_SEAT = """
name: One seat
state: NC
start: 2026-07
months: 4
reserve: {opening: 1000, floor: 400}
ladders: {peer: {steps: [15.00]}}
benefits: {components: [{name: FICA, share_of_wages: 0.10}]}
staffing: {annual_turnover: 0, months_vacant: 1}
time: {non_service_share: 0.5}
services: {individual: {session_minutes: 60, no_show: 0.2}}
payers:
  medicaid: {client_share: 0.5, denial: 0.1, services: {individual: {rate: 10}}}
positions:
  - {id: peer-1, ladder: peer, step: 1, hours_per_week: 30, direct_service: true, mix: {individual: 1.0}}
costs: {per_position_month: {phone: 100}, program_month: {rent: 255}, indirect_rate: 0.2, indirect_excludes: [rent]}
grants:
  - {id: sor, start: 2026-07, end: 2026-08, award: 3000, covers: {peer-1: 1.0}}
"""

EXAMPLE = """
schema: 1
name: Harbor Peer Center
state: NC
start: 2026-07
months: 60
fiscal_year_starts: 7
weeks_of_notice: 4
materiality: 0.01
reserve: {opening: 90000, floor: 20000}
cash: {opening: 77000}
receivables: [9000, 4000]
ladders:
  peer:
    steps: [15.50, 16.25, 17.00, 18.00]
    months_per_step: 12
    annual_increase: {share: 0.02, month: 7}
    differentials: {certified: 1.00, trainer: 0.75}
    job_code: {name: PSS-1, min: 14.00, max: 19.50}
    outside_wage: {value: 15.50, annual_change: 0.03}
    turnover_reference: {wage: 16.00, outside_wage: 15.50}
  supervisor: {steps: [26.00], months_per_step: 12, annual_increase: {share: 0.02, month: 7}}
wage_floor: [{from: 2026-07, value: 7.25}, {from: 2028-01, value: 17.0}]
keep_spread: true
benefits:
  full_time_hours: 30
  components:
    - {name: FICA, share_of_wages: 0.0765}
    - {name: State unemployment, share_of_wages: 0.01, wage_base: 32600, used_at_start: 18000}
    - {name: Health, per_month: 620, eligible_only: true, take_up: 0.8, annual_change: 0.06}
    - {name: Retirement, share_of_wages: 0.03}
    - {name: Home internet, per_month: 50}
leave: {pto: 120, holidays: 80, sick: 40, wellness: 16}
staffing:
  annual_turnover: 0.33
  wage_elasticity: 0.5
  insecurity: {months: 6, multiplier: 1.5}
  months_vacant: 1.6
  ramp: [0.25, 0.50, 0.75]
  hire: {step: 1, credentials: {certified: 6}}
  months_to_bill: 1
  replacement: {dollars: 1200, share_of_annual_wage: 0.05}
  coverage: {vacancy: 0.2, leave: 0.1, pay_multiple: 1.5}
time:
  non_service_share: 0.1
  supervision_hours_per_week: 1.0
  meeting_hours_per_week: 1.0
  admin_hours_per_week: 1.0
  training_hours_per_year: 40
supports:
  - {name: Reflective supervision, from: 2027-01, hours_per_week: 0.5, per_position_month: 60,
     turnover_multiplier: 0.9, non_service_share_change: -0.02, no_show_multiplier: 0.95}
services:
  individual:
    session_minutes: 60
    session_spread_minutes: 15
    no_show: 0.22
    backfill: 0.10
    no_show_time_lost: 0.9
    documentation_minutes: 12
    travel_minutes: 15
    miles: 8
    sessions_per_client_per_week: 0.9
  group: {session_minutes: 90, group_size: 6, no_show: 0.25, documentation_minutes: 5}
client_variation: 0.6
client_turnover: 0.5
payers:
  medicaid:
    client_share: 0.62
    start: 2026-07
    end: null
    requires: certified
    unit_minutes: 15
    unit_rounding: midpoint
    denial: 0.08
    denial_recovery: 0.5
    payment_lag: [0.0, 0.6, 0.4]
    services:
      individual: {code: H0038, rate: [{from: 2019-11, value: 11.97}]}
      group: {code: H0038, modifier: HQ, rate: 2.88}
  health_home:
    client_share: 0.10
    services: {individual: {per: client_month, rate: 60, minimum_sessions: 1}}
  commercial: {client_share: 0.10}
caps:
  - {name: daily, payers: [medicaid], services: [individual], per: client, period: day, limit: 4}
  - {name: yearly, payers: [medicaid], per: client, period: year, limit: 260, window: fixed, starts: 7,
     used_at_start: 40, approved_beyond: 0.2}
  - {name: contact hours, payers: [medicaid], per: worker, period: week, limit: 40}
  - {name: contract maximum, payers: [medicaid], per: program, period: year, limit: 30000, unit: dollars, starts: 7}
positions:
  - id: peer-1
    title: Certified peer support specialist
    ladder: peer
    step: 1
    months_in_step: 4
    hours_per_week: 40
    filled: filled
    credentials: {certified: 2026-07, trainer: 2027-07}
    direct_service: true
    caseload: 22
    mix: {individual: 0.85, group: 0.15}
    priority: 1
  - {id: peer-2, ladder: peer, step: 2, hours_per_week: 30, filled: new, credentials: {certified: 2026-07},
     direct_service: true, caseload: 15, mix: {individual: 1.0}, priority: 2}
  - {id: peer-3, ladder: peer, step: 1, hours_per_week: 40, start: 2027-01, filled: vacant,
     credentials: {certified: 2026-07}, direct_service: true, caseload: 22, mix: {individual: 0.9}, priority: 3}
  - {id: lead, title: Peer supervisor, ladder: supervisor, step: 1, hours_per_week: 20, direct_service: false}
limits: {caseload: 15, peers_per_supervisor: 8, group_size: 12}
costs:
  mileage_rate: 0.70
  per_position_month: {phone: 45, supplies: 20}
  per_position_year: {professional_development: 500, certification: 60}
  program_month: {rent: 1400, records_system: 260, liability: 150}
  annual_change: 0.03
  indirect_rate: 0.15
  indirect_excludes: [rent]
grants:
  - id: state-opioid-response
    start: 2024-10
    end: 2027-09
    award: [150000, 150000, 150000]
    spent_at_start: 110000
    covers: {peer-1: 0.5, lead: 0.5}
    program_costs: 0.2
    indirect_rate: 0.10
    program_income: deductive
    match_rate: 0.2
  - {id: bridge, start: 2026-10, end: 2028-03, award: [30000, 20000], carryover: true,
     covers: {peer-1: 0.3, peer-2: 0.4}, indirect_rate: 0.10, program_income: additive}
  - {id: pilot, start: 2026-07, end: 2027-06, award: 20000, covers: {peer-2: 0.3, peer-3: 0.5},
     program_income: not_billed}
contracts:
  - {id: county, start: 2026-07, end: 2028-06, per_month: 3000, annual_change: 0.02, covers: [peer-1],
     for_service: true}
fundraising: {per_month: 1500, annual_change: 0.02}
when_unfunded: end
grace_months: 3
wind_down_months: 3
"""


@pytest.fixture(scope="module", params=["end", "keep"])
def example(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    raw = {**yaml.safe_load(EXAMPLE), "when_unfunded": request.param}
    return raw, project(raw)


def test_one_seat_with_one_payer_and_one_grant_worked_by_hand() -> None:
    # hours:    30 x 52/12 = 130 paid, no leave; half is service: 65 one-hour slots booked
    # sessions: 65 x 0.8 = 52 kept; 52 hours; 4 units each, so 208 delivered; half have no payer: 104
    # money:    104 billable x $10 = $1,040 billed; 10 % denied for good: $936 earned
    # cost:     wages 130 x 15 = 1,950; fringe 195; phone 100: direct 2,245; rent 255; indirect 0.2 x 2,245 = 449
    #           full cost 2,245 + 255 + 449 = 2,949
    # July:     the grant is asked for 2,245, has 3,000, so it covers all; all 936 is its program income and lowers the
    #           ask to 1,309; 2,949 - 1,309 - 936 = 704 are left; reserve above floor 600; gap 104
    # August:   1,691 left of the award against an ask of 2,245: covered 1,691/2,245, program income that share of 936;
    #           the rest of the 936 is earned; the ask less program income is below what is left and is paid in full
    # September: no grant; 936 earned; gap 2,949 - 936 = 2,013
    out = project(yaml.safe_load(ONE_SEAT))
    july, august, september, october = out["rows"]
    income = 936 * 1691 / 2245

    assert july["paid_hours"] == pytest.approx(130)
    assert july["service_hours"] == july["booked"]["individual"] == pytest.approx(65)
    assert july["kept"] == {"individual": pytest.approx(52)}
    assert {k: v for k, v in july["units"].items() if v > 1e-9} == pytest.approx(
        {"delivered": 208, "no_payer": 104, "denied": 10.4, "paid": 93.6}
    )
    assert july["hours"]["paid"] == pytest.approx(52 * 0.5 * 0.9)
    assert (july["billed"], july["earned"]) == pytest.approx((1040, 936))
    assert (july["direct_cost"], july["shared_cost"], july["indirect"]) == pytest.approx((2245, 255, 449))
    assert [july[f"from_{s}"] for s in SOURCES] == pytest.approx([1309, 936, 0, 0, 0, 0, 600])
    assert july["gap"] == pytest.approx(104)
    assert august["from_program_income"] == pytest.approx(income)
    assert august["from_grants"] == pytest.approx(2245 - income)
    assert august["from_earned"] == pytest.approx(936 - income)
    assert august["gap"] == pytest.approx(2949 - 2245 - (936 - income))
    assert [september["from_earned"], september["gap"], october["gap"]] == pytest.approx([936, 2013, 2013])
    assert [r["status"] for r in out["rows"]] == ["gap"] * 4
    assert {r["binds"] for r in out["rows"]} == {"hours"}

    # cash: 1,000 + 4 x 936 earned at once + the grant's 1,309 and 2,245 - income a month later - 4 x 2,949
    assert out["months"][-1]["cash"] == pytest.approx(1000 + 4 * 936 + 1309 + 2245 - income - 4 * 2949)
    assert out["months"][0]["cash"] == pytest.approx(1000 + 936 - 2949)
    found = out["findings"]["positions"]["peer-1"]
    assert found["unsustainable_from"] == found["first_gap"] == "2026-07"
    assert found["grant_ends"] == "2026-08"
    # four weeks are 0.92 months: June 2026 less that, rounded down, is May
    assert found["notice_by"] == "2026-05"
    assert found["self_sustaining"] == pytest.approx(936 / 2949)
    assert out["findings"]["program"]["runway_months"] == 0
    assert out["findings"]["program"]["unpaid_hours"]["no_payer"] == pytest.approx(4 * 26)


def test_every_row_is_paid_in_full_or_its_gap_says_so(example: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, out = example
    for row in out["rows"]:
        paid = sum(row[f"from_{source}"] for source in SOURCES) + row["gap"]
        assert row["full_cost"] == pytest.approx(paid, abs=1e-6), (row["month"], row["position"])
    for month in out["months"]:
        rows = [r for r in out["rows"] if r["month"] == month["month"]]
        assert month["full_cost"] == pytest.approx(sum(r["full_cost"] for r in rows), abs=1e-6)
        assert month["gap"] == pytest.approx(sum(r["gap"] for r in rows), abs=1e-6)


def test_rows_and_grants_and_reserve_agree_on_the_money(example: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, out = example
    money_in = sum(m["contracts"] + m["fundraising"] for m in out["months"]) + sum(r["earned"] for r in out["rows"])
    spent = sum(r[f"from_{s}"] for r in out["rows"] for s in SOURCES if s not in {"grants", "reserve"})
    drawn = sum(r["from_reserve"] for r in out["rows"])
    last = out["months"][-1]
    balances = sum(g["income_balance"] for g in last["grants"].values())
    repaid = sum(m["gap"] for m in out["months"]) - last["accumulated_gap"]
    # what came in beside grants was spent, is held by a grant, repaid a gap or is in the reserve
    assert money_in == pytest.approx(spent + balances + repaid + (last["reserve"] - 90000 + drawn), abs=1e-5)
    for month in out["months"]:
        rows = [r for r in out["rows"] if r["month"] == month["month"]]
        granted = sum(g["paid"] for g in month["grants"].values())
        assert sum(r["from_grants"] for r in rows) == pytest.approx(granted, abs=1e-6)


def test_delivered_units_and_hours_are_the_sum_of_their_fates(example: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, out = example
    seen = dict.fromkeys(FATES, 0.0)
    for row in out["rows"]:
        for kind in ("units", "hours"):
            assert row[kind]["delivered"] == pytest.approx(sum(row[kind][fate] for fate in FATES), abs=1e-9)
        for fate in FATES:
            seen[fate] += row["units"][fate]
    assert all(units > 0 for units in seen.values()), seen


def test_a_seat_is_filled_or_vacant(example: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, out = example
    worked = [r for r in out["rows"] if r["paid_hours"] > 0]
    assert [r["filled"] + r["vacant"] for r in worked] == pytest.approx([1.0] * len(worked))


@pytest.mark.parametrize("mode", ["end", "keep"])
def test_receipts_less_spending_are_the_change_in_cash(mode: str) -> None:
    # every payer pays at once and every grant a month later, so that receipts can be read off the rows
    raw = {**yaml.safe_load(EXAMPLE), "when_unfunded": mode}
    for payer in raw["payers"].values():
        payer["payment_lag"] = [1.0]
    out = project(raw)
    receipts = sum(m["contracts"] + m["fundraising"] for m in out["months"]) + 9000 + 4000
    receipts += sum(r["earned"] for r in out["rows"])
    receipts += sum(g["paid"] for m in out["months"][:-1] for g in m["grants"].values())
    spending = sum(r["full_cost"] for r in out["rows"])
    assert out["months"][-1]["cash"] - 77000 == pytest.approx(receipts - spending, abs=1e-5)


def test_the_program_carries_its_own_costs_after_the_last_seat() -> None:
    raw = yaml.safe_load(ONE_SEAT)
    raw["positions"][0]["end"] = "2026-07"
    raw["wind_down_months"] = 1
    out = project(raw)
    own = [r for r in out["rows"] if r["position"] == "(program)"]
    # the seat's last month is July; rent of 255 runs one month longer and carries no indirect cost
    assert [(r["month"], r["full_cost"]) for r in own] == [("2026-08", 255), ("2026-09", 0), ("2026-10", 0)]


def test_money_left_over_repays_the_gap_before_it_joins_the_reserve() -> None:
    raw = yaml.safe_load(ONE_SEAT)
    raw["grants"], raw["months"], raw["reserve"] = [], 3, {"opening": 400, "floor": 400}
    raw["contracts"] = [{"id": "county", "start": "2026-08", "per_month": 4026}]
    out = project(raw)
    # each month costs 2,949 and earns 936: 2,013 are missing; July has nothing else, the contract brings twice that:
    # August's 2,013 left repay July's gap, September's join the reserve
    assert [m["gap"] for m in out["months"]] == pytest.approx([2013, 0, 0])
    assert [m["accumulated_gap"] for m in out["months"]] == pytest.approx([2013, 0, 0])
    assert [m["reserve"] for m in out["months"]] == pytest.approx([400, 400, 2413])


def test_the_seat_of_lowest_priority_ends_after_its_grace_and_the_other_is_looked_at_next_month() -> None:
    raw = yaml.safe_load(ONE_SEAT)
    raw.update(grants=[], months=6, reserve={"opening": 0, "floor": 0}, when_unfunded="end", grace_months=2)
    raw["positions"].append({**raw["positions"][0], "id": "peer-2"})
    raw["wind_down_months"] = 0
    out = project(raw)
    found = out["findings"]["positions"]
    # both are short in July and August; the later one in the file ends with August, the other with September
    assert (found["peer-2"]["ended"], found["peer-1"]["ended"]) == ("2026-08", "2026-09")
    assert out["months"][3]["full_cost"] == 0


def test_replacements_climb_from_the_first_step_and_shares_follow_turnover() -> None:
    raw = yaml.safe_load(ONE_SEAT)
    raw["ladders"] = {"peer": {"steps": [10.0, 20.0], "months_per_step": 2}}
    raw["positions"][0]["step"] = 2
    raw["staffing"] = {"annual_turnover": 1.2, "months_vacant": 1, "ramp": [0.5]}
    rows = project(raw)["rows"]
    # h = 0.1; July: 0.1 leave, half of them replaced at once: original 0.9, cohort a 0.05, vacant 0.05
    # August: pool 0.05 + 0.1 x 0.95 = 0.145, so cohort b 0.0725; original 0.81, a 0.045, vacant 0.0725
    assert [rows[1][k] for k in ("filled", "hires", "vacant")] == pytest.approx([0.95, 0.05, 0.05])
    assert rows[1]["productive"] == pytest.approx(0.9 + 0.5 * 0.05)
    assert rows[1]["wage"] == pytest.approx((0.9 * 20 + 0.05 * 10) / 0.95)
    assert [rows[2][k] for k in ("filled", "hires", "vacant")] == pytest.approx([0.9275, 0.0725, 0.0725])
    # in October cohort a has two months behind it and stands on the second step
    assert rows[3]["wage"] * rows[3]["filled"] == pytest.approx(
        20 * 0.729 + 20 * 0.05 * 0.81 + 10 * (rows[3]["filled"] - 0.729 - 0.05 * 0.81)
    )
