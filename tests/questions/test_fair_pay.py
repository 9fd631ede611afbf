"""Fair pay: worked by hand, put back into the model, more demanding standards, what cannot be reached, refusals."""

from functools import cache
from typing import Any

import pytest

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.equivalents import Equivalent
from model.questions.fair_pay import FairPay, PayOption, fair_pay
from model.questions.raise_search import Search, rates_times
from model.questions.raises import more_for_everyone
from model.questions.solving import QuestionError, Solved, Unreached
from model.questions.standards import Amount, JobCodeParity, LadderSteps
from model.questions.trying import KEPT, elasticity_changes, tried
from model.questions.wage_to_rate import wage_to_rate
from tests.questions.given import EXAMPLES, example, small_file
from tests.small import UNPAID, lead, medicaid, peer

START = Month.of("2026-07")
COSTLY = {
    "benefits": {"components": [{"name": "Fringe", "share_of_wages": 0.25}]},
    "costs": {"indirect_rate": 0.1},
}


def asked(wage: float = 22.0, **changes: Any) -> FairPay:
    return fair_pay(small_file(**changes), Amount(wage=wage))


def lever(option: PayOption, name: str) -> Equivalent:
    return next(e for e in option.equivalents if e.lever == name)


def test_a_shortfall_and_its_cost_by_hand() -> None:
    # 2 dollars for 52 hours a month are 104; fringe of a quarter 26; a tenth of both 13; three months
    found = asked(**COSTLY).plain
    (year,), (seat,) = found.years, found.positions
    assert (20, 22, 2) == (seat.paid_now, seat.should_be, seat.shortfall)
    assert (312, 78, 39) == pytest.approx((year.wages, year.fringe, year.indirect))
    assert (312, 78, 39) == pytest.approx((seat.wages, seat.fringe, seat.indirect))
    assert (429, 0, 429) == pytest.approx((year.full, year.other, found.net))


def test_the_same_money_in_other_words_by_hand() -> None:
    found = asked(**COSTLY).plain
    # 143 a month over 208 units; 12 x 143 a year
    assert lever(found, "rate").amounts["individual"] == pytest.approx(143 / 208, abs=1e-4)
    assert lever(found, "grant").amounts["dollars a year"] == pytest.approx(12 * 143, abs=6)
    assert lever(found, "fundraising").amounts["dollars a year"] == pytest.approx(12 * 143, abs=6)


def test_hours_and_no_shows_by_hand() -> None:
    # of 52 hours a fifth is not service and a fifth of the rest is missed: 33.28 hours paid at 20 an hour
    services = {"individual": {"session_minutes": 60, "no_show": 0.2}}
    found = asked(time={"non_service_share": 0.2}, services=services).plain
    # 104 dollars are 5.2 hours more, of 12 x 52/12 hours a week 1.2
    assert lever(found, "hours").amounts["hours a worker and week"] == pytest.approx(1.2, abs=0.001)
    # 41.6 hours booked: 5.2 of 8.32 missed ones must be kept, 12.5 points of 20
    assert lever(found, "no_show").amounts["individual"] == pytest.approx(12.5, abs=0.01)


def test_what_no_time_and_no_session_can_reach_says_how_near_it_comes() -> None:
    found = asked().plain
    for name in ("hours", "no_show"):
        answer = lever(found, name).answer
        assert isinstance(answer, Unreached)
        assert answer.missing == pytest.approx(312)
    assert lever(found, "no_show").sentence == (
        "Even without a single no-show it would not be made up for: $312 would still be missing through the months "
        "projected."
    )


@pytest.mark.parametrize("wage", [21.0, 24.0])
def test_a_solved_lever_put_back_makes_up_for_the_raise(wage: float) -> None:
    file = small_file(months=12, payers={"medicaid": medicaid(4.0)}, **COSTLY)
    option = fair_pay(file, Amount(wage=wage), levers=()).plain
    answer = lever(option, "rate").answer
    assert isinstance(answer, Solved)
    search = Search(file, (), option.changes, START, "medicaid")
    before = search.margin(tried(file, [KEPT]))
    after = search.margin(tried(file, [KEPT], option.changes, rates_times(search, answer.value)))
    assert before <= after + 1e-6
    assert after == pytest.approx(before, abs=12 * 208 * 4 * 2e-5)


def test_keeping_the_spread_costs_what_it_lifts() -> None:
    ladders = {"peer": {"steps": [20.0, 22.0]}}
    found = asked(21.0, ladders=ladders, positions=[peer(), peer("senior", step=2)])
    # plain: a dollar for the one below; kept: a dollar for both; 52 hours, three months
    assert found.plain.cost == pytest.approx(156)
    assert found.plain.below == ("peer",)
    assert found.kept is not None
    assert found.kept.cost == pytest.approx(312)
    assert found.compression == pytest.approx(156)
    assert found.kept.below == ("peer", "senior")


