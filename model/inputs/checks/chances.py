"""Checks of what a file says of chance: events, losses of grants."""

from collections.abc import Iterator

from model.inputs.checks.problem import Check, Problem, repeated
from model.inputs.program import Program


def _chances(program: Program) -> Iterator[Problem]:
    """Events of one name would share their draws; a grant cannot be lost before it starts."""
    yield from repeated(("events",), (event.name for event in program.events), "name")
    for place, grant in enumerate(program.grants):
        loss = grant.loss
        if loss is not None and loss.month < grant.start.plus(-1):  # after its end, there is nothing to lose
            found = f"a loss after {loss.month} of a grant that starts in {grant.start}"
            yield Problem(("grants", place, "loss", "month"), found, "give the last month in which it would pay")


CHECKS = (Check(_chances, ("events", "grants")),)
