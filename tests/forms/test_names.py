"""Names: what may be chosen, what is told when a row names nothing, and renaming everywhere."""

from pathlib import Path

import pytest

from model.forms import choices, renamed, rows_of, unplaced
from model.inputs.load import program_of
from tests.forms.programs import EXAMPLES, example, table


def test_drop_downs_offer_the_words_of_the_schema_and_the_names_of_the_program() -> None:
    tree = example()
    assert ("peer", "lead", "director") == choices(tree, table("positions"), "ladder")
    assert ("filled", "new", "vacant") == choices(tree, table("positions"), "filled")
    assert ("individual", "group") == choices(tree, table("rates"), "service")
    assert ("certified", "trainer") == choices(tree, table("payers"), "requires")
    assert ("keep", "end") == choices(tree, table("program"), "when_unfunded")
    assert "July" == choices(tree, table("program"), "fiscal_year_starts")[6]
    assert "lead" not in choices(tree, table("contracts"), "covers")
    assert "lead" in choices(tree, table("covers"), "position")
    assert ("yes", "no") == choices(tree, table("grants"), "carryover")
    assert () == choices(tree, table("positions"), "hours_per_week")
    assert () == choices({}, table("positions"), "ladder")


def test_rows_that_name_nothing_or_the_same_thing_twice_are_told() -> None:
    tree = example()
    rows = [
        *rows_of(tree, table("mix")),
        {"position": "peer-99", "service": "group", "value": "20 %"},
        {"position": "peer-1", "service": "group", "value": "20 %"},
        {"position": "", "service": "group", "value": ""},
        {"position": "", "service": "", "value": ""},
    ]
    peers = ", ".join(f"peer-{n}" for n in range(1, 9))
    told = [(f.row, f.column, f.found, f.wanted) for f in unplaced(tree, table("mix"), rows)]
    assert [
        (15, "position", "found 'peer-99'", "did you mean 'peer-9'?"),
        (17, "position", "nothing is given", f"one of these is needed: {peers}, …"),
        (16, "service", "'peer-1' and 'group' stand here twice", "each may be used once"),
    ] == told


def test_an_unknown_setting_and_an_unknown_exception_are_told() -> None:
    tree = example()
    settings = unplaced(tree, table("time"), [{"field": "Meeting", "value": "1"}])
    assert [("no setting 'Meeting'", "did you mean 'Meetings'?")] == [(f.found, f.wanted) for f in settings]
    rows = [{"position": "lead", "field": "Office worq", "value": "1"}]
    assert ["did you mean 'Office work'?"] == [f.wanted for f in unplaced(tree, table("exceptions"), rows)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("key", ["ladders", "services", "payers", "positions", "grants", "caps", "cost_lines", "leave"])
def test_a_renamed_item_is_renamed_everywhere_and_back(path: Path, key: str) -> None:
    tree = example(path.stem)
    identity = table(key).identity
    for number, row in enumerate(rows_of(tree, table(key))):
        new = renamed(tree, table(key), number, "a new.name")
        program_of(new, "it")
        assert "a new.name" == rows_of(new, table(key))[number][identity]
        old = str(row[identity])
        assert tree | {"basis": 0} == renamed(new, table(key), number, old) | {"basis": 0}


def test_what_numbers_come_from_follows_the_name() -> None:
    tree = example()
    lead = renamed(tree, table("positions"), 10, "chief")
    assert "turnover.supervisors" == lead["basis"]["positions[id=chief].staffing.annual_turnover"]
    service = renamed(tree, table("services"), 0, "one-to-one")
    assert {"services.one-to-one.no_show", "payers.medicaid.services.one-to-one.rate[0].value"} <= set(service["basis"])
    cap = renamed(tree, table("caps"), 0, "quarterly")
    assert "caps[name=quarterly].limit" in cap["basis"]
    ladder = renamed(tree, table("ladders"), 0, "pss")
    assert "ladders.pss.differentials.certified" in ladder["basis"]
    assert {p["ladder"] for p in ladder["positions"]} == {"pss", "lead", "director"}
