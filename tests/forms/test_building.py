"""Rows changed, added and taken out: what the tree becomes, and what stays as it is."""

import copy
from typing import Any

import pytest

from model.forms import rows_of, with_rows
from model.forms.building import matched
from model.inputs.faults import InputError
from model.inputs.load import program_of
from tests.forms.programs import example, table

POSITIONS, MIX, LEAVE, STAFFING = table("positions"), table("mix"), table("leave"), table("staffing")


def changed(tree: dict[str, Any], key: str, row: int, **cells: object) -> dict[str, Any]:
    """The tree with some cells of one row changed."""
    rows = rows_of(tree, table(key))
    rows[row] = rows[row] | cells  # type: ignore[assignment]
    return with_rows(tree, table(key), rows)


def test_a_changed_cell_changes_its_number_and_nothing_else() -> None:
    tree = example()
    before = copy.deepcopy(tree)
    new = changed(tree, "positions", 2, hours_per_week="32; 24 from 2028-01")
    assert before == tree
    assert [{"from": None, "value": 32}, {"from": "2028-01", "value": 24}] == new["positions"][2].pop("hours_per_week")
    tree["positions"][2].pop("hours_per_week")
    assert tree == new


def test_a_cell_left_as_it_was_keeps_the_form_in_which_the_file_wrote_it() -> None:
    tree = example()
    tree["costs"]["mileage_rate"] = {"values": [{"from": "2026-01", "value": 0.7}]}
    new = changed(tree, "costs", 1, value="4 %")
    assert {"values": [{"from": "2026-01", "value": 0.7}]} == new["costs"]["mileage_rate"]
    assert 0.04 == new["costs"]["annual_change"]


def test_an_emptied_cell_is_left_out_and_so_is_the_part_around_it() -> None:
    tree = example()
    assert "cash" not in tree
    filled = changed(tree, "money", 2, value="$50,000")
    assert {"opening": 50000} == filled["cash"]
    assert tree == changed(filled, "money", 2, value="")


def test_a_blank_row_is_dropped_and_a_taken_row_is_gone() -> None:
    tree = example()
    rows = rows_of(tree, LEAVE)
    blank: dict[str, object] = {"name": None, "value": float("nan")}
    assert tree == with_rows(tree, LEAVE, [*rows, blank])
    assert {"pto": 120, "wellness": 16} == with_rows(tree, LEAVE, [rows[0], rows[2]])["leave"]
    assert "leave" not in with_rows(tree, LEAVE, [])


def test_a_lone_check_box_makes_no_row() -> None:
    tree = example()
    empty = dict.fromkeys([c.key for c in POSITIONS.columns]) | {"direct_service": False}
    assert tree == with_rows(tree, POSITIONS, [*rows_of(tree, POSITIONS), empty])


def test_a_program_without_positions_keeps_an_empty_list_so_that_the_check_says_so() -> None:
    assert [] == with_rows(example(), POSITIONS, [])["positions"]


def test_an_item_keeps_what_its_table_does_not_show() -> None:
    tree = example()
    rows = rows_of(tree, POSITIONS)
    reordered = with_rows(tree, POSITIONS, [rows[10], *rows[:2]])
    assert ["lead", "peer-1", "peer-2"] == [p["id"] for p in reordered["positions"]]
    assert {"annual_turnover": 0.234} == reordered["positions"][0]["staffing"]
    assert {"individual": 0.8, "group": 0.2} == reordered["positions"][1]["mix"]
    # a renamed row goes on with the item in its place
    assert {"certified": "2022-06"} == changed(tree, "positions", 2, id="anna")["positions"][2]["credentials"]


def test_rows_go_on_with_the_item_of_their_name_or_of_their_place() -> None:
    assert [1, 0] == matched(["a", "b"], ["b", "a"])
    assert [0, 1, 2] == matched(["a", "b", "c"], ["a", "x", "c"])
    assert [0, None] == matched(["a"], ["a", "b"])
    assert [0, None, 1] == matched(["a", "b"], ["a", "new", "b"])
    assert [0, 2] == matched(["a", "b", "c"], ["a", "c"])
    # two were, one is: nobody knows which of them it is
    assert [0, None, 3] == matched(["a", "b", "c", "d"], ["a", "x", "d"])
    assert [0, 1] == matched(["a", "a"], ["a", "a"])


