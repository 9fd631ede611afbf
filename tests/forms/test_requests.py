"""Every field of a funding request stands in one of its tables, and no request loses anything by becoming tables."""

import copy
from typing import Any

import pytest

from model.forms import REQUEST_TABLES, Table, cell_of, choices, place_of, renamed, rows_of, unplaced, with_rows
from model.forms.shapes import pattern_of
from model.forms.tables import NOT_IN_TABLES
from model.inputs.faults import InputError, path_text
from model.inputs.load import load_program, program_of
from model.inputs.request import Request
from model.inputs.schema import fields_of
from tests.forms.programs import FOLDER
from tests.random_requests import random_request

Raw = dict[str, Any]
SEEDS = range(60)
EXAMPLES = {"prairie-recovery": "bcor-next", "three-valleys-families": "foundation-weekends"} | {
    "piedmont-peer-center": "settlement-emergency"
}


def table(key: str) -> Table:
    """The table of a request of that key."""
    return next(t for t in REQUEST_TABLES if t.key == key)


def example(name: str = "prairie-recovery") -> tuple[Raw, Raw]:
    """An example program and its request, as the file holds them."""
    tree = load_program(FOLDER / f"{name}.yaml").tree
    return tree, next(r for r in tree["requests"] if r["id"] == EXAMPLES[name])


def odd() -> Raw:
    """A request that fills every field of the schema."""
    line = {"id": "a, b", "title": "=A1", "unit_cost": 1.5, "unit": "none", "quantity": [1, 0.5], "grows": True}
    line |= {"times": {"per: sons": 2, "none": 3.25, "a, b": 1}, "months": [6], "share": 0.125, "in_base": False}
    line |= {"objectives": ["a, b", "none"], "counts": "training", "paid_by": "cash", "basis": "Two\nlines"}
    drawn = {"id": "drawn", "line": "mileage", "positions": ["coach-1"], "meets": "all, grantees", "local": True}
    inner = {"id": "partner", "kind": "subaward", "parts": [dict(line), {**line, "id": "second"}]}
    return {
        "id": "odd",
        "title": "Odd",
        "about": " As it is\n",
        "flavour": "hrsa",
        "notice": "12",
        "assistance_listing": "93.912",
        "applicant": "=1+1",
        "award_date": "2027-09-30",
        "start": "2027-10",
        "years": 2,
        "ceiling": [250000, 125000.5],
        "objectives": {"a, b": "First\nsecond", "none": "Second"},
        "pay": "cost_of_living",
        "cost_of_living": 0.0215,
        "whole_dollars": "down",
        "personnel": [
            {"position": "coach-1", "effort": [0.5, 1], "existing": False, "replaces": True, "salary_limited": False},
            {"id": "t", "title": "T", "salary": 52000.5, "key_person": True, "name": "A. B.", "in_base": True},
            {"title": "H", "hourly": 17.35, "hours": [300], "from": "2028-01", "until": "2028-06"},
        ],
        "fringe": {"components": [{"name": "All, in", "share_of_wages": 0.2765}], "basis": "audit"},
        **{name: [dict(line), drawn] for name in ("travel", "equipment", "supplies", "construction", "other")},
        "contractual": [{**line, "kind": "consultant", "selected": "bids", "deliverables": "a report"}, inner],
        "indirect": {"kind": "negotiated", "rate": 0.123, "base": "salaries", "base_of": "all", "agreed": "2026-01-31"}
        | {"agency": "HHS", "type": "final", "until": "2030-12", "subaward_part": 25000, "equipment_threshold": 5000}
        | {"pool": ["bookkeeping", "x, y"], "training_award": True},
        "match": {"share": 0.25, "source": "us", "state": [1, 2], "local": 3.5, "other": [4]},
        "program_income": {"method": "matching", "expected": [0, 1000]},
        "required_travel": ["all, grantees"],
        "limits": [{"name": "Admin", "counts": "administration", "dollars": 1000}],
        "printed": [{"class": "total", "year": 2, "paid_by": "in_kind", "dollars": 7}],
        "narrative_staff": ["none", "T"],
        "sustaining": {"step_down": [1, 0.5], "continues": "Much\n"}
        | {
            "after": [
                {"source": "County", "status": "signed", "position": "coach-1", "start": "2029-10", "chance": 0.5}
            ]
        }
        | {"partners": [{"name": "P", "role": "r", "letter": "l"}], "risks": [{"name": "R", "chance": "low"}]}
        | {"measures": [{"name": "M", "target": "1", "by": "2029-12"}]},
        "texts": {"need": {"text": "Ours", "facts": "f"}},
    }


