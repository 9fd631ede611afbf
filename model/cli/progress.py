"""A bar of progress with the time left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def advancing(what: str, total: int, *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar of programs, where somebody watches; it is told how many are done."""
    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task(f"programs {what}", total=total)
        yield lambda done: bar.update(task, completed=done)
