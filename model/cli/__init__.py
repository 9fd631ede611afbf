"""The command line: `staying-power`."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0, 2 for input that cannot be used, 130 for an interruption."""
    try:
        # read in here, so that an interruption while it loads ends as quietly as one later
        from model.cli.running import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


__all__ = ["main"]
