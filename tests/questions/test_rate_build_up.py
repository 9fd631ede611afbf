"""The rate build-up: worked by hand, tied to the real model, inverted, under caps, refused."""

import re

import pytest

from model.inputs.faults import InputError
from model.inputs.months import Month
from model.questions.rate_build_up import Asked, RateBuildUp, rate_build_up
from model.questions.solving import QuestionError, Solved, Unreached
from model.questions.trying import tried
from tests.questions.given import EXAMPLES, example, small_file
from tests.small import lead, medicaid, peer

MEDICAID = Asked(payer="medicaid")


def rate_of(found: RateBuildUp, service: str = "individual") -> float:
    answer = next(s.rate for s in found.services if s.service == service)
    assert isinstance(answer, Solved)
    return answer.value


def amounts(found: RateBuildUp, service: str = "individual") -> dict[str, float]:
    return {line.name: line.amount for s in found.services if s.service == service for line in s.lines}


def test_a_rate_that_is_right_is_found() -> None:
    # 1,040 dollars a month for 208 units are 5 dollars a unit, 20 x 15/60
    found = rate_build_up(small_file(), MEDICAID)
    assert rate_of(found) == pytest.approx(5, abs=0.0001)
    assert amounts(found)["Wage"] == pytest.approx(5)
    assert sum(amounts(found).values()) == pytest.approx(5)


FULL = {
    "benefits": {"components": [{"name": "FICA", "share_of_wages": 0.2}]},
    "leave": {"pto": 208},
    "time": {"non_service_share": 0.25},
    "services": {"individual": {"session_minutes": 60, "no_show": 0.2, "documentation_minutes": 15, "miles": 2}},
    "payers": {"medicaid": medicaid(denial=0.1)},
    "positions": [peer(), lead()],
    "costs": {
        "mileage_rate": 0.5,
        "per_position_month": {"phone": 26},
        "program_month": {"rent": 52},
        "indirect_rate": 0.1,
    },
}


def test_each_line_is_what_it_is_on_paper() -> None:
    """A peer of 52 paid hours a month, and a lead of 26 hours at the same pay."""
    found = amounts(rate_build_up(small_file(**FULL), MEDICAID))
    # 20 an hour for a quarter of an hour; fringe of 20 %
    assert found["Wage"] == pytest.approx(5)
    assert found["Fringe"] == pytest.approx(1)
    # leave of 208 hours for 2,080 is a tenth: 6 x 52/46.8 = 6.6667
    assert found["Leave"] == pytest.approx(6 * (52 / 46.8 - 1))
    assert found["Training"] == 0
    # a quarter of 46.8 hours is not service: 35.1 are left; 6.6667 x 4/3 = 8.8889
    assert found["Time not in service"] == pytest.approx(8.888889 - 6.666667, abs=1e-6)
    # a booked session takes 1 hour and 0.8 x 0.25 of notes: of 1.2 hours 0.2 are notes; x 1.2
    assert found["Documentation"] == pytest.approx(8.888889 * 0.2, abs=1e-6)
    # of the hour that is left four fifths are with somebody: 10.6667 / 0.8 = 13.3333
    assert found["No-show"] == pytest.approx(13.333333 - 10.666667, abs=1e-6)
    # 35.1 / 1.2 = 29.25 booked, 23.4 kept, 93.6 units a month
    # the lead: 26 hours x 20 x 1.2 = 624, and a phone of 26: 650 / 93.6
    assert found["Supervision"] == pytest.approx(650 / 93.6)
    # 58.5 miles at 50 cents
    assert found["Mileage"] == pytest.approx(29.25 / 93.6)
    # the peer's phone and the rent
    assert found["Program cost"] == pytest.approx((26 + 52) / 93.6)
    # 1,040 x 1.2 + 650 + 29.25 + 78 = 2,005.25, a tenth on top, and nine tenths of the units are paid
    assert found["Administration"] == pytest.approx(200.525 / 93.6)
    assert sum(found.values()) == pytest.approx(2005.25 * 1.1 / 93.6 / 0.9)


def test_with_the_rate_put_in_the_real_model_pays_for_the_seat() -> None:
    file = small_file(**FULL)
    answer = rate_of(rate_build_up(file, MEDICAID))
    result = tried(file, [{"set": "payers.medicaid.services.individual.rate", "to": answer}])
    billing, funding = result.projection.billing, result.projection.funding
    assert billing.earned[0, 0].sum() == pytest.approx(funding.full[0, 0].sum(), abs=0.0001 * 93.6 * 3)


