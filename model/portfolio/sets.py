"""A set of programs, by the path that people give: a folder of files, or a table that fills in a template."""

from pathlib import Path

from model.inputs.bundle import load_bundle
from model.inputs.faults import Fault, InputError
from model.portfolio.filling import table_members, template_of
from model.portfolio.members import Waiting, folder_members
from model.portfolio.table import read_table


def read_set(path: Path, template: Path | None = None) -> tuple[Waiting, ...]:
    """The programs of a set; what is wrong with single programs is found when they are read.

    Args:
        path: a folder of program files, or a table.
        template: the program file that a table's rows fill in.

    Raises:
        InputError: when there is no such set, or a table's columns and ids are wrong.
    """
    if path.is_dir():
        if template is not None:
            raise _refused(path, "a template beside a folder of programs", "a template goes with a table")
        return folder_members(path)
    if not path.is_file():
        raise _refused(path, "there is no such file or folder", "a folder of programs or a table is needed")
    if template is None:
        raise _refused(path, "a table without a template", "add --template with the program that its rows fill in")
    return table_members(read_table(path), template_of(load_bundle(template).program))


def _refused(path: Path, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=str(path), path="", found=found, wanted=wanted)])
