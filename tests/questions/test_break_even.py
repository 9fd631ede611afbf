"""Break-even: levers solved on paper, put back, out of reach, refused."""

from typing import Any

import numpy as np
import pytest

from model.inputs.load import program_of
from model.inputs.months import Month
from model.projection import project
from model.questions.break_even import BreakEven, break_even, break_even_table
from model.questions.goals import Wanted, goal_of
from model.questions.margins import margins
from model.questions.move_search import FINER
from model.questions.moves import moves_of
from model.questions.solving import QuestionError, Solved, Unreached
from model.questions.trying import laid
from tests.questions.given import small_file
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer

SECURED = Wanted(paid_by="secured")
WEEKLY = {"session_minutes": 60, "sessions_per_client_per_week": 1.0}


def paid(rate: float, **changes: Any) -> dict[str, Any]:
    """The small program at another rate; full cost is 1,040 dollars a month, 3,120 in all."""
    return {"payers": {"medicaid": medicaid(rate)}, **changes}


def solved(lever: str, wanted: Wanted | None = None, **changes: Any) -> BreakEven:
    return break_even(small_file(**changes), wanted or Wanted(), lever)


def value(found: BreakEven) -> float:
    assert isinstance(found.answer, Solved), found.sentence
    return found.answer.value


def test_the_rate_that_pays_one_peer_is_five_dollars() -> None:
    # 1,040 dollars a month / 208 units = 5.00; at 4.00 it misses 208 dollars a month, 624 in three
    found = solved("rate", **paid(4.0))
    assert value(found) == 5.0
    assert found.today == pytest.approx(-624)
    assert found.sentence == (
        "Rate (medicaid, individual): alone, it would have to go from $4.00 a unit to $5.00 a unit from July 2026 "
        "(looked for from $0.00 to $50.00 a unit, to within $0.01 a unit)."
    )


def test_two_peers_and_administration_on_paper() -> None:
    # a peer of 12 hours and one of 24 cost 1,040 + 2,080 = 3,120, with 10 % on top 3,432; 208 + 416 units: 5.50 each
    seats = [peer(), peer("second", hours_per_week=24)]
    assert value(solved("rate", **paid(4.0, positions=seats, costs={"indirect_rate": 0.1}))) == 5.5


def test_a_rate_that_misses_the_cent_is_rounded_to_the_side_that_pays() -> None:
    # 1,144 / 208 = 5.50 at 10 %; at 11 % 1,154.40 / 208 = 5.55; at 12 % 1,164.80 / 208 = 5.60; at 13 % 5.65;
    # at 11.1 % 1,155.44 / 208 = 5.555, so 5.56
    found = solved("rate", **paid(4.0, costs={"indirect_rate": 0.111}))
    assert value(found) == 5.56
    assert found.found.exact == pytest.approx(5.555, abs=0.001)


@pytest.mark.parametrize(
    ("lever", "changes", "expected"),
    [
        # 208 x 6.5 x (1 - n) = 1,040 at n = 3/13 = 0.2307…, rounded down to a tenth of a percent
        ("no_show", paid(6.5, services={"individual": {"session_minutes": 60, "no_show": 0.5}}), 0.23),
        ("denial", {"payers": {"medicaid": medicaid(6.5, denial=0.5)}}, 0.23),
        # 104 units at 10 dollars pay; that is 26 sessions, and 6 clients x 52/12 sessions
        ("caseload", paid(10.0, positions=[peer(caseload=3)], services={"individual": WEEKLY}), 6.0),
        # with 12 clients the same 26 sessions are half a session a week each
        (
            "sessions_per_client_per_week",
            paid(
                10.0,
                positions=[peer(caseload=12)],
                services={"individual": {**WEEKLY, "sessions_per_client_per_week": 0.1}},
            ),
            0.5,
        ),
        # 104 units a month are 24 a week
        ("cap", paid(10.0, caps=[{"name": "weekly", "per": "worker", "period": "week", "limit": 10}]), 24.0),
        # 52 hours x (1 - share) x 4 units x 10 dollars = 1,040 at one half
        ("non_service_share", paid(10.0, time={"non_service_share": 0.9}), 0.5),
        # a session takes 60 minutes and the notes: 52 x 60/(60 + d) x 40 dollars = 1,040 at d = 60
        (
            "documentation_minutes",
            paid(10.0, services={"individual": {"session_minutes": 60, "documentation_minutes": 100}}),
            60.0,
        ),
        ("travel_minutes", paid(10.0, services={"individual": {"session_minutes": 60, "travel_minutes": 100}}), 60.0),
        # half of the clients bring 104 units at 10 dollars
        ("client_share", {"payers": {"medicaid": medicaid(10.0, client_share=0.2)}}, 0.5),
        # 208 x 5.5 = 1,144 dollars for 52 hours are 22 an hour
        ("starting_wage", paid(5.5, ladders={"peer": {"steps": [30.0]}}), 22.0),
        # four hours of 10 dollars a month and hour: only hours that pay for themselves; at 6 a unit all of them do
        ("rate_raise", paid(4.0), 1.25),
    ],
)
def test_each_lever_alone_as_on_paper(lever: str, changes: dict[str, Any], expected: float) -> None:
    assert expected == pytest.approx(value(solved(lever, **changes)), abs=1e-9)