def test_a_program_that_keeps_its_spread_is_asked_once() -> None:
    found = asked(21.0, keep_spread=True)
    assert found.plain.keep_spread
    assert found.kept is None


def test_a_ladder_raises_those_on_it_and_lowers_nobody() -> None:
    ladders = {"peer": {"steps": [20.0, 26.0]}}
    file = small_file(ladders=ladders, positions=[peer(), peer("senior", step=2)])
    found = fair_pay(file, LadderSteps(ladder="peer", steps=(23.0, 24.0)))
    assert [(p.position, p.should_be) for p in found.plain.positions] == [("peer", 23), ("senior", 26)]
    assert found.kept is None


def test_parity_goes_past_a_job_code_that_held_pay_down() -> None:
    ladders = {
        "peer": {"steps": [20.0], "job_code": {"name": "PSS", "max": 21.0}},
        "case": {"steps": [25.0], "job_code": {"name": "CM"}},
    }
    found = fair_pay(small_file(ladders=ladders), JobCodeParity(job_code="CM", ladder="peer"))
    assert found.plain.positions[0].should_be == 25


def test_dates_move_and_the_rate_moves_them_back() -> None:
    # what is earned just pays for the seat: with the raise it is in the gap at once
    found = asked().plain
    (dates,) = found.dates
    assert (dates.today, dates.raised, dates.paid) == (None, START, None)
    assert found.rate_reaches


def test_without_earnings_no_rate_makes_up_for_it() -> None:
    # the only payer with a rate has no clients
    payers = {"medicaid": medicaid(client_share=0.0), **UNPAID}
    found = asked(payers=payers)
    assert not found.plain.rate_reaches
    assert lever(found.plain, "rate").sentence == (
        "No rate of medicaid up to 20 times today's makes up for it: $312 would still be missing through the months "
        "projected."
    )


def test_nobody_below_the_standard_costs_nothing() -> None:
    found = asked(19.0)
    assert found.plain.cost == 0
    assert found.plain.below == ()
    assert found.sentences[0] == "Against $19.00 an hour, nobody is paid less through the months projected."


def test_a_raise_reaches_people_who_see_no_clients_too() -> None:
    found = asked(positions=[peer(), lead()])
    assert found.plain.below == ("peer", "lead")
    assert found.plain.lead_over_peers == (1, 1)
    # 104 for the peer and 52 for the lead, three months
    assert found.plain.cost == pytest.approx(468)


def test_a_raise_may_begin_later_and_is_told_by_fiscal_year() -> None:
    file = small_file(months=18, fiscal_year_starts=1)
    found = fair_pay(file, Amount(wage=22.0), Month.of("2026-11")).plain
    assert [(str(y.begins), round(y.wages)) for y in found.years] == [("2026-11", 208), ("2027-01", 1248)]


@cache
def answering() -> tuple[ProgramFile, FairPay]:
    ladders = {
        "peer": {
            "steps": [20.0],
            "outside_wage": 20.0,
            "turnover_reference": {"wage": 20.0, "outside_wage": 20.0},
        }
    }
    staffing = {
        "annual_turnover": 0.6,
        "wage_elasticity": {"value": 1.0, "low": 0.5, "high": 2.0},
        "months_vacant": 1.0,
        "replacement": {"dollars": 1000},
    }
    # the seat earns more than it costs, so that a filled one is worth having
    file = small_file(months=24, ladders=ladders, staffing=staffing, payers={"medicaid": medicaid(8.0)})
    return file, fair_pay(file, Amount(wage=24.0))


def test_turnover_that_answers_to_pay_is_told_with_and_without() -> None:
    _, found = answering()
    effect = found.plain.effect
    assert effect is not None
    assert effect.without == pytest.approx(found.plain.cost)
    assert sum(y.earned for y in found.plain.years) == pytest.approx(0)
    assert effect.net == pytest.approx(sum(y.net for y in effect.years))
    assert (effect.low, effect.high, effect.source) == (0.5, 2.0, "the file gives no source")
    # pay of 1.2 times what is paid outside: turnover of 0.6 falls to 0.5
    assert effect.fewer_separations > 0
    assert effect.fewer_vacant_months > 0
    assert effect.more_earned > 0
    assert effect.net_at_high < effect.net < effect.net_at_low < effect.without
    assert found.plain.net == effect.net


def test_separations_fall_by_the_elasticity() -> None:
    file, _ = answering()
    raised = tried(file, [{"set": "wage_floor", "to": 24.0}])
    # a twelfth of 0.6 / 1.2
    assert raised.projection.staffing.hazard[0, 0, 0] == pytest.approx(0.5 / 12)


def test_no_effect_is_assumed_unasked() -> None:
    assert asked().plain.effect is None


