"""How large a program the pages can show: beyond it a browser would stand still, so it is refused with a sentence."""

from model.inputs.faults import Fault, InputError
from model.inputs.load import ProgramFile

# 500 positions over 5 years: its board is some 14 MB to the browser. Ten times that took 4 GB and minutes.
MOST_POSITION_MONTHS = 30_000


def showable(file: ProgramFile) -> ProgramFile:
    """A program, when the pages can show it.

    Raises:
        InputError: when it has more positions and months than they can.
    """
    positions, months = len(file.program.positions), file.program.months
    if positions * months <= MOST_POSITION_MONTHS:
        return file
    found = f"found {positions:,} positions over {months:,} months, which is {positions * months:,} position-months"
    wanted = f"the pages show {MOST_POSITION_MONTHS:,} at most: shorten the months, or make two programs of it"
    raise InputError([Fault(file=file.name, path="months", found=found, wanted=wanted)])
