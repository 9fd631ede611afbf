"""Answers refused with every fault in words, what is asked and what is not, and drafts that survive an address."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.interview import (
    GRANT_BLANKS,
    QUESTIONS,
    Answers,
    AnswersError,
    GrantAnswer,
    answers_of,
    bounds_of,
    default_of,
    is_asked,
    packed,
    unpacked,
    why_no_default,
)
from model.interview.questions import blank_of
from tests.interview.told import ASSUMPTIONS, bcor, faults, said


def test_there_are_twelve_questions_and_each_says_why_it_is_asked() -> None:
    assert 12 == len(QUESTIONS)
    assert all(question.why.endswith(".") and question.words.endswith("?") for question in QUESTIONS)


def test_every_answer_has_a_blank_and_every_blank_an_answer() -> None:
    blanks = {blank.key for question in QUESTIONS for blank in question.blanks}
    assert blanks == set(Answers.model_fields) - {"rate_row", "group_row"}
    assert {blank.key for blank in GRANT_BLANKS} | {"peers"} == set(GrantAnswer.model_fields)


def test_numbers_have_bounds_and_defaults_lie_inside_them() -> None:
    for blank in [blank for question in QUESTIONS for blank in question.blanks]:
        low, high, _ = bounds_of(blank.key)
        if blank.kind in ("number", "whole", "share", "dollars"):
            assert low is not None, blank.key
            assert high is not None, blank.key
            found = default_of(blank, ASSUMPTIONS)
            assert found is None or low <= found.value <= high, blank.key


def test_what_moves_the_answer_has_a_sourced_default_or_must_be_answered() -> None:
    for key in ("entry_pay", "caseload", "medicaid_share", "no_show", "denial", "miles"):
        assert default_of(blank_of(key), ASSUMPTIONS) is None
        assert why_no_default(blank_of(key), ASSUMPTIONS).startswith("No published number: you must answer.")
    turnover = default_of(blank_of("turnover"), ASSUMPTIONS)
    assert turnover is not None
    assert (0.33, "Judgement of this project") == (turnover.value, turnover.title)


def test_a_blank_without_a_number_says_what_to_look_for_and_what_neighbours_have() -> None:
    said_of = why_no_default(blank_of("no_show"), ASSUMPTIONS)
    assert "Of the last hundred sessions you booked, how many did not take place?" in said_of
    assert "We would look between 15 % and 35 %." in said_of
    assert "First appointments missed, addiction treatment: 37.4 % (2013)" in said_of


def test_all_faults_are_told_at_once_in_the_order_of_the_questions() -> None:
    found = faults(state="ZZ", peers=2.5, medicaid_share=0.8, other_share=0.5, no_show=1.2, cash=None, leave_hours=-1.0)
    assert [
        "How many peers see clients: found 2.5; a whole number from 1 to 40 is possible.",
        "What they pay for 15 minutes with one person: an answer is needed.",
        "Clients on Medicaid and clients for whom somebody else pays are 130 % together; at most 100 %.",
        "Booked sessions that nobody comes to: found 120 %; from 0 % to 95 % is possible.",
        "Paid leave and holidays, hours a year at full time: found -1; from 0 to 1,000 is possible.",
        "Cash in the bank: an answer is needed.",
    ] == found


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "ZZ"}, "State: 'ZZ' is not offered."),
        ({"start": "2026-7"}, "First month to look at: found '2026-7'; a month is written YYYY-MM, such as 2027-01."),
        ({"start": "2020-01"}, "First month to look at: found 2020-01; 2026-01 to 2035-12 is possible."),
        ({"name": " "}, "Name of the program: a name of at most 60 characters is needed."),
        ({"visits": 0.0}, "Sessions booked with a client in a week: found 0; above 0 and at most 21 is possible."),
        ({"caseload": float("nan")}, "Clients of each peer: found nan; above 0 and at most 200 is possible."),
        ({"entry_pay": "18"}, "Pay of a peer, an hour: that is not a number; from 5 to 200 is possible."),
        ({"rate_row": None}, "Rate for a session with one person: an answer is needed."),
        (
            {"rate": 12.0},
            "Rate for a session with one person: a published rate and one of your own; give one.",
        ),
        (
            {"rate_row": "medicaid_rates.csv: NH; H0038; 2026-03"},
            "Rate for a session with one person: 'medicaid_rates.csv: NH; H0038; 2026-03' is no published rate of MN.",
        ),
        (
            {"caps": ["medicaid_caps.csv: MS; unit_limit; day; 2022"]},
            "Limits that hold for your clients: 'medicaid_caps.csv: MS; unit_limit; day; 2022' is no published limit "
            "of MN.",
        ),
        ({"lead_hours": 10.0}, "Pay of the supervisor, an hour: an answer is needed."),
        ({"when_unfunded": "hope"}, "When nobody pays for a seat: one of the answers offered is needed."),
        (
            {"reserve_floor": 50_000.0},
            "Of it, what the board wants kept: more than the reserve; at most what is there can be kept.",
        ),
        ({"shoe_size": 9}, "There is no question 'shoe_size'."),
    ],
)
def test_a_fault_in_words(changes: dict[str, Any], sentence: str) -> None:
    assert [sentence] == faults(**changes)


@pytest.mark.parametrize(
    ("grants", "sentence"),
    [
        ([bcor(last="2025-01")], "BCOR: it ends in 2025-01, before it begins in 2025-10."),
        (
            [bcor(first="2024-01", last="2026-06")],
            "BCOR: it ended in 2026-06, before the first month, 2026-07; leave it out.",
        ),
        ([bcor(peers=[3])], "BCOR: there is no peer 3; there are 2."),
        ([bcor(peers=[])], "BCOR: it pays for nobody and nothing; say for whom."),
        ([bcor(lead_share=0.5)], "BCOR: it pays a supervisor, and there is none."),
        ([bcor(spent=70_000.0)], "BCOR: $70,000 of this budget year is spent, and the year has less."),
        (
            [bcor(first="2026-10", spent=1.0)],
            "BCOR: something is spent of it, but it is not under way before 2026-07; leave that at 0.",
        ),
        ([bcor(), bcor()], "2 grants are called 'BCOR'; each needs a name of its own."),
        (
            [bcor(share=0.6), bcor(name="County", first="2027-01", last="2028-12", share=0.6)],
            "BCOR and County together pay 120 % of peer 1 in 2027-01; at most 100 %.",
        ),
        ([bcor(per_year=0.0)], "Grant 1, dollars a year: found 0; above 0 and at most 50,000,000 is possible."),
        (
            [bcor(income="maybe")],
            "Grant 1, what the award says of money that its positions earn: one of the answers offered is needed.",
        ),
    ],
)
def test_a_grant_that_cannot_be_is_told_in_words(grants: list[dict[str, Any]], sentence: str) -> None:
    assert sentence in faults(grants=grants)


def test_a_fault_names_its_question() -> None:
    with pytest.raises(AnswersError) as refused:
        answers_of(said(no_show=2.0, cash=-1.0), ASSUMPTIONS)
    assert [("no_shows", "no_show"), ("reserve", "cash")] == [(f.question, f.blank) for f in refused.value.faults]


def test_what_is_not_asked_is_left_aside_even_when_it_was_answered_before() -> None:
    assert not is_asked(blank_of("lead_pay"), {"lead_hours": 0.0})
    assert is_asked(blank_of("lead_pay"), {"lead_hours": 5.0})
    assert not is_asked(blank_of("group_rate"), {"medicaid_share": 0.0, "group_share": 0.5})
    assert answers_of(said(lead_hours=0.0, lead_pay=900.0), ASSUMPTIONS).lead_pay is None
    assert is_asked(blank_of("grace"), {"when_unfunded": "end"})


def test_a_draft_comes_back_from_an_address_as_it_was() -> None:
    draft = said(grants=[bcor(), bcor(name="Grafschaft Süd: 'x'", peers=[2])], turnover=0.2)
    text = packed(draft)
    assert draft == unpacked(text)
    assert len(text) < 800
    assert text.replace("-", "").replace("_", "").isalnum()


def test_the_largest_draft_still_fits_an_address() -> None:
    many = [bcor(name=f"{n} {'x' * 57}", peers=list(range(1, 41)), per_year=123_456.78 + n) for n in range(12)]
    assert 0 < len(packed(said(grants=many))) <= 6_000


def test_an_address_that_was_cut_or_made_up_gives_nothing() -> None:
    text = packed(said())
    for wrong in ("", "x", text[:-9], "%%%", "A" * 9_000, packed(said())[::-1]):
        assert unpacked(wrong) == {}


def test_an_address_that_unpacks_to_very_much_gives_nothing() -> None:
    bomb = packed({"name": "x" * 2_000_000})
    assert len(bomb) < 6_000
    assert unpacked(bomb) == {}


def test_an_address_carries_known_answers_of_plain_kinds_only() -> None:
    assert unpacked(packed({"name": "x", "shoe": 9, "caps": [{}], "grants": [{"odd": 1}], "peers": {"a": 1}})) == {
        "name": "x"
    }


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Answers.model_fields)), st.one_of(st.text(), st.floats(), st.integers())))
def test_any_answers_are_read_or_refused_in_words(values: dict[str, Any]) -> None:
    try:
        answers_of(values, ASSUMPTIONS)
    except AnswersError as error:
        assert all(fault.sentence.endswith(".") for fault in error.faults)