@pytest.mark.parametrize("name", ["delta-mental-health", "prairie-recovery"])
def test_more_demanding_standards_cost_and_need_more(name: str) -> None:
    file = example(name)
    found = [fair_pay(file, Amount(wage=wage), levers=()).plain for wage in (19.0, 22.0)]
    assert found[0].cost < found[1].cost
    rates = [next(e.answer for e in option.equivalents if e.lever == "rate") for option in found]
    values = [rate.value for rate in rates if isinstance(rate, Solved)]
    assert values == sorted(values)


def test_seats_and_years_add_up_to_the_models_cost() -> None:
    file = example("delta-mental-health")
    option = fair_pay(file, Amount(wage=21.0), levers=()).plain
    off = [KEPT, {"set": "staffing.wage_elasticity", "to": 0.0}]
    before, after = tried(file, off), tried(file, off, option.changes)
    more = after.projection.funding.full - before.projection.funding.full
    assert option.cost == pytest.approx(more[0].sum())
    for part in ("wages", "fringe", "indirect"):
        by_seat, by_year = (sum(getattr(x, part) for x in xs) for xs in (option.positions, option.years))
        assert by_seat == pytest.approx(by_year)
    wage, filled = after.projection.staffing.wage[0], after.projection.staffing.filled[0]
    assert wage[filled > 0].min() >= 21.0 - 1e-9


def test_a_dollar_of_wage_in_rate_by_hand() -> None:
    # 52 dollars a month, with fringe 65 and a tenth on top 71.5, over 208 units
    found = wage_to_rate(small_file(**COSTLY))
    assert found.needs["individual"] == pytest.approx(71.5 / 208, abs=1e-4)
    assert found.share_to_pay == pytest.approx(1 / 1.1, abs=1e-4)
    assert found.sentences[0] == "A dollar of wage an hour needs $0.34 a unit for individual from medicaid."


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_dollar_more_reaches_everybody_who_sees_clients(name: str) -> None:
    file = example(name)
    start = file.program.start.plus(7)
    still = elasticity_changes(file)
    before, after = tried(file, [KEPT, *still]), tried(file, [KEPT, *still], more_for_everyone(file, start, 1.0))
    more = (after.projection.staffing.wage - before.projection.staffing.wage)[0]
    filled = (before.projection.staffing.filled[0] > 0) & [[p.direct_service] for p in file.program.positions]
    assert more[:, :7] == pytest.approx(0)
    assert more[:, 7][filled[:, 7]] == pytest.approx(1)
    # later it has grown with the ladders, never past the yearly increases
    grown = 1.05 ** (file.program.months / 12)
    assert (more[:, 7:][filled[:, 7:]] >= 1 - 1e-9).all()
    assert (more[:, 7:][filled[:, 7:]] <= grown).all()


def test_the_answer_is_said_in_words() -> None:
    # 1,040 with fringe and a tenth on top are 1,430, 6.875 a unit: just paid for
    said = asked(**COSTLY, payers={"medicaid": medicaid(6.875)}).sentences
    assert said[0] == "Against $22.00 an hour, one position is paid less; peer is furthest behind, by $2.00 an hour."
    assert said[1] == (
        "Closing it costs $429 in the 3 months from 2026-07; in the first fiscal year $429, of which $312 wages, "
        "$78 fringe and $39 indirect."
    )
    assert said[-1].startswith("What a raise does to a worker's own benefits")
    assert any(s.startswith("Without new money one position loses its funding sooner, peer in July 2026") for s in said)


@pytest.mark.parametrize(
    ("start", "payer", "said"),
    [
        ("2027-01", None, "found 2027-01; the program is projected from 2026-07 to 2026-09"),
        ("2026-07", "plan", "found the payer 'plan'; those that pay by the unit are medicaid"),
    ],
)
def test_what_cannot_be_asked_is_refused(start: str, payer: str | None, said: str) -> None:
    with pytest.raises(QuestionError) as error:
        fair_pay(small_file(), Amount(wage=22), Month.of(start), payer)
    assert str(error.value) == said


def test_without_a_unit_rate_the_cost_is_told_and_no_rate_is_looked_for() -> None:
    # 2 dollars for 52 hours a month are 104, which only a grant or gifts can bring: 1,248 a year
    found = asked(payers=UNPAID)
    assert pytest.approx(312) == found.plain.net
    assert found.wage_to_rate is None
    assert "rate" not in {equivalent.lever for equivalent in found.plain.equivalents}
    assert lever(found.plain, "grant").amounts["dollars a year"] == pytest.approx(1_248, abs=6)
    assert "No payer of this program pays by the unit, so no rate is looked for." in found.assumed
    assert not any("no rate that was looked at" in sentence for sentence in found.sentences)


def test_a_payer_without_a_unit_rate_is_refused_by_name() -> None:
    with pytest.raises(QuestionError, match="found the payer 'commercial'; those that pay by the unit are none"):
        fair_pay(small_file(payers=UNPAID), Amount(wage=22), START, "commercial")
