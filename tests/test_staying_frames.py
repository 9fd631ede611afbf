"""Sentences, rows and charts of what leaving costs, without a browser."""

import math

import pytest

from model.exports import staying_frames
from model.exports.charts import staying, title_of
from model.inputs.assumptions import load_assumptions
from model.inputs.months import Month
from model.questions import departure as parts
from model.questions.departure import Departure, Item, departure, year_of_turnover
from model.questions.ladder_payroll import ladder_payroll
from model.questions.part_time import part_time
from tests.questions.given import small_file
from tests.small import medicaid


def left(*items: tuple[str, float], seats: tuple[str, ...] = ("a", "b")) -> Departure:
    found = tuple(Item(name=name, dollars=dollars) for name, dollars in items)
    return Departure(seats=seats, month=Month.of("2026-07"), months=12, items=found, measured=0.0, supervisor_hours=0.0)


def test_what_leaving_costs_is_said_with_its_parts_the_largest_first() -> None:
    # 5,100 + 3,000 + 2,500 + 400 + 300 - 1,900 = 9,400
    found = left(
        (parts.RECRUITING, 3000), (parts.EMPTY, 5100), (parts.NOT_PAID, -1500), (parts.LINES, -400),
        (parts.RAMP, 2500), (parts.COVERAGE, 400), (parts.SUPERVISOR, 300),
    )  # fmt: skip
    assert staying_frames.leaving(found, "One person") == (
        "One person leaving costs $9,400: $5,100 of billing not earned while the seat is empty, $3,000 of recruiting "
        "and replacement, $2,500 of billing not earned while the new person learns and $700 of other cost, less "
        "$1,900 of pay and other cost not spent."
    )


def test_a_departure_that_saves_says_so() -> None:
    found = left((parts.NOT_PAID, -7000), (parts.RECRUITING, 3000), seats=("a",))
    assert staying_frames.leaving(found, "The person in a") == (
        "The person in a leaving costs no money but saves $4,000: $7,000 of pay and other cost is not spent, more than "
        "$3,000 of recruiting and replacement."
    )
    title = "One departure from a at the end of July 2026 saves $4,000 in the 12 months after"
    assert staying_frames.departure_title(found) == title


def test_a_departure_without_parts_costs_nothing() -> None:
    assert staying_frames.leaving(left(), "One person") == "One person leaving costs $0."


def test_bars_begin_where_the_one_before_ends_and_the_last_is_the_whole() -> None:
    found = departure(small_file(months=24, payers={"medicaid": medicaid(6.0)}, staffing={"months_vacant": 1}))
    frame = staying_frames.items(found.items)
    assert list(frame["begin"][1:-1]) == list(frame["end"][:-2])
    assert math.isclose(frame["dollars"].iloc[:-1].sum(), found.total, abs_tol=1.0)
    chart = staying.cost_items(frame, staying_frames.departure_title(found))
    assert title_of(chart).startswith("One departure from peer at the end of July 2026 costs $")
    bars = chart.to_dict()["layer"][1]["encoding"]
    assert bars["color"]["scale"]["domain"] == ["costs more", "not spent, or saved", "all of it"]


def test_the_table_of_parts_ends_with_the_whole() -> None:
    table = staying_frames.item_table([Item(name="Pay", dollars=1200.4), Item(name="Saved", dollars=-200.2)], 1000.2)
    assert list(table["Dollars"]) == ["1,200", "−200", "1,000"]


def test_a_year_of_turnover_by_position_adds_up() -> None:
    found = year_of_turnover(small_file(months=24, staffing={"annual_turnover": 0.5, "months_vacant": 1}))
    table = staying_frames.turnover_table(found)
    assert list(table["Position"]) == ["peer"]
    assert f"{found.people:.1f} people are expected to leave" in staying_frames.turnover_sentence(found)


def test_nobody_leaves_without_turnover() -> None:
    found = year_of_turnover(small_file(months=24))
    assert staying_frames.turnover_sentence(found) == "Nobody is expected to leave in the first twelve months."
    assert staying_frames.turnover_table(found).empty


def test_hours_are_told_beside_today_s() -> None:
    found = part_time(small_file(months=12), "peer", [12.0, 6.0])
    table = staying_frames.hours_table(found)
    assert list(table["Hours a week"]) == ["12 (today)", "6"]
    assert table["The program lacks a month"].iloc[0] == "as today"
    # at 20 dollars an hour, without fringe, an hour costs 20 dollars however many there are
    assert list(table["A paid hour costs"]) == ["$20.00"] * 2


def test_the_payroll_of_a_ladder_by_year() -> None:
    # 1,040 dollars a month, 12,480 a year
    found = ladder_payroll(small_file(months=30))
    table = staying_frames.ladder_table(found)
    assert list(table["Wages"]) == ["$12,500", "$12,500", "$6,240"]
    assert list(table["Fiscal year"])[-1] == "Year from July 2028 (6 months)"
    chart = staying.ladder_payroll(staying_frames.ladder_years(found), "peer")
    assert title_of(chart) == (
        "The payroll of the ladder 'peer' goes from $12,500 in the year from July 2026 to $12,500 in that from July "
        "2027, seats kept"
    )


def test_a_single_year_of_a_ladder_has_a_title() -> None:
    found = ladder_payroll(small_file(months=3))
    chart = staying.ladder_payroll(staying_frames.ladder_years(found), "peer")
    assert title_of(chart) == "The payroll of the ladder 'peer' is $3,120 in the year from July 2026 (3 months)"


def test_evidence_carries_its_range_and_source() -> None:
    known = load_assumptions()
    (told, (source, _), note), *_ = staying_frames.evidence_lines([known.entry("supports.paid_sick_leave")], known)
    assert told == "Turnover with paid sick leave: times 0.75, between 0.75 and 1"
    assert source == known.sources["hill-2013"].title
    assert "Seattle" in note


@pytest.mark.parametrize(("dollars", "said"), [(0.2, "as today"), (-120.0, "$120 less"), (80.0, "$80 more")])
def test_a_change_is_said_in_words(dollars: float, said: str) -> None:
    assert staying_frames.change(dollars) == said