def test_months_vacant_that_one_can_bear() -> None:
    # a seat that starts vacant is filled for the next month with probability 1/(1 + V); rent of 520 must be earned at
    # 10 dollars a unit, 2,080 - 1,040 = 1,040 a month of a filled seat: filled half of the second month at V = 1
    found = solved(
        "months_vacant",
        Wanted(first=Month.of("2026-08"), months=1, start=Month.of("2026-07")),
        **paid(10.0, months=2, positions=[peer(filled="vacant")], costs={"program_month": {"rent": 520}}),
        staffing={"months_vacant": 5},
    )
    assert value(found) == 1.0


def test_fundraising_pays_what_earnings_leave() -> None:
    # 1,040 - 832 = 208 dollars a month
    assert value(solved("fundraising", SECURED, **paid(4.0))) == 208


def test_a_new_grant_from_which_billing_is_taken_off() -> None:
    # a month with L left covers L/1,040 of the seat, so it is asked for 1,040 - 832 L/1,040 = 1,040 - 0.8 L and leaves
    # 1.8 L - 1,040; the third month needs 208: 1,248/1.8 = 693.33 in the second and 1,733.33/1.8 = 962.96 in the first
    bridge = solved("grant_added", SECURED, **paid(4.0))
    assert value(bridge) == 963
    assert bridge.changes[0]["item"]["covers"] == {"peer": 1.0}
    assert bridge.sentence == (
        "A new grant (from July 2026 to September 2026): alone, it would have to go from $0.00 a year to $963 a year "
        "(looked for from $0.00 to $5,000,000 a year, to within $1.00 a year)."
    )


def test_a_new_grant_pays_only_what_other_grants_leave() -> None:
    # half of everything above: 481.48
    half = grant(covers={"peer": 0.5})
    found = solved("grant_added", SECURED, **paid(4.0, grants=[half]))
    assert found.changes[0]["item"]["covers"] == {"peer": 0.5}
    assert value(found) == 482
    with pytest.raises(QuestionError, match=r"^grants pay for these positions in full; a new grant has nothing left"):
        solved("grant_added", SECURED, grants=[grant()])


def test_after_the_grants_end_only_those_months_count_and_the_lever_moves_from_then() -> None:
    found = solved("rate", Wanted(after_grants=True), **paid(4.0, months=8, grants=[grant()]))
    # October 2026 to February 2027: 5 months of 208 dollars
    assert found.goal.span == "from October 2026 to February 2027"
    assert found.today == pytest.approx(-1040)
    assert [{"set": "payers.medicaid.services.individual.rate", "to": 5.0, "from": "2026-10"}] == list(found.changes)


def test_a_position_or_a_group_is_paid_for_alone() -> None:
    # the second peer earns twice what it costs; together they are paid for, the first alone is not
    seats = [peer(), peer("second", ladder="low")]
    changes = paid(4.0, positions=seats, ladders={"peer": {"steps": [20.0]}, "low": {"steps": [8.0]}})
    file = small_file(**changes)
    assert value(break_even(file, Wanted(positions=("peer",)), "rate")) == 5.0
    assert value(break_even(file, Wanted(positions=("second",)), "rate")) == 2.0
    # (1,040 + 416) / 416 units
    assert value(break_even(file, Wanted(positions=("peer", "second")), "rate")) == 3.5


def test_who_sees_no_clients_is_carried_by_those_who_do() -> None:
    # 1,040 + 520 dollars over 208 units
    assert value(solved("rate", **paid(4.0, positions=[peer(), lead()]))) == 7.5


