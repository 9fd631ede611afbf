"""The budget of a request: `budget_of` is the one way to it."""

from model.inputs.load import ProgramFile
from model.inputs.request import Request
from model.requests.budget import Budget


def budget_of(file: ProgramFile, request: Request) -> Budget:
    """Work out a request of a program.

    Raises:
        InputError: when the request does not fit the program, with every fault.
    """
    raise NotImplementedError
