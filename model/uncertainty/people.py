"""People one by one, asked for on top of what a program says: a scenario that simulates its seats."""

from model.inputs.scenario import Placed, scenarios_of

NAME = "People come and go one by one"


def one_by_one(asked_by: str) -> tuple[Placed, ...]:
    """The scenario, with who asked for it."""
    tree = [
        {
            "name": NAME,
            "why": f"asked for {asked_by}",
            "changes": [{"set": "seats", "to": "simulated"}],
        }
    ]
    return scenarios_of(tree, asked_by, {})