def test_two_rows_of_one_name_both_stay() -> None:
    tree = example()
    rows = [
        *rows_of(tree, LEAVE),
        {"name": "pto", "value": "8"},
        {"name": "", "value": "4"},
        {"name": "", "value": "5"},
    ]
    new = with_rows(tree, LEAVE, rows)
    assert {"pto": 120, "holidays": 88, "wellness": 16, "pto (2)": 8, "": 4, " ": 5} == new["leave"]
    assert ["", ""] == [row["name"] for row in rows_of(new, LEAVE)][-2:]


def test_rows_of_a_long_table_go_to_the_item_they_name() -> None:
    tree = example()
    rows = [*rows_of(tree, MIX), {"position": "peer-3", "service": "group", "value": "0.1"}]
    new = with_rows(tree, MIX, rows)
    assert {"individual": 1.0, "group": 0.1} == new["positions"][2]["mix"]
    assert "mix" not in with_rows(tree, MIX, rows_of(tree, MIX)[2:])["positions"][0]


def test_a_row_that_is_being_typed_is_kept_and_named() -> None:
    rows = [*rows_of(example(), MIX), {"position": "peer-3", "service": "", "value": None}]
    new = with_rows(example(), MIX, rows)
    assert {"individual": 1.0, "": None} == new["positions"][2]["mix"]
    assert {"position": "peer-3", "service": "", "value": ""} in rows_of(new, MIX)


@pytest.mark.parametrize(
    ("key", "row", "cells", "said"),
    [
        (
            "positions",
            3,
            {"hours_per_week": "forty"},
            "it: positions[3].hours_per_week: found 'forty'; a number is needed (hours a week).",
        ),
        (
            "services",
            0,
            {"no_show": "22"},
            "it: services.individual.no_show: found '22'; a number is needed (share).",
        ),
        (
            "positions",
            0,
            {"start": "2026-07-01"},
            "it: positions[0].start: found '2026-07-01'; a month has no day: write 2026-07.",
        ),
        (
            "positions",
            0,
            {"direct_service": "maybe"},
            "it: positions[0].direct_service: found 'maybe'; true or false is needed.",
        ),
        (
            "program",
            7,
            {"value": "kep"},
            "it: when_unfunded: found 'kep'; 'keep' or 'end' is needed; did you mean 'keep'?",
        ),
        (
            "exceptions",
            0,
            {"field": "Leaving"},
            "it: positions[10].staffing.Leaving: unknown key 'Leaving'; known here: annual_turnover, wage_elasticity, "
            "insecurity, months_vacant, ramp, hire, months_to_bill, replacement, coverage.",
        ),
        (
            "ladders",
            0,
            {"steps": "15.50, x"},
            "it: ladders.peer.steps[1]: found 'x'; a number is needed (dollars an hour).",
        ),
    ],
)
def test_what_cannot_be_read_is_named_by_the_strict_check(key: str, row: int, cells: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as refused:
        program_of(changed(example(), key, row, **cells), "it")
    assert said == str(refused.value).splitlines()[0]


def test_exceptions_are_lines_of_staffing_and_time() -> None:
    tree = example()
    rows = [
        {"position": "peer-1", "field": "New hire's first months", "value": "none"},
        {"position": "peer-1", "field": "Months to credential: certified", "value": "2"},
        {"position": "lead", "field": "training", "value": "12"},
    ]
    new = with_rows(tree, table("exceptions"), rows)
    assert {"ramp": [], "hire": {"credentials": {"certified": 2}}} == new["positions"][0]["staffing"]
    assert {"training_hours_per_year": 12} == new["positions"][10]["time"]
    assert "staffing" not in new["positions"][10] and "staffing" not in new["positions"][11]
    program_of(new, "it")


def test_settings_are_told_by_their_label_in_any_order() -> None:
    tree = example()
    rows = [
        {"field": "Months a seat stays empty", "value": "2.5"},
        {"field": "people leaving in a year", "value": "0.4"},
    ]
    new = with_rows(tree, STAFFING, rows)
    kept = {"hire": {"credentials": {"certified": 3}}}  # stands in a table of its own
    assert {"months_vacant": 2.5, "annual_turnover": 0.4, **kept} == new["staffing"]


def test_faulty_trees_lose_nothing_by_becoming_tables() -> None:
    tree = example() | {"services": "none yet", "unknown": 1, "leave": ["pto"]}
    tree["positions"][0]["hors"] = 3
    tree["positions"][1]["mix"] = "individual"
    for key in ("positions", "mix", "services", "leave", "rates"):
        assert tree == with_rows(tree, table(key), rows_of(tree, table(key)))
    new = changed(tree, "positions", 0, title="Peer")
    assert (3, "individual") == (new["positions"][0]["hors"], new["positions"][1]["mix"])
