"""Program files of other versions: older ones are brought up to date step by step, later ones say so."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from model.inputs.faults import Fault, InputError, line_of
from model.inputs.numbers import Loc

NEWEST = 1
LATER = "a later Staying Power wrote this file: update Staying Power to open it"
Step = Callable[[dict[str, Any]], dict[str, Any]]

# STEPS[n] takes the tree of a program of schema n and gives that of schema n + 1.
STEPS: dict[int, Step] = {}


def upgraded(tree: dict[str, Any], name: str, lines: Mapping[Loc, int]) -> dict[str, Any]:
    """A program's tree as this version writes it; the tree given where there is nothing to do.

    Raises:
        InputError: when a later version wrote it. Its other faults are not told: what is new there is no mistake.
    """
    schema = tree.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool):
        return tree
    if schema > NEWEST:
        line = line_of(("schema",), lines)
        raise InputError([Fault(file=name, path="schema", found=f"found {schema}", wanted=LATER, line=line)])
    while schema in STEPS:
        tree = {**STEPS[schema](copy.deepcopy(tree)), "schema": schema + 1}
        schema += 1
    return tree
