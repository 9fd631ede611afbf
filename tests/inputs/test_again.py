"""What is read again after changes is the same program, in the same words, as when all of it is read."""

import copy
from collections.abc import Iterator
from pathlib import Path
from types import MethodType
from typing import Any

import pytest

from model.inputs import checks
from model.inputs.again import copied, read_again
from model.inputs.checks.problem import Check
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, load_program, program_of, read_program, read_tree
from model.inputs.numbers import Dated
from model.inputs.program import Program
from model.inputs.scenario import applied, load_scenarios
from tests.inputs.test_refusals import FILES, REFUSED, WITHOUT_MISTAKE

EXAMPLES = Path(__file__).parents[2] / "assumptions" / "programs"
SOUND = read_program(WITHOUT_MISTAKE, "sound.yaml")
CHECKS = (*checks.BEFORE_DATES, *checks.AFTER_DATES)


def readable() -> Iterator[str]:
    for case in REFUSED:
        try:
            read_tree(FILES / f"{case}.yaml", case)
        except InputError:
            continue
        yield case


@pytest.mark.parametrize("case", list(readable()))
def test_a_mistake_that_a_change_brings_is_told_in_the_words_of_the_whole_file(case: str) -> None:
    tree, lines = read_tree(FILES / f"{case}.yaml", f"{case}.yaml")
    with pytest.raises(InputError) as whole:
        program_of(tree, f"{case}.yaml", lines)
    with pytest.raises(InputError) as again:
        program_of(tree, f"{case}.yaml", lines, SOUND)
    assert str(whole.value) == str(again.value)


@pytest.mark.parametrize("name", ["delta-mental-health", "prairie-recovery", "three-valleys-families"])
def test_a_program_under_scenarios_is_the_one_that_its_changed_file_holds(name: str) -> None:
    file = load_program(EXAMPLES / f"{name}.yaml")
    before = copy.deepcopy(file.tree)
    for scenario in load_scenarios(EXAMPLES / f"{name}.scenarios.yaml"):
        changed = applied(file, [scenario])
        assert shape(Program.model_validate(changed.tree)) == shape(changed.program)
        assert before == file.tree


def shape(part: Any) -> Any:
    """A part as plain values that can be compared; numbers and steps do not compare by themselves."""
    if isinstance(part, Dated):
        return [shape(vars(entry)) for entry in part.entries]
    if isinstance(part, dict):
        return [(key, shape(value)) for key, value in part.items()]
    if isinstance(part, tuple | list):
        return [shape(value) for value in part]
    if hasattr(part, "model_fields_set"):
        return type(part), sorted(part.model_fields_set), shape(vars(part))
    return shape(part.versions) if hasattr(part, "versions") else (type(part), repr(part))


def test_what_does_not_change_is_the_very_same_part() -> None:
    tree = copied(SOUND.tree)
    tree["payers"]["other"] = {"client_share": 0.1}
    read = read_again(tree, SOUND.program, SOUND.tree)
    assert read.positions is SOUND.program.positions and read.ladders is SOUND.program.ladders
    assert read.payers["medicaid"] is SOUND.program.payers["medicaid"]
    assert ["medicaid", "other"] == list(read.payers)


def test_what_is_left_out_has_its_default_again() -> None:
    tree = {**SOUND.tree, "fundraising": {"per_month": 50}, "wage_floor": 9}
    with_more = program_of(tree, "more.yaml", None, SOUND)
    back = program_of(SOUND.tree, "back.yaml", None, with_more)
    assert [50, 9] == [with_more.program.fundraising.per_month.value, with_more.program.wage_floor.value]
    assert shape(SOUND.program) == shape(back.program)


@pytest.mark.parametrize("value", [True, 1.0])
def test_what_only_looks_alike_is_read(value: object) -> None:
    # 12 months are as many as 12.0 for Python, and `true` is 1; a file may write neither
    tree = {**SOUND.tree, "fiscal_year_starts": 1}
    file = program_of(tree, "one.yaml")
    with pytest.raises(InputError, match="fiscal_year_starts"):
        program_of({**tree, "fiscal_year_starts": value}, "other.yaml", None, file)


class Only:
    """A program of which only some fields may be read."""

    def __init__(self, program: Program, reads: tuple[str, ...]) -> None:
        self._of = program, reads

    def __getattr__(self, name: str) -> Any:
        program, reads = self._of
        if name in Program.model_fields:
            assert name in reads, f"`{name}` is read and not said to be"
            return getattr(program, name)
        own = vars(Program)[name]
        if isinstance(own, property):
            assert own.fget is not None
            return own.fget(self)
        return MethodType(own, self)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.of.__module__}.{check.of.__name__}")
def test_a_check_reads_no_more_than_it_says(check: Check) -> None:
    for file in programs():
        assert [] == list(check.of(Only(file.program, check.reads)))  # type: ignore[arg-type]


def programs() -> Iterator[ProgramFile]:
    yield from (load_program(path) for path in EXAMPLES.glob("*.yaml") if ".scenarios" not in path.name)
