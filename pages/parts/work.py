"""The work at hand: what pages write. Every save is a new version of the program that is open, kept whole."""

from typing import Any

import streamlit as st

from model.inputs.load import ProgramFile, read_tree
from model.inputs.writing import written
from model.workspace import ConflictError
from model.workspace.merging import merged
from pages.parts.kept import now, workspace
from pages.parts.opening import Head, is_sound
from pages.parts.sign_in import owner
from pages.parts.standing import program_file


def head() -> Head:
    """What is open, as it was last saved."""
    return st.session_state["head"]


def file() -> ProgramFile:
    """The program that is open, as its file says."""
    return program_file(st.session_state["program"])


def save(
    reason: str, *, program: bytes | None = None, scenarios: bytes | None = None, base: Head | None = None
) -> None:
    """Keep a changed program or changed scenarios as a new version, and show it on every page.

    An example, or a program that came by a link, becomes a program of one's own with its first change. What somebody
    else changed meanwhile in another part of the program is kept; where both changed one part, this version becomes a
    program beside theirs, and the sidebar says so.

    Args:
        reason: what changed, in a few words, for the list of versions.
        program: the whole program file as YAML, which may have faults; None leaves it as it is.
        scenarios: the whole scenario file as YAML, empty when none is left; None leaves it as it is.
        base: what the change was made on; by default what is open.
    """
    _tell_what_is_next()
    base = base or head()
    program = base.program if program is None else program
    scenarios = base.scenarios if scenarios is None else scenarios or None
    if not base.identity:
        base = _kept(_name_of(base.sound), base, f"from {base.name}")
        st.session_state["next_choice"] = base.identity
    try:
        _put(base, base.number, program, scenarios, reason)
    except ConflictError:
        _beside_theirs(base, program, scenarios, reason)


def open_new(name: str, program: bytes, scenarios: bytes | None, reason: str) -> None:
    """Keep a new program of one's own, and open it on every page."""
    _tell_what_is_next()
    kept = workspace().create(
        owner(), name, program, scenarios, reason, when=now(), sound=is_sound("program.yaml", program)
    )
    show(kept.program_id)


def show(choice: str) -> None:
    """Open a program on every page, from the next run on, which begins at once."""
    st.session_state["next_choice"] = choice
    st.rerun()


def lay(*names: str) -> None:
    """Lay scenarios on the program from the next run on."""
    st.session_state["next_laid"] = list(names)


def tell(sentence: str) -> None:
    """Say something in the sidebar until the next save."""
    st.session_state["told"] = sentence


def tell_next(sentence: str) -> None:
    """Say something in the sidebar with the save that follows."""
    st.session_state["told_next"] = sentence


def _tell_what_is_next() -> None:
    st.session_state["told"] = st.session_state.pop("told_next", None)


def _kept(name: str, base: Head, reason: str) -> Head:
    """A program of one's own that begins as another was, without its faults."""
    first = workspace().create(owner(), name, base.sound, base.scenarios, reason, when=now())
    return Head(name, first.program, first.scenarios, first.program, first.program_id, first.number)


def _put(base: Head, number: int, program: bytes, scenarios: bytes | None, reason: str) -> None:
    workspace().save(
        owner(),
        base.identity,
        number,
        program,
        scenarios,
        reason,
        when=now(),
        sound=is_sound("program.yaml", program),
    )
    st.rerun()


def _beside_theirs(base: Head, program: bytes, scenarios: bytes | None, reason: str) -> None:
    """Somebody else saved first: lay both changes together, or keep this one beside theirs."""
    theirs = workspace().version(owner(), base.identity)
    both = merged(
        _parts(base.program, base.scenarios), _parts(program, scenarios), _parts(theirs.program, theirs.scenarios)
    )
    if both is None:
        tell(
            f"“{theirs.reason}” was saved in another window meanwhile, in the same part of the program. Nothing is "
            "lost: what you see is your own version, kept as a program beside theirs."
        )
        mine = _kept(f"{theirs.name} (mine)", base, f"as it was before “{theirs.reason}”")
        st.session_state["next_choice"] = mine.identity
        _put(mine, mine.number, program, scenarios, reason)
    else:
        tell(f"“{theirs.reason}” was saved in another window meanwhile; your change is laid on it.")
        laid = both.pop("scenarios of the file", None)
        _put(base, theirs.number, written(both), None if laid is None else written(laid), reason)


def _parts(program: bytes, scenarios: bytes | None) -> dict[str, Any]:
    """The parts of a program, its scenarios as one more."""
    tree = dict(read_tree(program, "program.yaml")[0])
    if scenarios is not None:
        tree["scenarios of the file"] = read_tree(scenarios, "scenarios.yaml")[0]
    return tree


def _name_of(program: bytes) -> str:
    return program_file(("program.yaml", program)).program.name
