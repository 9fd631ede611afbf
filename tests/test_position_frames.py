"""Months of one position as frames: dollars by source add up to full cost, hours by fate to hours given."""

from typing import Any

import pytest

from model.compare import outcome
from model.exports import position_frames as frames
from model.exports.palette import FATE_TONES, STATUS_TONES
from model.exports.tables import as_object
from model.findings import STATUSES
from model.inputs.load import program_of
from model.stages.funding import SOURCES
from model.stages.parts.fates import FATES
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer, tree


def told(**changes: Any) -> tuple[dict[str, Any], Any]:
    """A small program as one object, and the program."""
    result = outcome(program_of(tree(**changes), "small.yaml"))
    return as_object(result.projection, result.findings), result.file.program


# A grant pays 1,040 dollars a month for three months; then billing at 2.5 a unit pays 520 of it.
CLIFF = {"months": 14, "grants": [grant()], "payers": {"medicaid": medicaid(2.5)}, "reserve": {"opening": 1000}}


def paid(frame: Any, month: str) -> dict[str, float]:
    rows = frame[frame["month"] == month]
    return {row.source: round(row.dollars, 2) for row in rows.itertuples() if abs(row.dollars) > 0.005}


def test_dollars_of_a_position_by_source_and_month() -> None:
    data, _ = told(**CLIFF)
    frame = frames.money_by_month(data, "peer")
    # deductive income: billing pays 520 of 1,040, the grant the rest
    assert paid(frame, "2026-07") == {"grant": 1040.0}
    # after the grant: 208 units x 2.5 = 520 earned, and the reserve of 1,000 pays 520, then 480
    assert paid(frame, "2026-10") == {"earned": 520.0, "reserve": 520.0}
    assert paid(frame, "2026-11") == {"earned": 520.0, "reserve": 480.0, "gap": 40.0}
    assert paid(frame, "2026-12") == {"earned": 520.0, "gap": 520.0}


def test_every_source_of_the_model_belongs_to_one_status() -> None:
    columns = [column for columns in frames.PAID_FROM.values() for column in columns]
    assert sorted(columns) == sorted([*(f"from_{source}" for source in SOURCES), "gap"])
    assert list(frames.PAID_FROM) == list(STATUSES) == [tone.name for tone in STATUS_TONES]


@pytest.mark.parametrize("seed", range(8))
def test_sources_add_up_to_full_cost_and_fates_to_hours_given(seed: int) -> None:
    result = outcome(program_of(random_program(seed), "random.yaml"))
    data = as_object(result.projection, result.findings)
    for position in (None, *(p.id for p in result.file.program.positions)):
        money = frames.money_by_month(data, position).groupby("month")
        assert list(money["dollars"].sum()) == pytest.approx(list(money["full_cost"].first()), abs=1e-6)
        hours = frames.hours_by_month(data, position)
        delivered = sum(row["hours"]["delivered"] for row in frames.rows_of(data, position))
        assert hours["hours"].sum() == pytest.approx(delivered)


def test_the_whole_program_is_the_sum_of_its_rows() -> None:
    data, _ = told(positions=[peer("a"), peer("b"), lead()])
    whole = frames.money_by_month(data, None).groupby("month")["full_cost"].first()
    # two peers at 1,040 and a lead at 520
    assert list(whole) == pytest.approx([2600.0] * 3)
    assert list(whole) == pytest.approx([month["full_cost"] for month in data["months"]])


def test_a_position_that_sees_no_clients_is_carried_by_others() -> None:
    _, program = told(positions=[peer(), lead()])
    assert frames.carried_by_others(program, "lead")
    assert not frames.carried_by_others(program, "peer")
    assert not frames.carried_by_others(program, None)


def test_hours_stand_in_the_order_of_their_fates_paid_ones_first() -> None:
    data, _ = told(payers={"medicaid": medicaid(client_share=0.25, denial=0.5)})
    first = frames.hours_by_month(data, "peer").iloc[: len(FATES)]
    assert list(first["fate"]) == [tone.name for tone in FATE_TONES]
    hours = dict(zip(first["fate"], first["hours"], strict=True))
    # 52 hours; a quarter has a payer: 13, of which half is denied
    assert {fate: hours[fate] for fate in ("paid", "no_payer", "denied")} == pytest.approx(
        {"paid": 6.5, "no_payer": 39.0, "denied": 6.5}
    )


def test_pay_has_the_months_in_which_somebody_is_in_the_seat() -> None:
    data, _ = told(positions=[peer("a", start="2026-08"), peer("b")])
    frame = frames.pay_by_month(data, "a")
    assert list(frame["month"]) == ["2026-08", "2026-09"]
    assert list(frame["wage"]) == [20.0, 20.0]


def test_what_binds_is_that_of_the_position() -> None:
    data, _ = told(positions=[peer("a"), peer("b", caseload=1, mix={"individual": 1.0})])
    assert set(frames.binding_of(data, "a")["position"]) == {"a"}
    assert set(frames.binding_of(data, None)["position"]) == {"a", "b"}


def test_unpaid_hours_by_fiscal_year_say_which_years_are_not_projected_to_their_end() -> None:
    data, program = told(months=14, fiscal_year_starts=10, payers={"medicaid": medicaid(client_share=0.25)})
    frame = frames.unpaid_by_year(data, program)
    by_year = frame.groupby("group", sort=False)["hours"].sum()
    # 39 hours a month: July to September 2026, a whole year, then none: 14 months end in August 2027
    assert dict(by_year) == pytest.approx(
        {"Year from October 2025 (3 months)": 3 * 39, "Year from October 2026 (11 months)": 11 * 39}
    )


def test_unpaid_hours_by_position_count_the_first_year_and_put_the_most_first() -> None:
    seats = [peer("short", hours_per_week=6), peer("long")]
    data, _ = told(months=14, positions=seats, payers={"medicaid": medicaid(client_share=0.25)})
    frame = frames.unpaid_by_position(data)
    assert list(dict.fromkeys(frame["group"])) == ["long", "short"]
    # 39 and 19.5 hours a month, twelve months
    assert dict(frame.groupby("group")["hours"].sum()) == pytest.approx({"long": 12 * 39, "short": 6 * 39})


def test_years_and_positions_without_unpaid_hours_are_left_out() -> None:
    data, program = told(months=14)
    assert frames.unpaid_by_year(data, program).empty
    assert frames.unpaid_by_position(data).empty


def test_tables_have_a_column_for_what_comes_up_and_no_other() -> None:
    data, program = told(**CLIFF)
    money = frames.money_by_month_table(frames.money_by_month(data, "peer"))
    assert list(money) == ["Month", "Full cost", "Billing", "Grant", "Reserve", "Nobody pays"]
    assert list(money.iloc[4]) == ["2026-11", 1040, 520, 0, 480, 40]
    hours = frames.hours_by_month_table(frames.hours_by_month(data, "peer"))
    assert list(hours) == ["Month", "Paid"]
    assert list(frames.pay_table(frames.pay_by_month(data, "peer")).iloc[0]) == ["2026-07", 20.0]
    data, program = told(months=12, payers={"medicaid": medicaid(client_share=0.25)})
    table = frames.unpaid_groups_table(frames.unpaid_by_year(data, program), "Fiscal year")
    assert table.to_dict("records") == [{"Fiscal year": "Year from July 2026", "No payer": "468", "All": "468"}]