def test_what_is_reached_today_says_how_far_it_holds() -> None:
    found = solved("rate", **paid(6.0))
    assert value(found) == 5.0
    assert found.sentence == (
        "Rate (medicaid, individual): it is $6.00 a unit today, and $5.00 a unit would still do from July 2026 "
        "(looked for from $0.00 to $60.00 a unit, to within $0.01 a unit)."
    )
    assert solved("fundraising", SECURED, **paid(6.0)).sentence == (
        "Fundraising a month (the whole program): any value will do; it is $0.00 a month today "
        "(looked for from $0.00 to $500,000 a month)."
    )


def test_what_nothing_reaches_says_how_near_the_best_comes() -> None:
    # at no denial at all 208 x 4 = 832 dollars are earned: 208 a month missing
    found = solved("denial", payers={"medicaid": medicaid(4.0, denial=0.1)})
    assert isinstance(found.answer, Unreached)
    assert (0.0, pytest.approx(624)) == (found.answer.best, found.answer.missing)
    assert found.sentence == (
        "Claims denied (medicaid): no value reaches it; best is 0 % of billing (10 % of billing today), and $624 would "
        "still be missing (looked for from 0 to 100 % of billing)."
    )
    assert solved("no_show", **paid(4.0)).sentence == (
        "No-shows (individual): no value reaches it; none brings it nearer than 0 % of sessions today, and $624 would "
        "still be missing (looked for from 0 to 100 % of sessions)."
    )


@pytest.mark.parametrize(("today", "expected"), [(1, 2.4), (2, 2.4), (10, 6.0), (4.0, 2.4)])
def test_of_two_crossings_the_one_nearest_to_today_is_told(today: float, expected: float) -> None:
    # a session earns 120 dollars until 12 units a week, 13 sessions a month, and costs 20 for its miles throughout:
    # 100 s = 1,040 at 10.4 sessions, 2.4 clients; 13 x 120 - 20 s = 1,040 at 26 sessions, 6 clients
    found = solved(
        "caseload",
        **paid(
            30.0,
            positions=[peer(caseload=today)],
            services={"individual": {**WEEKLY, "miles": 20}},
            costs={"mileage_rate": 1.0},
            caps=[{"name": "weekly", "per": "worker", "period": "week", "limit": 12}],
        ),
    )
    assert value(found) == pytest.approx(expected)
    assert "it may work both ways, and of several crossings the one nearest to today is told" in found.sentence


def test_an_empty_seat_that_loses_less_is_called_by_its_name() -> None:
    found = solved("months_vacant", **paid(4.0, months=24), staffing={"annual_turnover": 1.0, "months_vacant": 1})
    assert isinstance(found.answer, Unreached)
    assert "best is 12 months (1 month today)" in found.sentence
    assert "since an empty seat loses less than a filled one" in found.sentence


def test_a_share_goes_no_further_than_others_leave() -> None:
    payers = {"medicaid": medicaid(4.0, client_share=0.5), "other": {"client_share": 0.4}}
    found = solved("client_share:medicaid", payers=payers)
    assert isinstance(found.answer, Unreached)
    assert found.answer.high == pytest.approx(0.6, abs=1e-5)


def test_the_table_tells_what_would_do_and_what_cannot() -> None:
    table = break_even_table(small_file(**paid(4.0)), Wanted(), ["no_show", "rate", "denial"])
    assert table.sentences == (
        "As the program stands, $624 is missing to earnings that pay the full cost of the whole program from July 2026 "
        "to September 2026.",
        "Alone, each would have to go:",
        "- Rate (medicaid, individual): from $4.00 a unit to $5.00 a unit from July 2026 (looked for from $0.00 to "
        "$50.00 a unit, to within $0.01 a unit).",
        "These two cannot do it at all, and here is how near they come:",
        "- No-shows (individual): no value reaches it; none brings it nearer than 0 % of sessions today, and $624 "
        "would still be missing (looked for from 0 to 100 % of sessions).",
        "- Claims denied (medicaid): no value reaches it; none brings it nearer than 0 % of billing today, and $624 "
        "would still be missing (looked for from 0 to 100 % of billing).",
    )


def test_the_usual_levers_that_cannot_be_asked_are_told() -> None:
    table = break_even_table(small_file(**paid(4.0)), Wanted(months=1))
    assert {row.move.key for row in table.rows} >= {"rate", "no_show", "turnover", "starting_wage"}
    assert "Not asked: Limit of a cap: this program has no place for it." in table.left_out
    assert "Not asked: Fundraising a month is no earnings; ask for all secured funding instead." in table.sentences[-2:]


def checked_alone(found: BreakEven, at: float) -> float:
    """Dollars beyond the goal with one value typed in, projected by itself."""
    return float(found.goal.beyond(project(laid(found.goal.file, found.move.changes(at)).program))[0])


