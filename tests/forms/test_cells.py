"""Cells of every kind: lists, awards, names, months of the calendar, yes and no."""

from typing import Any

import pytest

from model.forms.cells import Form, advice_on, read, written
from model.inputs.spec import Spec

SHARE, DOLLARS, WAGE = (Spec(unit=unit) for unit in ("share", "dollars", "dollars an hour"))
JULY, JULY_AFTER = {"from": "2026-07"}, {"from": "2027-07"}
AWARD = Form(shape="award", spec=DOLLARS)

BOTH_WAYS: list[tuple[Form, Any, Any]] = [
    (Form(shape="numbers", spec=WAGE), "15.50, 16.25, 17.00", [15.5, 16.25, 17]),
    (Form(shape="numbers", spec=SHARE), "0 %, 60 %, 40 %", [0.0, 0.6, 0.4]),
    (Form(shape="numbers", spec=SHARE), "none", []),
    (Form(shape="numbers", spec=WAGE), "15.50, abc", [15.5, "abc"]),
    (AWARD, "186,000, 186,000", [186000, 186000]),
    (AWARD, "84,000", 84000),
    (AWARD, "84,000 once", [84000]),
    (AWARD, "90,000 from 2026-07; 95,000 from 2027-07", [{"value": 90000} | JULY, {"value": 95000} | JULY_AFTER]),
    (Form(shape="years", spec=SHARE), "100 %, 85 %", [1.0, 0.85]),
    (Form(shape="years", spec=DOLLARS), "300,000", 300000),
    (Form(shape="years", spec=DOLLARS), "none", []),
    (Form(shape="factors", spec=DOLLARS), 'persons: 2, "a, b: 1,500"', {"persons": 2, "a, b": 1500}),
    (Form(shape="either"), "no", False),
    (Form(shape="names"), "medicaid, health_home", ["medicaid", "health_home"]),
    (Form(shape="names"), '"rent, heat", "none", "say ""hi"""', ["rent, heat", "none", 'say "hi"']),
    (Form(shape="names"), "none", []),
    (Form(shape="calendar"), "July", 7),
    (Form(shape="calendar"), "13", 13),
    (Form(shape="yes_no"), True, True),
    (Form(shape="yes_no"), None, None),
    (Form(shape="yes_no"), "perhaps", "perhaps"),
    (Form(shape="choice", options=("keep", "end")), "end", "end"),
    (Form(shape="whole"), "60", 60),
    (Form(shape="month"), "2026-07", "2026-07"),
    (Form(shape="name"), "=cmd()", "=cmd()"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "cell", "value"), BOTH_WAYS)
def test_a_cell_is_written_and_read(form: Form, cell: Any, value: Any) -> None:
    assert cell == written(form, value)
    assert value == read(form, cell)


@pytest.mark.parametrize(
    ("form", "cell", "value"),
    [
        (AWARD, "84,000 each year", 84000),
        (AWARD, "$150,000, $150,000", [150000, 150000]),
        (Form(shape="calendar"), "jul", 7),
        (Form(shape="calendar"), "7", 7),
        (Form(shape="calendar"), "Ju", "Ju"),
        (Form(shape="yes_no"), "Y", True),
        (Form(shape="yes_no"), "no", False),
        (Form(shape="choice", options=("keep", "end")), "Keep", "keep"),
        (Form(shape="choice", options=("keep", "end")), "kep", "kep"),
        (Form(shape="number", spec=SHARE), 0.22, 0.22),  # a real number of a spreadsheet
        (Form(shape="number", spec=SHARE), 22, "22"),
        (Form(shape="number", spec=DOLLARS), 1400.0, 1400),
        (Form(shape="number", spec=DOLLARS), float("nan"), None),
        (Form(shape="number", spec=DOLLARS), "  ", None),
        (Form(shape="whole"), 60.0, 60),
        (Form(shape="whole"), "12.5", "12.5"),
        (Form(shape="name"), " peer-1 ", "peer-1"),
        (Form(shape="name"), 101, "101"),
        (Form(shape="prose"), " as it is\n", " as it is\n"),
    ],
)
def test_a_cell_may_be_filled_in_as_people_do(form: Form, cell: Any, value: Any) -> None:
    assert value == read(form, cell)


def test_what_could_not_be_read_is_answered_with_how_to_write_it() -> None:
    share = Form(shape="number", spec=SHARE)
    assert "write 22 % or 0.22" == advice_on(share, "22")
    assert "" == advice_on(share, 0.22)
    assert "write yes or no" == advice_on(Form(shape="yes_no"), "perhaps")
    assert "" == advice_on(Form(shape="number", spec=DOLLARS), "abc")
    years = "write one number for all budget years, such as 50 %, or one for each, such as 100 %, 85 %"
    assert years == advice_on(Form(shape="years", spec=SHARE), [0.5, "half"])
    assert "" == advice_on(Form(shape="years", spec=SHARE), [0.5, 1.5])
    assert "write 50 % or 0.5" == advice_on(Form(shape="years", spec=SHARE), "50")
    assert advice_on(Form(shape="number", spec=DOLLARS), "15 since May").startswith("write a number, such as 15.50")
