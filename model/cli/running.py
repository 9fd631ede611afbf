"""Running one command: exit codes instead of tracebacks."""

import sys
from collections.abc import Sequence
from typing import TextIO, cast

import typer

from model.cli import INTERRUPTED
from model.cli.commands import app
from model.cli.refusals import BAD_INPUT, PIPE_CLOSED, report, silence
from model.inputs.faults import Fault

NAME = "staying-power"
# Typer has no public name for the mistakes of whoever types a command; this one is of that family.
_WRONG_USE = cast(type[Exception], typer.BadParameter.__bases__[0])


def run(given: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    try:
        code = app(list(given), prog_name=NAME, standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except typer.Abort:
        return INTERRUPTED
    except _WRONG_USE as error:
        return _wrong_use(error, as_json="--json" in given)
    return code if isinstance(code, int) else 0


def _never_fail_to_encode(stream: TextIO) -> None:
    """Let a terminal that knows few letters show `?` for the others."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _wrong_use(error: Exception, *, as_json: bool) -> int:
    """Say in one sentence what is wrong with a command."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else NAME
    found = getattr(error, "format_message", error.__str__)().strip().rstrip(".")
    report([Fault(file=command, path="", found=found, wanted=f"see {command} --help")], as_json=as_json)
    return BAD_INPUT