KEYS = ("rate", "no_show", "caseload", "cap", "turnover", "months_vacant", "denial", "starting_wage", "fundraising")


@pytest.mark.parametrize("seed", [28, 33])
@pytest.mark.parametrize("paid_by", ["earnings", "secured"])
def test_a_solved_value_put_back_reaches_the_goal_and_one_a_little_short_does_not(seed: int, paid_by: Any) -> None:
    file = program_of(random_program(seed), "random.yaml")
    goal = goal_of(file, Wanted(paid_by=paid_by))
    for key in KEYS:
        try:
            moves = moves_of(goal, key)
        except QuestionError:
            continue
        found = break_even(file, goal.wanted, f"{key}:{moves[0].target}")
        if found.found.exact is None:
            sampled = np.linspace(found.answer.low, found.answer.high, 5)
            assert max(checked_alone(found, float(at)) for at in sampled) < 0, found.sentence
        elif not found.found.throughout:
            assert checked_alone(found, value(found)) >= 0, found.sentence
            fine = found.move.range.step / FINER
            sides = [checked_alone(found, found.found.exact + way * fine * 1.01) for way in (-1, 1)]
            assert min(sides) < 0, found.sentence


@pytest.mark.parametrize("paid_by", ["earnings", "secured"])
@pytest.mark.parametrize("seed", [6, 28])
def test_levers_that_are_said_to_work_one_way_do(seed: int, paid_by: Any) -> None:
    goal = goal_of(program_of(random_program(seed), "random.yaml"), Wanted(paid_by=paid_by))
    for key in ("rate", "rate_raise", "denial", "fundraising", "award", "indirect", "cost_line"):
        try:
            move = moves_of(goal, key)[0]
        except QuestionError:
            continue
        values = np.linspace(move.range.low, move.range.high, 7)
        steps = np.diff(margins(goal, [move]).at(values))
        assert np.isfinite(steps).all()
        assert not move.one_way or (steps > -1e-3).all() or (steps < 1e-3).all(), move.name


def test_a_program_cap_in_dollars_makes_a_rate_work_both_ways() -> None:
    # the year's dollars are earned sooner at a higher rate, and later months have none
    cap = {"name": "dollars", "per": "program", "period": "year", "limit": 3120, "unit": "dollars", "starts": 7}
    changes = paid(5.0, caps=[cap])
    assert moves_of(goal_of(small_file(**changes), Wanted()), "rate")[0].one_way
    assert not moves_of(goal_of(small_file(**changes), SECURED), "rate")[0].one_way
    assert value(solved("rate", SECURED, **changes)) == 5.0


@pytest.mark.parametrize(
    ("lever", "wanted", "message"),
    [
        ("wage_floor", Wanted(), "found the lever 'wage_floor'; those that are numbers are pay_floor,"),
        ("grant_end", Wanted(), "Last month of a grant is not one number, so no value of it can be looked for"),
        ("reserve_opening", Wanted(), "Reserve at the start is no secured funding; it does not move what is asked"),
        ("fundraising", Wanted(), "Fundraising a month is no earnings; ask for all secured funding instead"),
        ("cap", Wanted(), "Limit of a cap: this program has no place for it"),
        ("rate:medicaid, grup", Wanted(), "found 'medicaid, grup' for rate; there is medicaid, individual; did you"),
        ("rate", Wanted(positions=("per",)), "found per; those that see clients are peer, and the cost of the others"),
        ("rate", Wanted(positions=()), "found no position; those that see clients are peer"),
        ("rate", Wanted(after_grants=True), "no grant pays for these positions; ask for a window of months instead"),
        ("rate", Wanted(months=9), "found a window of 9 months from 2026-07; the program is projected from 2026-07 to"),
        ("rate", Wanted(start=Month.of("2030-01")), "found 2030-01; the program is projected from 2026-07 to 2026-09"),
        (
            "rate",
            Wanted(after_grants=True, first=Month.of("2026-08")),
            "found both a first month and 'after the grants end'; ask for one of them",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(lever: str, wanted: Wanted, message: str) -> None:
    with pytest.raises(QuestionError) as refused:
        break_even(small_file(), wanted, lever)
    assert str(refused.value).startswith(message)


def test_a_grant_that_pays_to_the_end_leaves_nothing_after_it() -> None:
    with pytest.raises(QuestionError, match=r"^a grant still pays in 2026-09, the last month projected; project more"):
        solved("rate", Wanted(after_grants=True), grants=[grant()], **paid(4.0))
