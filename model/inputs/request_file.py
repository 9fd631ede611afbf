"""A funding request in a file of its own, read with the program it asks for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.inputs.checks.requests import request_problems
from model.inputs.faults import Fault, InputError, line_of, path_text, translated
from model.inputs.load import ProgramFile, read_tree
from model.inputs.numbers import Loc
from model.inputs.request import Request
from model.inputs.spec import shown


def load_request(path: str | Path, file: ProgramFile) -> Request:
    """Read a request file.

    Raises:
        InputError: with every fault of it, each with its line.
    """
    return read_request(Path(path), Path(path).name, file)


def read_request(source: str | bytes | Path, name: str, file: ProgramFile) -> Request:
    """Read a request from text, bytes or a path, calling it `name` in messages.

    Raises:
        InputError: with every fault of it, each with its line.
    """
    tree, lines = read_tree(source, name)
    return request_of(tree, name, file, lines)


def request_of(tree: Any, name: str, file: ProgramFile, lines: Mapping[Loc, int] | None = None) -> Request:
    """Check what a file holds and make it a request of a program.

    Raises:
        InputError: with every fault found.
    """
    if not isinstance(tree, dict):
        wanted = "a request is a mapping that begins with `id`"
        raise InputError([Fault(file=name, path="", found=f"found {shown(tree)}", wanted=wanted)])
    try:
        request = Request.model_validate(tree)
    except ValidationError as error:
        raise InputError(translated(error, Request, name, lines)) from None
    found = [
        Fault(file=name, path=path_text(p.at), found=p.found, wanted=p.wanted, line=line_of(p.at, lines or {}))
        for p in request_problems(file.program, request)
    ]
    if found:
        raise InputError(found)
    return request
