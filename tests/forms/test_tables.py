"""Every field of a program stands in exactly one table, and no program loses anything by becoming tables."""

import copy
from typing import Any

import pytest

from model.forms import ELSEWHERE, TABLES, Table, rows_of, with_rows
from model.forms.shapes import pattern_of
from model.inputs.load import load_program, program_of
from model.inputs.schema import program_fields
from tests.forms.programs import EXAMPLES, odd_program
from tests.forms.same import differences
from tests.random_programs import random_program

SEEDS = range(120)


def places(table: Table) -> list[str]:
    """The fields of a program that a table shows, as paths with * for any name."""
    if table.fixed:
        return [".".join(field.at) for field in table.fields]
    if table.key == "exceptions":
        return ["positions.*.time", "positions.*.staffing"]
    groups = ("per_position_month", "per_position_year", "program_month")
    root = ".".join(map(str, pattern_of(table.root)))
    roots = [f"costs.{group}.*" for group in groups] if table.key == "cost_lines" else [root]
    return [".".join([at, *column.at]) for at in roots for column in table.cells]


def test_every_field_stands_in_exactly_one_table() -> None:
    shown = [(place, table.key) for table in TABLES for place in places(table)]
    for field in program_fields():
        # a mapping itself is told by its entries, and the growth of a number in the number's own cell
        owners = {key for place, key in shown if place in (field, f"{field}.*") or field.startswith(f"{place}.")}
        assert (1 if field not in ELSEWHERE else 0) == len(owners), (field, owners)


def test_every_column_is_told_in_words() -> None:
    for table in TABLES:
        columns = table.fields or table.columns
        labels = [column.label.casefold() for column in columns]
        assert len(labels) == len(set(labels)), table.key
        assert len(table.title) <= 31 and table.help.endswith(".")
        for column in columns:
            assert (column.help.endswith(".") and column.label[0].isupper()) or column.label.startswith("and "), column


def test_units_defaults_and_choices_come_from_the_schema() -> None:
    by_key = {(table.key, column.key): column for table in TABLES for column in (*table.columns, *table.fields)}
    hours, share = by_key["positions", "hours_per_week"], by_key["services", "no_show"]
    assert ("hours a week", "number", True) == (hours.unit, hours.kind, hours.required)
    assert (True, "0 %") == (share.percent, share.default)
    assert "100 %" == by_key["services", "no_show_time_lost"].default
    assert "no" == by_key["pay", "keep_spread"].default
    assert "15" == by_key["payers", "unit_minutes"].default


def trees() -> list[Any]:
    examples = [pytest.param(load_program(path).tree, id=path.stem) for path in EXAMPLES]
    made = [pytest.param(random_program(seed), id=f"random {seed}") for seed in SEEDS]
    return [*examples, *made, pytest.param(odd_program(), id="odd")]


@pytest.mark.parametrize("tree", trees())
def test_tree_to_tables_to_tree_is_the_same_program(tree: dict[str, Any]) -> None:
    before = copy.deepcopy(tree)
    elsewhere = {field.partition(".")[0] for field in ELSEWHERE}
    new: dict[str, Any] = {"schema": 1, **{key: tree[key] for key in tree if key in elsewhere}}
    for table in TABLES:
        new = with_rows(new, table, rows_of(tree, table))
    assert [] == differences(program_of(tree, "it").program, program_of(new, "it").program)
    for table in TABLES:
        assert rows_of(tree, table) == rows_of(new, table)
        assert tree == with_rows(tree, table, rows_of(tree, table))
    assert before == tree
