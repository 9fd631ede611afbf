"""Programs as files, for questions to be asked of."""

from typing import Any

from model.inputs.load import ProgramFile, load_program, program_of
from tests.small import tree

EXAMPLES = (
    "delta-mental-health",
    "health-home-sunset",
    "piedmont-peer-center",
    "prairie-recovery",
    "second-step-startup",
    "three-valleys-families",
)


def small_file(**changes: Any) -> ProgramFile:
    """The small program as a file, with what is otherwise."""
    return program_of(tree(**changes), "small.yaml")


def example(name: str) -> ProgramFile:
    """An example program of the project."""
    return load_program(f"assumptions/programs/{name}.yaml")


def in_gallery(name: str, **changes: Any) -> ProgramFile:
    """A program of the gallery with what is otherwise, key by key."""
    file = load_program(f"assumptions/gallery/{name}")
    return program_of({**file.tree, **changes}, name)
