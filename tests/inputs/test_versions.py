"""Files of other versions: older ones are brought up to date, later ones say what to do."""

import copy

import pytest

from model.inputs import versions
from model.inputs.faults import InputError
from model.inputs.load import program_of, read_program
from tests.inputs.test_refusals import WITHOUT_MISTAKE
from tests.small import tree

LATER = "a later Staying Power wrote this file: update Staying Power to open it."


def old_program():
    """A program as two versions ago it might have been written: the horizon in years, later `horizon` in months."""
    old = {**tree(months=24), "schema": -1, "years": 2}
    del old["months"]
    return old


@pytest.fixture
def _older_versions(monkeypatch):
    def years_to_months(program):
        program["horizon"] = program.pop("years") * 12
        return program

    def horizon_to_months(program):
        program["months"] = program.pop("horizon")
        return program

    monkeypatch.setitem(versions.STEPS, -1, years_to_months)
    monkeypatch.setitem(versions.STEPS, 0, horizon_to_months)


@pytest.mark.usefixtures("_older_versions")
def test_an_old_program_is_brought_up_to_date_step_by_step():
    file = program_of(old_program(), "old.yaml")
    # 2 years are 24 months
    assert (24, 1) == (file.program.months, file.program.schema_)
    # what is saved from here on is a program of today
    assert (24, 1, False) == (file.tree["months"], file.tree["schema"], "years" in file.tree)


@pytest.mark.usefixtures("_older_versions")
def test_the_tree_given_is_left_as_it_was():
    given = old_program()
    before = copy.deepcopy(given)
    program_of(given, "old.yaml")
    assert before == given


@pytest.mark.usefixtures("_older_versions")
def test_the_steps_leave_a_program_of_today_alone():
    today = tree(months=24)
    assert program_of(today, "today.yaml").tree is today


def test_there_is_a_step_from_each_older_version():
    assert set(range(1, versions.NEWEST)) == set(versions.STEPS)


def test_of_a_later_version_nothing_else_is_said():
    later = WITHOUT_MISTAKE.replace("schema: 1", "schema: 7") + "what_is_new: true\n"
    with pytest.raises(InputError) as refused:
        read_program(later, "later.yaml")
    assert f"later.yaml: schema (line 1): found 7; {LATER}" == str(refused.value)


@pytest.mark.parametrize("schema", ["0", "-3", '"2"', "1.5", "[2]"])
def test_what_no_version_ever_wrote_is_refused_as_before(schema):
    with pytest.raises(InputError, match=r"^odd\.yaml: schema \(line 1\): found .*; 1 is needed\.$"):
        read_program(WITHOUT_MISTAKE.replace("schema: 1", f"schema: {schema}"), "odd.yaml")
