"""Staying: a departure, supports, a day off, hours, supervision and the ladder's payroll, worked by hand; and laws."""

from typing import Any

import pytest

from model.inputs.load import ProgramFile, program_of
from model.inputs.months import Month
from model.projection import project
from model.questions.departure import (
    COVERAGE,
    EMPTY,
    NOT_PAID,
    RAMP,
    RECRUITING,
    SUPERVISOR,
    WAITING,
    Departure,
    departure,
    year_of_turnover,
)
from model.questions.ladder_payroll import ladder_payroll
from model.questions.leave_day import COVERED, FRINGE, LOST, PAY, leave_day
from model.questions.part_time import part_time
from model.questions.solving import QuestionError, Solved, Unreached
from model.questions.staying import staying
from model.questions.supervision import supervision
from model.questions.support_worth import support_worth
from model.questions.trying import KEPT, laid
from model.sentences import rounded
from tests.questions.given import EXAMPLES, example, small_file
from tests.random_programs import random_program
from tests.small import lead, medicaid, peer

# the peer earns 1,248 dollars a month and is paid 1,040; an empty seat is filled in half of all months
MARGIN = {"months": 24, "payers": {"medicaid": medicaid(6.0)}, "staffing": {"months_vacant": 1}}
# a seat that somebody leaves is empty half of the first month, a quarter of the second ...: a month, in twelve all but
EMPTY_MONTHS = 1 - 0.5**12


def left(staffing: dict[str, Any] | None = None, **changes: Any) -> Departure:
    return departure(small_file(**{**MARGIN, "staffing": {"months_vacant": 1, **(staffing or {})}}), **changes)


def item(found: Departure, name: str) -> float:
    return next(i.dollars for i in found.items if i.name == name)


def test_an_empty_seat_loses_what_it_earns_and_is_not_paid() -> None:
    found = left()
    assert item(found, EMPTY) == pytest.approx(1248 * EMPTY_MONTHS)
    assert item(found, NOT_PAID) == pytest.approx(-1040 * EMPTY_MONTHS)
    assert found.empty_seat == pytest.approx(208 * EMPTY_MONTHS)
    assert found.total == pytest.approx(found.measured)


def test_learning_waiting_and_recruiting_are_told_apart() -> None:
    found = left({"ramp": [0.5], "months_to_bill": 1, "replacement": {"dollars": 500}})
    # half of the first month is lost to learning, and what is left of it until the new person may bill
    assert item(found, EMPTY) == pytest.approx(1248 * EMPTY_MONTHS)
    assert item(found, RAMP) == pytest.approx(624 * EMPTY_MONTHS)
    assert item(found, WAITING) == pytest.approx(624 * EMPTY_MONTHS)
    assert item(found, RECRUITING) == pytest.approx(500)


def test_those_who_cover_an_empty_seat_are_paid_and_earn() -> None:
    found = left({"coverage": {"vacancy": 0.5}})
    assert item(found, EMPTY) == pytest.approx(624 * EMPTY_MONTHS)
    assert item(found, COVERAGE) == pytest.approx(520 * EMPTY_MONTHS)


def test_a_supervisors_hours_are_counted_where_the_person_gives_them() -> None:
    # ten hours of a lead who is paid 20 dollars an hour, and costs nothing else
    file = small_file(**MARGIN, positions=[peer(), lead()])
    found = departure(file, supervisor_hours=10)
    assert item(found, SUPERVISOR) == pytest.approx(200)
    assert found.total == pytest.approx(found.measured + 200)
    assert SUPERVISOR not in [i.name for i in departure(file).items]


def test_a_seat_that_opens_vacant_is_left_once_somebody_is_there() -> None:
    assert departure(small_file(**MARGIN, positions=[peer(filled="vacant")])).month == Month.of("2026-08")


def test_a_year_of_turnover_is_its_departures() -> None:
    found = year_of_turnover(small_file(**{**MARGIN, "staffing": {"months_vacant": 1, "annual_turnover": 0.6}}))
    (count,) = found.separations.values()
    # a twentieth leaves each month; filled falls from 1 toward 1 / 1.05
    assert 12 * 0.05 / 1.06 < count < 12 * 0.05
    assert found.cost == pytest.approx(count * found.departures["peer"])
    # with nothing but empty months to lose, the year lacks 208 for each
    assert found.against_nobody_leaving == pytest.approx(208 * (12 - count / 0.05))


