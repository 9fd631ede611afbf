"""A workbook loses nothing of what is said of chance."""

from typing import Any

import pytest

from model.forms.numbers import number_read, number_written
from model.spreadsheet.book import program_of_book
from model.spreadsheet.writing import book_of
from tests.small import medicaid
from tests.uncertainty.test_futures import HOURS, RATE, drawn, eventful

OUTCOMES = [{"value": 18.0, "probability": 0.25}, {"value": 20.0, "probability": 0.75}]
CELLS = {
    "22 % (normal: sd 3 %, low 10 %, high 35 %)": (
        {"value": 0.22, "distribution": "normal", "sd": 0.03, "low": 0.1, "high": 0.35},
        "share",
    ),
    "12,000 (lognormal: high 20000, within 90 %) +3% a year": (
        {"value": 12000, "distribution": "lognormal", "high": 20000, "within": 0.9, "annual_change": 0.03},
        "dollars",
    ),
    "20.00 (discrete: 18.00 at 25 %, 20.00 at 75 %) from 2026-07; 22.00 from 2027-07": (
        [
            {"from": "2026-07", "value": 20.0, "distribution": "discrete", "outcomes": OUTCOMES},
            {"from": "2027-07", "value": 22.0},
        ],
        "dollars an hour",
    ),
    "20 % (beta: concentration 40)": ({"value": 0.2, "distribution": "beta", "concentration": 40}, "share"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_distribution_stands_in_a_cell_and_is_read_back(cell: str) -> None:
    value, unit = CELLS[cell]
    assert cell == number_written(value, unit)
    assert value == number_read(cell, unit)


@pytest.mark.parametrize(
    "cell", ["5 (normal: sd)", "5 (normal: spread 3)", "5 (uniform: low 1, low 2)", "5 (gauss: sd 1)"]
)
def test_what_does_not_follow_the_grammar_stays_as_it_was_typed(cell: str) -> None:
    assert cell == number_read(cell, "dollars")


def test_ranges_events_and_correlations_come_back_from_a_workbook() -> None:
    rate: dict[str, Any] = {"value": 5, "sd": 1, "low": 3, "high": 8, "distribution": "normal"}
    ties = [{"between": [RATE, HOURS], "rank": -0.25}]
    file = eventful(payers={"medicaid": medicaid(rate=rate)}, correlations=ties)
    again = program_of_book(book_of(file.tree), "small.xlsx")
    assert (file.tree["events"], ties) == (again.tree["events"], again.tree["correlations"])
    ours, theirs = drawn(file), drawn(again)
    assert [i.name for i in ours.inputs] == [i.name for i in theirs.inputs]
    assert all((a.values == b.values).all() for a, b in zip(ours.inputs, theirs.inputs, strict=True))
    assert [e.name for e in ours.events] == [e.name for e in theirs.events]
