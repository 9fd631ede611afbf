"""What can be opened: programs of one's own, examples, files named at the start, a link from a colleague."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from model.inputs.bundle import read_bundle, unpacked
from model.inputs.faults import InputError
from model.workspace import Kept
from pages.parts.kept import workspace
from pages.parts.sign_in import owner
from pages.parts.standing import FALLBACK, Source, example_files, examples, program_file, scenarios_of

SHARED = "from the link"  # what a program is called that came by a link, until it is changed and so kept


class Head(NamedTuple):
    """What is open, as it was last saved.

    Attributes:
        name: of the file, as people know it.
        program, scenarios: the newest, which may have faults.
        sound: the newest program without faults: what every page shows.
        identity, number: of the program and its newest version in the workspace; nothing for what is not kept there.
    """

    name: str
    program: bytes
    scenarios: bytes | None
    sound: bytes
    identity: str = ""
    number: int = 0


def offered() -> dict[str, str]:
    """Every choice and what people read for it: programs of one's own first, newest first, then the rest."""
    own = told_apart({kept.id: kept.name for kept in own_programs()})
    linked = {SHARED: "From the link"} if "shared" in st.query_params else {}
    return own | linked | {name: f"Example: {name}" if _comes_along(name) else name for name in examples()}


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The same names, numbered where several are alike: a list gives back the words chosen, not their place."""
    alike = {name: sorted(key for key in names if names[key] == name) for name in names.values()}
    return {
        key: name if len(alike[name]) == 1 else f"{name} ({alike[name].index(key) + 1} of {len(alike[name])})"
        for key, name in names.items()
    }


def own_programs() -> tuple[Kept, ...]:
    """The programs that the person at the screen has kept."""
    return workspace().programs(owner())


def _comes_along(name: str) -> bool:
    return examples()[name].parent == FALLBACK.parent


def head_of(choice: str) -> Head:
    """What a choice comes to.

    Raises:
        InputError: for a link that is damaged, or a file whose faults leave nothing to show.
    """
    if choice == SHARED:
        program, scenarios = unpacked(st.query_params["shared"])
        program_file(("shared.yaml", program))
        return Head("shared.yaml", program, scenarios, program)
    if choice in examples():
        return _of_file(choice)
    return _of_kept(choice)


def _of_kept(identity: str) -> Head:
    newest = workspace().version(owner(), identity)
    sound = newest if newest.sound else workspace().last_sound(owner(), identity)
    assert sound is not None, "a program is kept only once it is sound"
    return Head(newest.name, newest.program, newest.scenarios, sound.program, identity, newest.number)


def _of_file(choice: str) -> Head:
    """A file on offer, with the scenarios in it or beside it."""
    (name, content), beside = example_files(examples()[choice])
    one = read_bundle(content, name)
    scenarios = one.scenarios_source
    if scenarios is None and beside is not None:
        scenarios_of(beside)
        scenarios = beside[1]
    return Head(name, one.program_source, scenarios, one.program_source)


def fallback() -> Head:
    """What is shown where nothing else can be."""
    program, scenarios = example_files(FALLBACK)
    return Head(program[0], program[1], None if scenarios is None else scenarios[1], program[1])


def sources(head: Head) -> tuple[Source, Source | None]:
    """The program and the scenarios that every page shows."""
    stem = head.name.removesuffix(".yaml")
    scenarios = None if head.scenarios is None else (f"{stem}.scenarios.yaml", head.scenarios)
    return (head.name, head.sound), scenarios


def is_sound(name: str, program: bytes) -> bool:
    """Whether a program can be projected."""
    try:
        program_file((name, program))
    except InputError:
        return False
    return True