def checked(program: Raw, request: Raw) -> Request:
    """The request as the strict check takes it."""
    return program_of({**program, "requests": [request]}, "it").program.requests[0]


def whole(request: Raw) -> Raw:
    """The request built anew from its tables, with what no table shows."""
    new: Raw = {key: request[key] for key in ("texts",) if key in request}
    for each in REQUEST_TABLES:
        new = with_rows(new, each, rows_of(request, each))
    return new


def requests() -> list[Any]:
    named = [pytest.param(*example(name), id=name) for name in EXAMPLES]
    made = [pytest.param(*random_request(seed), id=f"random {seed}") for seed in SEEDS]
    return [*named, *made, pytest.param(example()[0], odd(), id="odd")]


def test_every_field_stands_in_exactly_one_table() -> None:
    shown = [(place, each.key) for each in REQUEST_TABLES for place in places(each)]
    for field in fields_of(Request):
        owners = [key for place, key in shown if place in (field, f"{field}.*") or field.startswith(f"{place}.")]
        assert (0 if field in NOT_IN_TABLES else 1) == len(owners), (field, owners)


def places(each: Table) -> list[str]:
    """The fields that a table shows, as paths with * for any name or place."""
    if each.fixed:
        return [".".join(field.at) for field in each.fields]
    return [".".join([*map(str, pattern_of(each.root)), *column.at]) for column in each.cells]


def test_every_column_is_told_in_words() -> None:
    assert len(REQUEST_TABLES) == len({each.key for each in REQUEST_TABLES})
    for each in REQUEST_TABLES:
        columns = each.fields or each.columns
        assert len(columns) == len({column.label.casefold() for column in columns}), each.key
        assert len(each.title) <= 31 and each.help.endswith(".")
        assert all(column.help.endswith(".") and column.label[0].isupper() for column in columns), each.key


@pytest.mark.parametrize(("program", "request_"), requests())
def test_request_to_tables_to_request_is_the_same(program: Raw, request_: Raw) -> None:
    before = copy.deepcopy(request_)
    assert checked(program, request_) == checked(program, whole(request_))
    for each in REQUEST_TABLES:
        assert request_ == with_rows(request_, each, rows_of(request_, each))
        assert rows_of(request_, each) == rows_of(whole(request_), each)
    assert before == request_


@pytest.mark.parametrize("request_", [example()[1], odd()])
def test_every_filled_cell_is_found_by_the_path_of_its_place(request_: Raw) -> None:
    for each in REQUEST_TABLES:
        for number, row in enumerate(rows_of(request_, each)):
            for key, cell in row.items():
                place = place_of(request_, each, number, key)
                if place is not None and cell not in ("", None):
                    assert (each.key, number, key) == cell_of(request_, path_text(place), REQUEST_TABLES)


def changed(request: Raw, key: str, row: int, **cells: object) -> Raw:
    """The request with some cells of one row changed."""
    rows = rows_of(request, table(key))
    rows[row] = rows[row] | cells  # type: ignore[assignment]
    return with_rows(request, table(key), rows)


def test_a_changed_cell_changes_its_field_and_nothing_else() -> None:
    _, request = example()
    before = copy.deepcopy(request)
    new = changed(request, "personnel", 0, effort="90 %, 80 %, 50 %")
    assert [0.9, 0.8, 0.5] == new["personnel"][0].pop("effort")
    assert before == request
    request["personnel"][0].pop("effort")
    assert request == new


def test_what_no_table_shows_stays() -> None:
    _, request = example()
    request |= {"texts": {"need": {"text": "Ours"}}, "unknown": 1}
    request["travel"][1]["later"] = {"a": 1}
    new = changed(request, "travel", 1, unit_cost="$475")
    assert (475, {"a": 1}) == (new["travel"][1]["unit_cost"], new["travel"][1]["later"])
    assert (request["texts"], 1) == (new["texts"], new["unknown"])


def test_rows_are_added_and_taken_out_and_the_others_stay_whole() -> None:
    _, request = example()
    rows = rows_of(request, table("personnel"))
    new = with_rows(request, table("personnel"), [*rows[1:], {"title": "Clerk", "salary": "41,000", "effort": "20 %"}])
    assert request["personnel"][1:] == new["personnel"][:2]
    assert {"title": "Clerk", "salary": 41000, "effort": 0.2} == new["personnel"][2]
    assert "travel" not in with_rows(request, table("travel"), [])


