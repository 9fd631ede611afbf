"""Compiling ahead: once for a machine, in a process of its own, so that nobody's page waits for it."""

import os
import subprocess
import sys
from threading import Thread

POLITE = 10  # of 19: whoever looks at a page goes first


def begin() -> Thread:
    """Get compiled stages for this server while it answers already; until they are there, the plain ones serve."""
    thread = Thread(target=_ahead, name="compiling ahead", daemon=True)
    thread.start()
    return thread


def _ahead() -> None:
    """Have another process compile, which takes half a minute the first time, and read what it left on disk.

    Compiling here would hold the interpreter's lock, and every page with it. Where nothing can be kept on disk, this
    server goes on with the plain stages.
    """
    from model.stages.compiled.jit import available

    if available():
        done = subprocess.run([sys.executable, "-m", "pages.parts.ahead"], check=False, capture_output=True)
        if done.returncode == 0:
            compiled_here()


def compiled_here() -> None:
    """Project an example by compiled stages, so that this process has all of them.

    What this needs is read here, since reading it takes a second, and the server is to answer first.
    """
    from model.findings import findings
    from model.inputs.load import load_program
    from model.projection import project
    from pages.parts.standing import FALLBACK

    projection = project(load_program(FALLBACK).program, compiled=True)
    findings(projection)
    _ = projection.funding.sources


if __name__ == "__main__":
    os.nice(POLITE)
    compiled_here()
    from model.compiled import kept_on_disk

    sys.exit(0 if kept_on_disk() else 1)