@pytest.mark.parametrize(("convention", "expected"), [("add_on", 5 * 1.12), ("share", 5 / 0.88)])
def test_administration_is_on_top_or_a_share_of_the_rate(convention: str, expected: float) -> None:
    asked = Asked(payer="medicaid", administration=0.12, convention=convention)  # type: ignore[arg-type]
    assert rate_of(rate_build_up(small_file(), asked)) == pytest.approx(expected, abs=0.0001)


def test_a_group_is_paid_by_who_comes() -> None:
    # 52 hours of groups of an hour, 5 booked of whom 4 come: 20 x 15/60 / 4 = 1.25 a unit and attendee
    services = {"group": {"session_minutes": 60, "group_size": 5, "no_show": 0.2}}
    payers = {"medicaid": {"client_share": 1.0, "services": {"group": {"rate": 1.0}}}}
    file = small_file(services=services, payers=payers, positions=[peer(mix={"group": 1.0})])
    found = rate_build_up(file, MEDICAID)
    assert rate_of(found, "group") == pytest.approx(1.25, abs=0.0001)
    assert amounts(found, "group")["Group"] == pytest.approx(1 - 5)
    assert amounts(found, "group")["No-show"] == pytest.approx(0.25)


def test_what_others_do_not_pay_for_is_a_line_of_its_own() -> None:
    # half of the clients have no payer: 5 dollars for the payer's own, 5 more for the others
    found = rate_build_up(small_file(payers={"medicaid": medicaid(client_share=0.5)}), MEDICAID)
    assert found.services[0].rate_for_own_clients == pytest.approx(5)
    assert rate_of(found) == pytest.approx(10, abs=0.0001)
    assert amounts(found)["Work that others do not pay for"] == pytest.approx(5)


@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_end_at_the_solved_rate_and_earnings_meet_full_cost(name: str) -> None:
    file = example(name)
    payer = next(p for p, terms in file.program.payers.items() if any(s.per == "unit" for s in terms.services.values()))
    first = max(file.program.start, file.program.payers[payer].start or file.program.start)
    found = rate_build_up(file, Asked(payer=payer, first=first))
    for service in found.services:
        assert isinstance(service.rate, Solved)
        assert service.lines[-1].rate == pytest.approx(service.rate.value, abs=0.0002)
        assert sum(line.amount for line in service.lines) == pytest.approx(service.lines[-1].rate)
    assert found.earned == pytest.approx(found.full_cost, rel=1e-4)


@pytest.mark.parametrize("name", EXAMPLES[2:3])
def test_the_arithmetic_of_a_line_can_be_repeated_by_hand(name: str) -> None:
    for service in rate_build_up(example(name), MEDICAID).services:
        before = 0.0
        for line in service.lines:
            figures = re.findall(r"[-\d.,]+", line.arithmetic)
            *numbers, said = [float(n.replace(",", "")) for n in figures]
            top, bottom = numbers[1], numbers[2]
            first = "×" in line.arithmetic
            assert line.name == "Wage" or numbers[0] == pytest.approx(before, abs=1e-6)
            by_hand = numbers[0] * top / bottom if first else numbers[0] + top / bottom
            assert by_hand == pytest.approx(said, abs=2e-5)
            before = said


def test_a_dearer_ladder_needs_a_higher_rate() -> None:
    file = small_file(**FULL)
    rates = [rate_of(rate_build_up(file, Asked(payer="medicaid", wage=wage))) for wage in (16, 20, 24)]
    assert rates == sorted(rates)
    assert rates[1] == pytest.approx(rate_of(rate_build_up(file, MEDICAID)), abs=0.0002)
    ladder = rate_build_up(file, Asked(payer="medicaid", steps=(24.0, 25.0)))
    assert rate_of(ladder) == pytest.approx(rates[2], abs=0.0002)


def test_the_rate_of_today_implies_a_wage() -> None:
    # 4 dollars a unit are 16 an hour
    implied = rate_build_up(small_file(payers={"medicaid": medicaid(4.0)}), MEDICAID).implied
    assert isinstance(implied.all_clients, Solved)
    assert implied.all_clients.value == pytest.approx(16, abs=0.005)
    assert implied.own_clients == implied.all_clients
    assert implied.sentences[0] == (
        "For this payer's own clients, without caps: today's rates imply $16.00 an hour "
        "(to within 0.005, looked for up to $200.00)."
    )