def test_a_person_goes_on_by_position_short_name_or_title() -> None:
    """Whoever is typed has no position; an unknown key tells which row went on with whom."""
    request = odd()
    for number, each in enumerate(request["personnel"]):
        each["mark"] = number
    rows = rows_of(request, table("personnel"))
    assert [2, 0, 1] == [p["mark"] for p in with_rows(request, table("personnel"), [rows[2], *rows[:2]])["personnel"]]


def test_existing_staff_and_what_pays_them_today() -> None:
    _, request = example()
    said = {"existing": "no", "paid_now_by": "", "after_that": "", "replaces": "yes"}
    new = changed(request, "personnel", 0, **said)["personnel"][0]
    assert (False, True) == (new["existing"], new["replaces"])
    assert "paid_now_by" not in new and "after_that" not in new
    assert "existing" not in changed(request, "personnel", 0, existing="")["personnel"][0]


def test_factors_are_numbers_by_name() -> None:
    _, request = example()
    new = changed(request, "travel", 2, times="persons: 3, nights: 2.5")
    assert {"persons": 3, "nights": 2.5} == new["travel"][2]["times"]
    assert "persons: 2, nights: 3" == rows_of(request, table("travel"))[2]["times"]


def test_lines_of_an_agreement_go_to_the_agreement_they_name() -> None:
    request = odd()
    rows = rows_of(request, table("parts"))
    assert ["partner", "partner"] == [row["agreement"] for row in rows]
    more = [*rows[1:], {"agreement": "a, b", "id": "x", "unit_cost": "5"}, {"agreement": "nobody", "id": "y"}]
    assert ["nobody"] == [str(one.found).split("'")[1] for one in unplaced(request, table("parts"), more)]
    new = with_rows(request, table("parts"), more[:-1])
    assert [{"id": "x", "unit_cost": 5}] == new["contractual"][0]["parts"]
    assert request["contractual"][1]["parts"][1:] == new["contractual"][1]["parts"]


def test_cells_choose_from_the_program_and_the_request() -> None:
    program, request = example()
    names = {**program, **request}
    assert "coach-1" in choices(names, table("personnel"), "position")
    assert ("1", "2") == choices(names, table("supplies"), "objectives")
    assert {"mileage", "rent", "phone", "conferences"} <= set(choices(names, table("other"), "line"))
    assert ("meeting of grantees",) == choices(names, table("travel"), "meets")
    assert ("yes", "no") == choices(names, table("personnel"), "existing")
    assert ("bcor",) == choices(names, table("asked"), "grant")


def test_an_objective_that_is_called_otherwise_is_so_on_every_line() -> None:
    request = odd()
    new = renamed(request, table("objectives"), 0, "reach")
    assert ["reach", "none"] == list(new["objectives"])
    lines = [*new["travel"], new["contractual"][0], *new["contractual"][1]["parts"]]
    assert [["reach", "none"], None, *[["reach", "none"]] * 3] == [line.get("objectives") for line in lines]
    checked(example()[0], new)


@pytest.mark.parametrize(
    ("key", "row", "cells", "said", "cell"),
    [
        (
            "personnel",
            1,
            {"effort": "most"},
            "personnel[1].effort: found 'most'; a number is needed (share).",
            "effort",
        ),
        ("personnel", 1, {"effort": "1, x"}, "personnel[1].effort: found 'x'; a number is needed (share).", "effort"),
        ("personnel", 0, {"existing": "ja"}, "personnel[0].existing: found 'ja'; true or false is needed.", "existing"),
        (
            "travel",
            1,
            {"times": "two"},
            "travel[1].times: found 'two'; a mapping of names to values is needed.",
            "times",
        ),
        ("asked", 6, {"value": "2027"}, "start: found '2027'; a month is written YYYY-MM, such as 2027-01.", "value"),
    ],
)
def test_what_cannot_be_read_is_named_by_the_strict_check(
    key: str, row: int, cells: dict[str, str], said: str, cell: str
) -> None:
    program, request = example()
    faulty = changed(request, key, row, **cells)
    with pytest.raises(InputError) as refused:
        checked(program, faulty)
    assert f"it: requests[0].{said}" == str(refused.value).splitlines()[0]
    path = refused.value.faults[0].path.removeprefix("requests[0].")
    assert (key, row, cell) == cell_of(faulty, path, REQUEST_TABLES)
