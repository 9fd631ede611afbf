"""Short ways to ask for something from the small program, whose peer earns 1,040 dollars a month."""

from typing import Any

from model.inputs.load import ProgramFile, program_of
from model.inputs.request import Request
from model.inputs.request_file import request_of
from model.requests.budget import Budget
from model.requests.computing import budget_of
from tests.small import START, tree

Tree = dict[str, Any]


def small_file(**changes: Any) -> ProgramFile:
    """The small program over two years, with what is otherwise."""
    return program_of(tree(**{"months": 24, **changes}), "small.yaml")


def asked(file: ProgramFile | None = None, **changes: Any) -> Request:
    """A request of one year to a federal funder, with what is otherwise."""
    base: Tree = {"id": "new", "title": "New", "flavour": "samhsa", "start": START, "years": 1}
    return request_of({**base, **changes}, "request.yaml", file or small_file())


def budget(file: ProgramFile | None = None, **changes: Any) -> Budget:
    """The budget of such a request."""
    file = file or small_file()
    return budget_of(file, asked(file, **changes))


def typed(title: str, salary: float, effort: float = 1.0, **more: Any) -> Tree:
    """A typed person."""
    return {"id": title.lower().replace(" ", "-"), "title": title, "salary": salary, "effort": effort, **more}


def line(identity: str, unit_cost: float, quantity: float = 1.0, **more: Any) -> Tree:
    """A typed line with a basis."""
    return {"id": identity, "unit_cost": unit_cost, "quantity": quantity, "basis": "a price list", **more}


def rates(**shares: float) -> Tree:
    """Typed fringe."""
    return {"components": [{"name": name, "share_of_wages": share} for name, share in shares.items()]}
