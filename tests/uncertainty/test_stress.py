"""Stress tests: scenarios of ordinary changes, made for the program at hand, as hard as the assumptions say."""

import pytest
from pytest import approx

from model.compare import Outcome, outcome
from model.inputs.assumptions import load_assumptions
from model.inputs.load import program_of
from model.inputs.months import Month
from model.uncertainty.stress import Stressed, stress_tests, stressed
from tests.random_programs import random_program
from tests.small import UNPAID, grant, medicaid, peer, tree

NUMBERS = load_assumptions()


def program(**changes: object) -> Outcome:
    return outcome(program_of(tree(**{"months": 24, **changes}), "small.yaml"))


def tried(before: Outcome, key: str) -> Stressed:
    tests = stress_tests(before, NUMBERS, Month.of("2026-09"))
    return stressed(before, [test for test in tests if test.key == key])[0]


def test_every_number_of_the_stress_tests_is_used_by_one_of_them():
    entries = {key for key in NUMBERS.entries if key.startswith("stress.")}
    used = {entry.key for test in stress_tests(program(), NUMBERS) for entry in test.entries}
    assert entries == used | {"stress.begins_after"}


def test_a_stress_begins_half_a_year_on_where_no_month_is_given():
    rate_cut = stress_tests(program(), NUMBERS)[-1]
    assert rate_cut.why == "Every rate of medicaid is cut by 10 % from January 2027."


def test_a_rate_cut_takes_a_tenth_of_what_is_earned_from_its_month_on():
    found = tried(program(), "rate_cut").result
    assert found is not None
    earned = found.projection.billing.earned[0].sum(axis=(0, 1, 2))
    assert [1040.0, 1040.0, 936.0, 936.0] == approx(earned[:4])


def test_a_payer_that_stops_pays_all_it_owes_afterwards_and_earns_no_less():
    # 1,040 come and go each month; from September to November nothing comes: -1,040, -2,080, -3,120, then 0 again
    found = tried(program(), "payer_stops")
    assert found.result is not None
    assert [0, 0, -1040, -2080, -3120, 0] == approx(found.result.projection.cash[0, :6], abs=1e-6)
    assert found.sentence == (
        "Positions are sustained as they were. There is no gap. Cash is lower by up to $3,120, in November 2026, when "
        "it is -$3,120; it runs out in September 2026, which it did not."
    )


def test_the_two_with_the_most_hours_leave_in_the_same_month():
    seats = [peer("few", hours_per_week=6), peer("most"), peer("many", hours_per_week=10)]
    found = tried(program(positions=seats), "departures")
    assert (
        found.stress.why
        == "The people in most and many leave at the end of September 2026, and the seats are filled as usual."
    )
    assert found.result is not None
    assert [0.0, 1.0, 1.0] == approx(found.result.projection.staffing.separations[0, :, 2])


def test_a_departure_that_is_known_stays_known():
    found = tried(program(positions=[peer(departs=["2027-01"])]), "departures")
    assert found.result is not None
    assert [str(month) for month in found.result.file.program.positions[0].departs] == ["2026-09", "2027-01"]


def test_a_year_of_pandemic_demand_ends_after_a_year():
    services = {"individual": {"session_minutes": 60, "no_show": 0.2, "sessions_per_client_per_week": 0.5}}
    found = tried(program(services=services, positions=[peer(caseload=20)]), "pandemic")
    assert found.result is not None
    # demand 20 x 0.5 x 52/12 = 43.33 booked a month, of which 0.8 are kept; then 0.7 of them, of which 0.75 are kept
    kept = found.result.projection.sessions.kept[0].sum(axis=(0, 1))
    assert [34.6667, 34.6667, 22.75] == approx(kept[:3], rel=1e-5)
    assert [22.75, 34.6667] == approx(kept[13:15], rel=1e-5)


def test_no_shows_of_a_pandemic_never_pass_every_session():
    services = {"individual": {"session_minutes": 60, "no_show": 0.9}}
    found = tried(program(services=services), "pandemic")
    assert found.result is not None
    assert found.result.projection.sessions.kept[0, 0, 0, 2] == approx(0.0, abs=1e-9)


def test_an_award_still_to_begin_begins_and_ends_later():
    later = grant("later", start="2026-10", end="2027-09")
    found = tried(program(payers=UNPAID, grants=[later]), "award_delay")
    assert found.result is not None
    paid = found.result.projection.funding.grants["later"].paid[0]
    assert [month for month, dollars in enumerate(paid) if dollars > 0] == list(range(6, 18))


def test_where_every_award_has_begun_the_largest_ones_money_comes_later():
    found = tried(program(payers=UNPAID, grants=[grant(end="2027-06")]), "award_delay")
    assert (
        found.stress.why == "What the grant 'grant' pays comes 3 months later than it does; no award is still to begin."
    )
    assert found.result is not None
    # a month after the cost, and three months more: four months of 1,040 are out before the first comes
    assert -4160.0 == approx(found.result.projection.cash[0, 3])


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({}, "award_delay", "Does not apply: the program has no grant."),
        ({"payers": UNPAID}, "payer_stops", "Does not apply: no payer pays for any service."),
        ({"payers": UNPAID}, "rate_cut", "Does not apply: no payer pays for any service."),
        ({}, "pandemic", "Does not apply: the program states neither demand nor no-shows."),
        (
            {"positions": [peer(start="2027-01")]},
            "departures",
            "Does not apply: nobody sees clients in September 2026.",
        ),
    ],
)
def test_a_stress_that_does_not_apply_says_why(changes, key, said):
    assert tried(program(**changes), key).sentence == said


def test_a_judgement_says_so_and_the_ninety_days_have_a_source():
    tests = {test.key: test for test in stress_tests(program(), NUMBERS)}
    assert [key for key, test in tests.items() if test.sourced] == ["payer_stops"]


@pytest.mark.parametrize("seed", range(12))
def test_random_programs_can_be_stressed_and_their_scenarios_read(seed: int):
    before = outcome(program_of(random_program(seed), "random.yaml"))
    for found in stressed(before, stress_tests(before, NUMBERS)):
        assert found.sentence.endswith(".")
        assert (found.result is None) == found.sentence.startswith(("Does not apply", "Cannot be tried"))


def test_a_stress_of_a_payer_moves_cash_only_and_never_in_the_end():
    payers = {"medicaid": medicaid(payment_lag=[0.0, 0.6, 0.4])}
    before = program(payers=payers)
    found = tried(before, "payer_stops").result
    assert found is not None
    assert found.projection.cash[0, -1] == approx(before.projection.cash[0, -1])
    assert found.projection.funding.gap == approx(before.projection.funding.gap)