def test_a_departure_that_cannot_be_is_refused() -> None:
    file = small_file(**MARGIN)
    with pytest.raises(QuestionError, match="found the position 'ghost'; the program has peer"):
        departure(file, "ghost")
    with pytest.raises(QuestionError, match="found 2030-01; a departure is counted from 2026-07 to 2028-05"):
        departure(file, month=Month.of("2030-01"))
    with pytest.raises(
        QuestionError, match="nobody can leave peer in 2026-07: the seat is empty, or turnover is at its"
    ):
        departure(small_file(**MARGIN, positions=[peer(filled="vacant")]), month=Month.of("2026-07"))
    with pytest.raises(QuestionError, match="a supervisor's hour has no price"):
        departure(file, supervisor_hours=1)


def test_a_support_costs_what_is_paid_and_what_its_hours_would_earn() -> None:
    # 52 dollars a month are 624 a year; 3 of 12 hours a week are a quarter of 12 x 1,248
    assert support_worth(small_file(**MARGIN), {"name": "A", "per_position_month": 52}).cost_a_year == pytest.approx(
        624
    )
    hours = support_worth(small_file(**MARGIN), {"name": "A", "hours_per_week": 3})
    assert hours.cost_a_year == pytest.approx(12 * 1248 / 4)


LEAVING = {**MARGIN, "staffing": {"months_vacant": 1, "annual_turnover": 1.2, "replacement": {"dollars": 2000}}}


def test_a_support_says_what_would_pay_for_it_and_assumes_nothing() -> None:
    found = support_worth(small_file(**LEAVING), {"name": "Circle", "per_position_month": 52})
    assert isinstance(found.break_even, Solved)
    assert found.net_a_year is None
    assert found.sentence.endswith("No effect is counted until you set a number.")
    # a departure costs 2,000 and an empty month of 208, less the support's 52; the seat is filled 10 months in 11 or so
    assert found.cost_a_year == pytest.approx(624 * 10 / 11, rel=0.02)
    assert found.years_for_one == pytest.approx(2156 / found.cost_a_year, rel=0.02)
    assert f"A departure is then worth {rounded(found.worth_of_one)} through the months projected" in found.sentence
    assert found.worth_of_one == pytest.approx(2156, rel=0.02)
    assert {"supports.small_effect", "supports.retention_bonus"} <= {entry.key for entry in found.evidence}


def test_the_break_even_put_back_costs_nothing_net() -> None:
    for name in ("second-step-startup", "three-valleys-families"):
        file, support = example(name), {"name": "Circle", "per_position_month": 25}
        found = support_worth(file, support)
        assert isinstance(found.break_even, Solved)
        again = support_worth(file, {**support, "turnover_multiplier": found.break_even.value})
        assert again.net_a_year == pytest.approx(0, abs=0.5)


def test_a_support_that_nothing_pays_for_says_so() -> None:
    # nobody leaves, so nothing can be saved
    found = support_worth(small_file(**MARGIN), {"name": "Circle", "per_position_month": 52})
    assert isinstance(found.break_even, Unreached)
    assert found.sentence == (
        "Circle costs $624 a year; it would not pay for itself even if nobody left. "
        "No effect is counted until you set a number."
    )
    with pytest.raises(QuestionError, match="found the support 'Circle'; the program has none"):
        support_worth(small_file(**MARGIN), "Circle")


def test_an_effect_that_the_person_sets_is_counted() -> None:
    support = {"name": "Texts", "per_position_month": 52, "no_show_multiplier": 0.5}
    services = {"individual": {"session_minutes": 60, "no_show": 0.2}}
    # a tenth of 1,248 a month comes back, for 52
    found = support_worth(small_file(**MARGIN, services=services, supports=[support]), "Texts")
    assert found.net_a_year == pytest.approx(12 * (124.8 - 52))


def test_a_day_off_by_hand() -> None:
    fringe = {"components": [{"name": "Fringe", "share_of_wages": 0.25}]}
    found = leave_day(small_file(months=12, benefits=fringe, staffing={"coverage": {"leave": 0.5}}))
    # 8 hours of 20 dollars and a quarter; half of them would have earned 20 an hour, the other half is covered
    lines = {i.name: i.dollars for i in found.items}
    assert (160, 40, 80, 100) == pytest.approx((lines[PAY], lines[FRINGE], lines[LOST], lines[COVERED]))
    assert (180, 380) == pytest.approx((found.added, found.all_in))
    assert found.added == pytest.approx(found.measured)
    # 12 of 40 hours are 0.3 of a day
    assert found.a_year == pytest.approx(0.3 * 180)
    assert leave_day(small_file(months=12), coverage=1.0).added == pytest.approx(160)


