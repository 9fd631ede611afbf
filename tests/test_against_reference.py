"""The model against a second, plain reading of the same text, number by number, over random programs."""

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from model.exports.tables import as_object
from model.findings import findings
from model.inputs.load import program_of
from model.projection import project
from tests.random_programs import random_program
from tests.reference.plain import project as plain

SEEDS = range(60)
# words, and sums over grants that tests/stages/test_grants.py works by hand, are not in the plain model
OURS_ALONE = {"sentences", "warnings", "awards", "match_could_count"}


def differences(ours: Any, plain_: Any, path: str = "") -> Iterator[str]:
    """Every place in which two results differ, with both values."""
    if isinstance(ours, dict) and isinstance(plain_, dict):
        for key in sorted({*ours, *plain_} - OURS_ALONE, key=str):
            yield from differences(ours.get(key, "nothing"), plain_.get(key, "nothing"), f"{path}.{key}")
    elif isinstance(ours, list) and isinstance(plain_, list) and len(ours) == len(plain_):
        for place, (a, b) in enumerate(zip(ours, plain_, strict=True)):
            yield from differences(a, b, f"{path}[{place}]")
    elif isinstance(ours, int | float) and isinstance(plain_, int | float):
        if not math.isclose(ours, plain_, rel_tol=1e-9, abs_tol=1e-7):
            yield f"{path}: {ours} is {plain_} in the plain model"
    elif ours != plain_:
        yield f"{path}: {ours} is {plain_} in the plain model"


def in_one_order(result: dict[str, Any]) -> dict[str, Any]:
    """The same result with rows by position and month."""
    return {**result, "rows": sorted(result["rows"], key=lambda row: (row["position"], row["month"]))}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_equals_the_plain_model(seed: int) -> None:
    raw = random_program(seed)
    projection = project(program_of(raw, "random").program)
    ours = json.loads(json.dumps(as_object(projection, findings(projection)), allow_nan=False))

    found = list(differences(in_one_order(ours), in_one_order(plain(raw))))

    assert found == [], f"{len(found)} differences, the first: {found[:5]}"
