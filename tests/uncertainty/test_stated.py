"""Ranges as a program states them, what is offered, and how one is written into the file."""

import pytest

from model.inputs.assumptions import load_assumptions
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.uncertainty.stated import stated, with_range
from tests.random_programs import random_program
from tests.small import medicaid, peer, tree

NUMBERS = load_assumptions()


def of(path: str, **changes):
    file = program_of(tree(**changes), "small.yaml")
    return next(one for one in stated(file, NUMBERS) if one.path == path)


def test_a_range_in_the_file_is_shown_with_its_distribution():
    one = of("payers.medicaid.denial", payers={"medicaid": medicaid(denial={"value": 0.1, "low": 0.05, "high": 0.2})})
    assert (one.value, one.low, one.high, one.distribution, one.unit) == (0.1, 0.05, 0.2, "pert", "share")
    assert one.words == "PERT, most likely 0.1, from 0.05 to 0.2"
    assert one.editable


def test_a_distribution_that_two_ends_do_not_tell_is_shown_and_not_edited_here():
    one = of(
        "payers.medicaid.denial",
        payers={"medicaid": medicaid(denial={"value": 0.2, "distribution": "beta", "concentration": 15})},
    )
    assert (one.distribution, one.editable) == ("beta", False)


def test_a_guess_without_a_range_is_offered_the_one_of_its_field_and_what_it_means():
    one = of("staffing.annual_turnover", staffing={"annual_turnover": 0.33})
    assert (one.low, one.distribution) == (None, "")
    assert one.offered is not None
    assert (one.offered.low, one.offered.high, one.offered.said_by) == (0.2, 0.45, "turnover.annual")


def test_ones_own_number_is_offered_nothing():
    assert (
        of("staffing.annual_turnover", staffing={"annual_turnover": 0.3}, basis={"staffing": "our records"}).offered
        is None
    )


def test_numbers_with_a_range_come_first_then_those_that_are_offered_one():
    changes = {
        "staffing": {"annual_turnover": 0.33},
        "fundraising": {"per_month": {"value": 100, "low": 0, "high": 200}},
    }
    found = stated(program_of(tree(**changes), "small.yaml"), NUMBERS)
    kinds = ["stated" if one.low is not None else "offered" if one.offered else "neither" for one in found]
    assert kinds == sorted(kinds, key=["stated", "offered", "neither"].index)
    assert set(kinds) == {"stated", "offered", "neither"}


def test_like_numbers_of_positions_are_told_apart():
    found = stated(program_of(tree(positions=[peer("a"), peer("b")]), "small.yaml"), NUMBERS)
    assert ["Hours a week, a", "Hours a week, b"] == [one.label for one in found if one.loc[-1] == "hours_per_week"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (0.1, {"value": 0.1, "low": 0.0, "high": 0.3}),
        ({"value": 0.1, "annual_change": 0.02}, {"value": 0.1, "annual_change": 0.02, "low": 0.0, "high": 0.3}),
        ([{"from": "2026-01", "value": 0.1}], [{"from": "2026-01", "value": 0.1, "low": 0.0, "high": 0.3}]),
        ({"value": 0.1, "distribution": "uniform", "low": 0, "high": 1}, {"value": 0.1, "low": 0.0, "high": 0.3}),
    ],
)
def test_a_range_is_written_beside_the_value_and_everything_else_stays(before, after):
    given = tree(payers={"medicaid": medicaid(denial=before)})
    changed = with_range(given, ("payers", "medicaid", "denial"), 0.0, 0.3)
    assert changed["payers"]["medicaid"]["denial"] == after
    assert given["payers"]["medicaid"]["denial"] == before
    program_of(changed, "small.yaml")


def test_a_range_taken_back_leaves_the_plain_number():
    given = tree(payers={"medicaid": medicaid(denial={"value": 0.1, "low": 0.0, "high": 0.3})})
    assert with_range(given, ("payers", "medicaid", "denial"), None, None)["payers"]["medicaid"]["denial"] == 0.1


def test_a_range_that_cannot_be_is_refused_as_the_file_would_be():
    given = with_range(tree(payers={"medicaid": medicaid(denial=0.1)}), ("payers", "medicaid", "denial"), 0.2, 0.3)
    with pytest.raises(InputError, match="low must not exceed"):
        program_of(given, "small.yaml")


@pytest.mark.parametrize("seed", range(8))
def test_every_number_of_a_random_program_takes_a_range_around_its_value_and_gives_it_back(seed: int):
    file = program_of(random_program(seed), "random.yaml")
    changed = file.tree
    for one in stated(file, NUMBERS):
        changed = with_range(changed, one.loc, one.value, one.value)
        assert with_range(changed, one.loc, None, None) != changed
    program_of(changed, "random.yaml")
    plain = file.tree  # a block that holds nothing but a value is written as the number
    for one in stated(file, NUMBERS):
        changed, plain = (with_range(each, one.loc, None, None) for each in (changed, plain))
    assert changed == plain