def test_fewer_hours_cost_more_an_hour_until_benefits_are_lost() -> None:
    benefits = {"full_time_hours": 10, "components": [{"name": "Health", "per_month": 104, "eligible_only": True}]}
    found = part_time(small_file(benefits=benefits), "peer", [12, 10, 6])
    # 104 dollars over 52, 43.33 and no hours of 20 dollars
    assert [22, 22.4, 20] == pytest.approx([o.cost_an_hour for o in found.options])
    assert [True, True, False] == [o.full_time for o in found.options]
    # at 6 hours half of 1,040 is earned, and 104 of benefits are not paid
    assert found.options[2].change == pytest.approx(-104)
    assert found.sentence == (
        "Below 10 hours a week peer loses benefits worth $104 a month; at 6 hours an hour costs $20.00, today $22.00."
    )
    with pytest.raises(QuestionError, match="'peer' starts in 2027-01; the program is projected to 2026-09"):
        part_time(small_file(positions=[peer(start="2027-01"), peer("other")]), "peer")
    with pytest.raises(QuestionError, match="found 0 to 6 hours a week"):
        part_time(small_file(), "peer", [0, 6])


def test_the_ladders_payroll_by_year() -> None:
    ladder = {
        "steps": [20.0, 22.0],
        "differentials": {"certified": 1.0},
        "annual_increase": {"share": 0.1, "month": 1},
    }
    positions = [peer(credentials={"certified": "2026-07"})]
    first, second = ladder_payroll(small_file(months=24, ladders={"peer": ladder}, positions=positions))
    # 52 hours a month of 21 dollars; a tenth more from January on, and in the second year 23 and a fifth more
    assert (first.wages, first.climbing) == pytest.approx((52 * (6 * 21 + 6 * 23.1), 0))
    assert first.increases == pytest.approx(52 * 6 * 2.1)
    assert first.bumps == pytest.approx(52 * (6 + 6 * 1.1))
    assert second.wages == pytest.approx(52 * 23 * (6 * 1.1 + 6 * 1.21))
    assert second.climbing == pytest.approx(52 * 2 * (6 * 1.1 + 6 * 1.21))


def test_span_and_hours_of_supervision_beside_the_rules() -> None:
    # 0.3 of a full-time peer to 0.15 of a lead are two to one; one to one needs 6 hours a week more
    file = small_file(positions=[peer(), lead()], limits={"peers_per_supervisor": 1})
    own, state = supervision(project(file.program)).rules
    assert (own.asked, own.has, own.kept, own.hours_short) == (1, pytest.approx(2), False, pytest.approx(6))
    assert (state.asked, state.kept) == (8, True)
    assert own.sentence == (
        "At most 1 peer to a supervisor (the program's own limit): broken; 6.0 hours a week of a supervisor would "
        "mend it; the most is 2.0, in July 2026."
    )


def test_meetings_of_supervision_are_asked_where_the_state_asks_for_them() -> None:
    weekly, _ = supervision(project(small_file(state="TX").program)).rules
    assert (weekly.words, weekly.kept) == ("At least 1 meeting of supervision a week", False)
    some = small_file(state="TX", time={"supervision_hours_per_week": 1})
    assert supervision(project(some.program)).rules[0].kept is None


def programs() -> list[ProgramFile]:
    random = [program_of(random_program(seed), f"random-{seed}") for seed in range(12)]
    return [*random, *map(example, EXAMPLES[1:4:2])]


def test_what_a_departure_is_made_of_adds_up_to_what_is_measured() -> None:
    counted = 0
    for file in programs():
        try:
            found = departure(file)
        except QuestionError:
            continue
        counted += 1
        assert found.total == pytest.approx(found.measured, abs=1e-4)
        day = leave_day(file)
        assert day.added == pytest.approx(day.measured, abs=1e-6)
    assert counted > 8


def test_all_of_it_together() -> None:
    found = staying(example("three-valleys-families"))
    assert found.supports[0].name == "Monthly day together"
    assert found.published.key == "replacement.all_in"
    kept = project(laid(example("three-valleys-families"), [KEPT]).program)
    assert sum(year.wages for year in found.ladders) == pytest.approx(
        float((kept.costs.wages * kept.funding.present).sum())
    )
