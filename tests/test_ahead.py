"""Compiled stages are there before anybody waits for them: a server gets them aside, and large work by itself."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import draws
from model.draws import WORTH_COMPILING, in_chunks
from model.inputs.load import program_of
from model.inputs.numbers import Array
from model.projection import Projection
from model.stages.compiled.jit import available
from tests.small import tree

SERVES = """
from pages.parts import ahead
from model.compiled import ready
assert not ready()
ahead.begin().join()
print(ready())
"""


def test_a_server_has_compiled_stages_once_another_process_has_left_them_on_disk() -> None:
    there = Path(__file__).parents[1]
    ran = subprocess.run([sys.executable, "-c", SERVES], check=False, capture_output=True, text=True, cwd=there)
    assert (ran.stdout, ran.stderr) == ("True\n", "")


@pytest.mark.parametrize(("wanted", "enough"), [(None, False), (None, True), (True, False), (False, True)])
def test_work_is_compiled_where_asked_or_where_it_is_large(
    monkeypatch: pytest.MonkeyPatch, wanted: bool | None, enough: bool
) -> None:
    """One position over twelve months: a draw is twelve position-months."""
    by_kernel = set()

    def project(*_: Any, compiled: bool, **__: Any) -> Projection:
        by_kernel.add(compiled)
        return None  # type: ignore[return-value]

    def measure(_: Projection) -> Mapping[str, Array]:
        return {"none": np.zeros(1)}

    monkeypatch.setattr(draws, "project", project)
    monkeypatch.setattr(draws, "ready", lambda: False)
    monkeypatch.setattr(draws, "draws_of", lambda _: -(-WORTH_COMPILING // 12) - (not enough))
    in_chunks(program_of(tree(months=12), "small").program, measure, chunk=WORTH_COMPILING, compiled=wanted)
    assert by_kernel == {(enough if wanted is None else wanted) and available()}
