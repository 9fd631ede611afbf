"""Opening a file of one's own: a program, its scenarios, both in one, or a workbook. Checked before it is kept."""

from collections.abc import Sequence

import streamlit as st

from model.inputs.bundle import read_bundle
from model.inputs.faults import Fault, InputError
from model.inputs.load import read_tree
from model.inputs.scenario import read_scenarios
from model.inputs.writing import written
from pages.parts import work
from pages.parts.standing import Source, program_file

KINDS = ["yaml", "yml", "xlsx"]
WHAT = "A program (YAML or Excel workbook), its scenarios (YAML), or both in the single file that a colleague sent."


def open_file() -> tuple[Fault, ...]:
    """Take a file, keep what it holds and open it; give its faults where it cannot be used."""
    times = st.session_state.setdefault("files_opened", 0)
    upload = st.file_uploader("Open a file of your own", type=KINDS, key=f"own_file_{times}", help=WHAT)
    if upload is None:
        return ()
    try:
        _take(upload.name, upload.getvalue())
    except InputError as error:
        return error.faults
    return ()


def _take(name: str, content: bytes) -> None:
    if name.lower().endswith(".xlsx"):
        from model.spreadsheet import program_of_book, read_book  # first pages do not wait for a library of workbooks

        program = written(program_of_book(content, name).tree)
        _tell_computed(read_book(content, name)[1].computed)
        _keep(name, program, None)
    elif isinstance(read_tree(content, name)[0], list):
        _add_scenarios(name, content)
    else:
        bundle = read_bundle(content, name)
        _keep(name, bundle.program_source, bundle.scenarios_source)


def _tell_computed(cells: Sequence[str]) -> None:
    """Formulas are not worked out here, so whoever relies on them must know."""
    if cells:
        work.tell_next(f"In {', '.join(cells)} a formula stands; the value taken is the one it had when last saved.")


def _keep(file: str, program: bytes, scenarios: bytes | None) -> None:
    """Keep a program: as a new version of the one that is open where it has its name, else as one more of one's own."""
    program_file((file, program))  # what the pages cannot show is refused here, with its reason
    title = str(read_tree(program, file)[0]["name"])
    head = work.head()
    _taken()
    if title == read_tree(head.sound, head.name)[0]["name"]:
        if program != head.program or scenarios not in (None, head.scenarios):
            work.save(f"from {file}", program=program, scenarios=scenarios)
        st.rerun()
    work.open_new(title, program, scenarios, f"from {file}")


def _add_scenarios(file: str, content: bytes) -> None:
    """Lay the scenarios of a file beside those of the program; one of the same name takes its place."""
    read_scenarios(content, file)
    source: Source | None = st.session_state["scenario_file"]
    given = {item["name"]: item for item in read_tree(content, file)[0]}
    kept = [] if source is None else [item for item in read_tree(source[1], source[0])[0] if item["name"] not in given]
    _taken()
    work.save(f"scenarios from {file}", scenarios=written([*kept, *given.values()]))


def _taken() -> None:
    """A file that was taken leaves the uploader empty for the next."""
    st.session_state["files_opened"] += 1
