"""A departure that the file states: whoever sits in the seat leaves at the end of that month for certain."""

import pytest

from model.inputs.load import program_of
from model.inputs.scenario import applied, read_scenarios
from model.projection import project
from tests.small import by_month, peer, small, tree

A_MONTH_EMPTY = {"months_vacant": 1.0}  # an empty seat is filled for the next month with a chance of 1/2


def test_the_seat_is_empty_for_as_long_as_any_other_and_the_departure_costs_what_any_other_costs() -> None:
    staffing = {**A_MONTH_EMPTY, "replacement": {"dollars": 100}}
    p = small(months=5, positions=[peer(departs=["2026-08"])], staffing=staffing)
    # the whole seat leaves at the end of August; half of what is empty is filled each month: 1/2, 3/4, 7/8
    assert [1, 1, 0.5, 0.75, 0.875] == by_month(p, "filled")
    assert [0, 0, 0.5, 0.25, 0.125] == by_month(p, "hires")
    assert [0, 1, 0, 0, 0] == by_month(p, "separations")
    assert [0, 100, 0, 0, 0] == p.costs.replacement[0, 0].tolist()


def test_nobody_of_before_is_paid_or_bills_after_it() -> None:
    # the person of the start is paid 25 on the second step, replacements 20 on the first; Medicaid wants a credential
    # that they have after two months, so that in November only those of September, half of the seat, can bill
    ladder = {"steps": [20.0, 25.0], "months_per_step": 99}
    p = small(
        months=5,
        ladders={"peer": ladder},
        payers={"medicaid": {"client_share": 1.0, "requires": "certified", "services": {"individual": {"rate": 5.0}}}},
        staffing={**A_MONTH_EMPTY, "hire": {"step": 1, "credentials": {"certified": 2}}},
        positions=[peer(step=2, credentials={"certified": "2026-07"}, departs=["2026-08"])],
    )
    assert [25, 25, 20, 20, 20] == pytest.approx(by_month(p, "wage"))
    # 208 units a month of a full seat, 1,040 dollars at 5 dollars a unit
    assert [1040, 1040, 0, 0, 520] == pytest.approx(by_month(p, "earned"), abs=1e-9)


def test_a_seat_may_lose_one_person_after_the_other() -> None:
    p = small(months=4, positions=[peer(departs=["2026-07", "2026-08"])], staffing=A_MONTH_EMPTY)
    # half of the seat was filled for August; all of that half leaves again, and half of the whole is filled
    assert [1, 0.5, 0.5, 0.75] == by_month(p, "filled")
    assert [1, 0.5, 0, 0] == by_month(p, "separations")


def test_where_nobody_sits_nobody_leaves() -> None:
    late = small(months=3, positions=[peer(start="2026-08", departs=["2026-07"])])
    assert [0, 1, 1] == [float(v) for v in late.staffing.filled[0, 0]]
    empty = small(months=2, positions=[peer(filled="vacant", departs=["2026-07"])], staffing=A_MONTH_EMPTY)
    assert [0, 0] == by_month(empty, "separations")


def test_turnover_and_insecurity_add_nothing_to_a_certain_departure() -> None:
    p = small(positions=[peer(departs=["2026-08"])], staffing={"annual_turnover": 1.2})
    # 1.2 a year is a chance of 0.1 a month; with no month empty the seat is always full
    assert [0.1, 1.0, 0.1] == pytest.approx(p.staffing.hazard[0, 0].tolist())
    assert [1, 1, 1] == by_month(p, "filled")


def test_two_departures_in_one_month_are_one_scenario() -> None:
    file = program_of(tree(positions=[peer("a"), peer("b"), peer("c")], staffing=A_MONTH_EMPTY), "small.yaml")
    lines = "".join(f"\n    - {{set: positions.{name}.departs, to: [2026-07]}}" for name in ("a", "b"))
    scenario = f"- name: Two leave\n  why: both in July\n  changes:{lines}\n"
    after = project(applied(file, read_scenarios(scenario, "s.yaml")).program)
    assert [[1, 0.5], [1, 0.5], [1, 1]] == after.staffing.filled[0, :, :2].tolist()
