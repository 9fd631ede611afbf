"""Refusals: what is wrong, one sentence each on standard error, and exit codes that a script can read."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, ParamSpec

import typer

from model.cli.screen import clean
from model.inputs.faults import Fault, InputError

BAD_INPUT = 2
PIPE_CLOSED = 141  # what the shell reports for a program that a closed pipe ends
Params = ParamSpec("Params")


def refusal(name: str, found: str, wanted: str) -> InputError:
    """One fault of a file, or of something else that was named."""
    return InputError([Fault(file=name, path="", found=found, wanted=wanted)])


def report(faults: Iterable[Fault], *, as_json: bool) -> None:
    """Say faults on standard error: a sentence each, or one JSON array of objects."""
    if as_json:
        sys.stderr.write(json.dumps([{**asdict(fault), "sentence": fault.sentence} for fault in faults]) + "\n")
    else:
        sys.stderr.writelines(clean(fault.sentence) + "\n" for fault in faults)


def refusing(command: Callable[Params, None]) -> Callable[Params, None]:
    """Let a command end with exit code 2 and sentences where its input cannot be used."""

    @functools.wraps(command)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except InputError as error:
            report(error.faults, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(BAD_INPUT) from None
        except BrokenPipeError:
            raise typer.Exit(PIPE_CLOSED) from None

    return run


def silence() -> None:
    """Send what is still to come nowhere, so that leaving does not fail on a closed pipe once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(value: Any) -> str:
    """One JSON value.

    Raises:
        InputError: when a number has grown beyond what can be written.
    """
    try:
        return json.dumps(value, allow_nan=False) + "\n"
    except ValueError:
        wanted = "use amounts of a real program"
        raise refusal("the projection", "its numbers pass what can be computed", wanted) from None


def emit(value: Any) -> None:
    """One JSON value on standard output, and nothing else."""
    sys.stdout.write(one_line(value))
