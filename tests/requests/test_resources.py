"""Who gives the match, on the form and in a revenue block; and which program income the form counts."""

import pytest

from model.exports.budget.narrative import narrative_paper
from model.exports.budget.workbook import budget_workbook
from model.inputs.faults import InputError
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.paragraphs import paragraphs
from model.requests.resources import resources
from model.requests.sf424a import Form, sf424a
from model.requests.spending import spending
from tests.requests.asking import asked, line, small_file, typed

# 8,000 asked for; match of 2,000 in kind and 3,000 in cash
LINES = {
    "supplies": [line("kits", 80, 100), line("room", 2000, paid_by="in_kind")],
    "personnel": [typed("Clerk", 3000, paid_by="cash")],
}


def made(**changes: object):
    file = small_file()
    found = budget_of(file, asked(file, **{**LINES, **changes}))
    return file, found, sf424a(found, spending(file, found))


def section_c(form: Form) -> list[int | None]:
    return [form.amount(f"C.8.{column}") for column in "bcde"]


def test_what_nobody_else_gives_is_the_applicants() -> None:
    *_, form = made()
    assert section_c(form) == [5000, None, None, 5000]
    *_, none = made(personnel=[], supplies=[line("kits", 80, 100)])
    assert section_c(none) == [None] * 4


def test_section_c_has_the_state_and_all_others_by_year() -> None:
    match = {"state": [1000, 500], "local": 250.4, "other": [700, 0]}
    file, found, form = made(years=2, match=match)
    # year 1: 1,000 + (250 + 700) of 5,000
    assert section_c(form) == [3050, 1000, 950, 5000]
    assert [form.amount(f"C.12.{column}") for column in "bcde"] == [3050, 1000, 950, 5000]
    later = resources(found, 1)
    assert (later.applicant, later.state, later.local, later.other) == (5000 - 500 - 250, 500, 250, 0)
    assert resources(found, None).total == found.match(None) == 10000
    told = {paragraph.id: paragraph.written for paragraph in paragraphs(file, found)}["match"]
    assert "the applicant 7,300, the state 1,500, local government 500, others 700" in told


def test_acl_has_all_years_in_section_c() -> None:
    *_, form = made(flavour="acl", years=2, match={"state": [1000, 500]})
    assert section_c(form) == [8500, 1500, None, 10000]


def test_more_named_than_lines_show_is_an_error() -> None:
    file, found, form = made(match={"state": 4000, "other": 2000})
    [e12] = [c for c in checks(file, found, form) if c.code == "E12"]
    assert e12.sentence == (
        "E12 match: year 1 names 6,000 of match from state, local and other sources, and its lines show 5,000; "
        "add the lines that this money pays, or name less."
    )
    with pytest.raises(InputError, match=r"match\.state"):
        made(match={"state": -1})


def test_hrsa_prints_revenue_by_source_and_the_whole_adds_up() -> None:
    file, found, _ = made(
        flavour="hrsa", match={"state": 1000, "local": 300}, program_income={"method": "additive", "expected": 900}
    )
    table = next(t for t in narrative_paper(file, found).tables if t.title.startswith("Revenue"))
    assert [row.cells for row in table.rows] == [
        ("Federal", "8,000"),
        ("Applicant", "3,700"),
        ("State", "1,000"),
        ("Local", "300"),
        ("Other", "0"),
        ("Revenue of this budget", "13,000"),
        ("Program income expected", "900"),
        ("All revenue", "13,900"),
    ]


@pytest.mark.parametrize(
    ("flavour", "method", "expected", "line_7"),
    [
        ("samhsa", "additive", 900, 900),
        ("hrsa", "matching", 900, 900),
        # a fifth of the project is 8,000 x 20 / 80 = 2,000
        ("acl", "matching", 900, 900),
        ("acl", "matching", 2600, 2000),
        ("acl", "additive", 900, 0),
        ("acl", "deductive", 900, 0),
    ],
)
def test_acl_counts_only_the_income_that_the_match_needs(flavour: str, method: str, expected: int, line_7: int) -> None:
    income = {"method": method, "expected": expected}
    file, found, form = made(flavour=flavour, match={"share": 0.2}, program_income=income)
    assert found.income == (expected,)
    assert [form.amount(f"B.7.{column}") for column in "125"] == [line_7, 0, line_7]
    written = budget_workbook(file, found, years=())
    assert written.expected[written.names["SF424A_7_federal"]] == line_7
