"""Published rates and limits on offer: each names one row, and nothing is offered that does not hold."""

import pytest

from model.inputs.citations import rows_named, stated
from model.inputs.states import NAMES
from model.interview import cap_choices, rate_choices
from tests.interview.told import ASSUMPTIONS

RATES = [
    c for state in sorted(NAMES) for kind in ("individual", "group") for c in rate_choices(state, kind, ASSUMPTIONS)
]
CAPS = [c for state in sorted(NAMES) for c in cap_choices(state, ASSUMPTIONS)]


def test_every_choice_names_its_row_and_no_other_and_says_what_it_says() -> None:
    assert len(RATES) > 30
    assert len(CAPS) > 10
    for choice in RATES:
        assert (choice.row,) == rows_named(choice.basis, ASSUMPTIONS)
        assert choice.row.rate == stated(choice.basis, ASSUMPTIONS)
    for choice in CAPS:
        assert (choice.row,) == rows_named(choice.basis, ASSUMPTIONS)
        assert choice.cap["limit"] == stated(choice.basis, ASSUMPTIONS)


def test_each_choice_has_words_of_its_own_with_code_and_date() -> None:
    assert len({choice.words for choice in RATES}) == len({choice.basis for choice in RATES})
    first = rate_choices("MN", "individual", ASSUMPTIONS)[0]
    assert first.words == (
        "$15.02 for 15 minutes, H0038, Peer recovery support, substance use treatment and recovery community "
        "organizations, since 2018-07"
    )


@pytest.mark.parametrize("delivery", ["individual", "group"])
def test_iowa_has_no_rate_on_offer(delivery: str) -> None:
    # its rows are bundles of a whole team that have ended
    assert [] == rate_choices("IA", delivery, ASSUMPTIONS)  # type: ignore[arg-type]


def test_what_is_paid_on_top_of_another_rate_or_has_ended_is_not_offered() -> None:
    assert {"rate"} == {choice.row.kind for choice in RATES}
    assert "ended" not in {choice.row.status for choice in RATES}
    assert all("pending" in choice.words for choice in RATES if choice.row.status == "pending")


def test_limits_by_episode_ratios_and_sizes_are_not_offered() -> None:
    assert [] == cap_choices("KS", ASSUMPTIONS)  # a group size
    assert ["quarter"] == [choice.cap["period"] for choice in cap_choices("NC", ASSUMPTIONS)]


def test_a_fixed_window_begins_where_the_source_says_and_else_in_july() -> None:
    # Nevada says calendar year; Mississippi the state's fiscal year
    assert [("fixed", 1)] == [(c.cap["window"], c.cap["starts"]) for c in cap_choices("NV", ASSUMPTIONS)]
    year = next(c for c in cap_choices("MS", ASSUMPTIONS) if c.row.period == "year")
    assert ("fixed", 7) == (year.cap["window"], year.cap["starts"])
