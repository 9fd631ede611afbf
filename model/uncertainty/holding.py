"""Whether what a file says of chance holds together: events inside the horizon, correlations of what is drawn."""

from collections.abc import Iterator

from model.inputs.faults import Fault, InputError, line_of, path_text
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.uncertainty.futures import futures

LATER = "later, it would change nothing; earlier, it has happened or not"


def check_chances(file: ProgramFile) -> None:
    """Refuse events and correlations of a program that no draw could be made of.

    Raises:
        InputError: with every fault found: a month outside the horizon, a selector that fits nothing or nothing that
            is drawn, correlations that cannot hold together.
    """
    faults = list(_dates(file))
    try:
        futures(file, draws=1, seed=0)
    except InputError as error:
        faults += error.faults
    if faults:
        raise InputError(faults)


def _dates(file: ProgramFile) -> Iterator[Fault]:
    program = file.program
    horizon = f"a month of the horizon is needed, {program.start} to {program.last}"
    for place, event in enumerate(program.events):
        for number, change in enumerate(event.changes):
            if change.from_ is not None and not program.start <= change.from_ <= program.last:
                at = ("events", place, "changes", number, "from")
                yield _fault(file, at, f"found {change.from_}", f"{horizon}: {LATER}")
    for place, grant in enumerate(program.grants):
        at = ("grants", place, "loss", "month")
        if grant.loss is not None and not program.start <= grant.loss.month < min(grant.end, program.last):
            until = min(grant.end, program.last).plus(-1)
            wanted = f"a month from {program.start} to {until} is needed, after which the grant would still pay"
            yield _fault(file, at, f"a loss after {grant.loss.month}", wanted)


def _fault(file: ProgramFile, at: Loc, found: str, wanted: str) -> Fault:
    return Fault(file=file.name, path=path_text(at), found=found, wanted=wanted, line=line_of(at, file.lines))
