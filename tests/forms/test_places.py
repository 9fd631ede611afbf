"""From a fault's path to its cell and back."""

from typing import Any

import pytest

from model.forms import TABLES, cell_of, place_of, rows_of, table_of
from model.inputs.faults import path_text
from tests.forms.programs import EXAMPLES, example, odd_program, table
from tests.random_programs import random_program

NAMES = {"mix": "value", "covers": "value"}


@pytest.mark.parametrize("tree", [example(path.stem) for path in EXAMPLES] + [random_program(3), odd_program()])
def test_every_filled_cell_is_found_by_the_path_of_its_place(tree: dict[str, Any]) -> None:
    for each in TABLES:
        for number, row in enumerate(rows_of(tree, each)):
            for key, cell in row.items():
                place = place_of(tree, each, number, key)
                if place is not None and cell not in ("", None):
                    assert (each.key, number, key) == cell_of(tree, path_text(place))


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("payers.medicaid.services.individual.rate[0].value", ("rates", 0, "rate")),
        ("positions[2].mix.individual", ("mix", 4, "value")),
        ("positions[2].mix", ("mix", 4, "value")),  # shares that add up to too much
        ("positions[3]", ("positions", 3, "id")),
        ("positions[3].hors", ("positions", 3, "id")),  # an unknown key has no cell: its row
        ("positions[0].staffing.hire.step", ("positions", 0, "id")),  # said for all, wrong for this one
        ("positions[10].staffing.annual_turnover", ("exceptions", 0, "value")),
        ("ladders.peer.steps[1]", ("ladders", 0, "steps")),
        ("ladders.peer.annual_increase", ("ladders", 0, "annual_increase.share")),
        ("ladders.lead.[key]", ("ladders", 1, "name")),
        ("staffing.hire.credentials.certified", ("hire_credentials", 0, "value")),
        ("costs.program_month.rent", ("cost_lines", 3, "value")),
        ("costs.indirect_excludes[0]", ("costs", 3, "value")),
        ("caps[0].payers[0]", ("caps", 0, "payers")),
        ("cash.opening", ("money", 2, "value")),  # also where nothing is given
        ("months", ("program", 4, "value")),
        ("schema", None),
        ("grants", None),  # shares of several grants
        ("", None),
        ("[0].changes[1] (no program at all)", None),
    ],
)
def test_a_fault_is_shown_in_its_cell(path: str, cell: tuple[str, int, str] | None) -> None:
    assert cell == cell_of(example(), path)


def test_a_fault_of_no_cell_may_still_have_its_table() -> None:
    found = [table_of(example(), path) for path in ("grants", "leave", "benefits.components", "schema")]
    assert ["grants", "leave", "benefits", None] == [each.key if each else None for each in found]


def test_cells_that_hold_no_value_have_no_place() -> None:
    tree = example()
    assert ("positions", 2, "mix", "individual") == place_of(tree, table("mix"), 4, "value")
    assert ("reserve", "floor") == place_of(tree, table("money"), 1, "value")
    assert None is place_of(tree, table("mix"), 4, "position")
    assert None is place_of(tree, table("money"), 1, "help")
    assert None is place_of(tree, table("mix"), 99, "value")