def test_hours_with_other_peoples_clients_are_not_the_payers_to_pay() -> None:
    # half of the clients have no payer: 4 a unit are 16 an hour for the payer's own half, 8 for everyone
    implied = rate_build_up(small_file(payers={"medicaid": medicaid(4.0, client_share=0.5)}), MEDICAID).implied
    assert isinstance(implied.own_clients, Solved)
    assert isinstance(implied.all_clients, Solved)
    assert implied.own_clients.value == pytest.approx(16, abs=0.005)
    assert implied.all_clients.value == pytest.approx(8, abs=0.005)


def test_a_wage_below_the_floor_is_told_as_such() -> None:
    file = small_file(payers={"medicaid": medicaid(1.5)}, wage_floor=7.25)
    implied = rate_build_up(file, MEDICAID).implied
    assert implied.sentences[0].startswith(
        "For this payer's own clients, without caps: today's rates imply $6.00 an hour, below the floor of $7.25"
    )


def test_a_rate_that_pays_for_nothing_implies_no_wage() -> None:
    file = small_file(payers={"medicaid": medicaid(0.1)}, costs={"program_month": {"rent": 500}})
    implied = rate_build_up(file, MEDICAID).implied
    assert isinstance(implied.all_clients, Unreached)
    # a cent an hour for 52 hours, and the rent, less 208 units at 10 cents, three times
    assert implied.all_clients.missing == pytest.approx(3 * (0.52 + 500 - 20.8))


def test_caps_that_bind_are_named_with_what_the_rate_leaves_unpaid() -> None:
    # 104 of 208 units a month may be billed: the rate of 5 earns half of 3 x 1,040
    caps = [{"name": "monthly", "payers": ["medicaid"], "per": "worker", "period": "month", "limit": 104}]
    found = rate_build_up(small_file(caps=caps), MEDICAID).under_caps
    assert found.binding == ("monthly",)
    assert found.short == pytest.approx(1560)
    assert isinstance(found.times, Solved)
    assert found.times.value == pytest.approx(2, abs=0.0001)
    assert found.sentence == (
        "Caps bind (monthly): with them the same rates leave $1,560.00 unpaid. "
        "Under the caps the rates would have to be 2.000 times as high."
    )


def test_under_a_cap_in_dollars_no_rate_reaches_full_cost() -> None:
    cap = {"name": "contract", "per": "program", "period": "month", "limit": 500, "unit": "dollars", "starts": 7}
    found = rate_build_up(small_file(caps=[{**cap, "payers": ["medicaid"]}]), MEDICAID).under_caps
    assert isinstance(found.times, Unreached)
    assert found.times.missing == pytest.approx(3 * 540)


def test_without_caps_none_is_blamed() -> None:
    assert rate_build_up(small_file(), MEDICAID).under_caps.sentence == "No cap takes any of these units."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(payer="plan"), "found the payer 'plan'; the program has medicaid"),
        (Asked(payer="medicaid", positions=("boss",)), "found the position 'boss'; those that see clients are peer"),
        (Asked(payer="medicaid", wage=20, steps=(20.0,)), "found both a wage and a ladder; ask for one of them"),
        (
            Asked(payer="medicaid", administration=1.0),
            "found administration of 1; a share from 0 to below 1 is needed",
        ),
        (
            Asked(payer="medicaid", administration=0.6, convention="share"),
            "found administration of 0.6; more than all other cost is not possible",
        ),
        (
            Asked(payer="medicaid", first=Month.of("2026-09"), months=2),
            "found a window of 2 months from 2026-09; the program is projected from 2026-07 to 2026-09",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: Asked, said: str) -> None:
    with pytest.raises(QuestionError) as error:
        rate_build_up(small_file(), asked)
    assert str(error.value) == said


def test_a_payer_of_nothing_by_the_unit_is_refused() -> None:
    payers = {"plan": {"client_share": 1.0, "services": {"individual": {"per": "client_month", "rate": 60}}}}
    file = small_file(payers=payers, positions=[peer(caseload=10)])
    with pytest.raises(QuestionError, match="plan pays for none of these positions' work by the unit"):
        rate_build_up(file, Asked(payer="plan"))


def test_a_ladder_that_is_none_is_refused() -> None:
    with pytest.raises(InputError):
        rate_build_up(small_file(), Asked(payer="medicaid", steps=(-3.0,)))
