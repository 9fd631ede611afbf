"""Servers of one's own for the tests: each in its own process group, with its own workspace and its own log."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTED_WITHIN = 60.0
ENDED_WITHIN = 20.0
EVERY = 0.05


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Server:
    """A process that answers on a port of this machine.

    Attributes:
        command: what starts it.
        health: the address that answers once it is up.
        log: the file that keeps what it prints.
        env: what it finds in its environment beside what is there already.
    """

    command: Sequence[str]
    health: str
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.env},
                start_new_session=True,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + STARTED_WITHIN
        while not answers(self.health):
            ended = self.process.poll() is not None
            if ended or time.monotonic() > until:
                raise TimeoutError(f"{self.health} does not answer:\n{self.log.read_text(errors='replace')[-4000:]}")
            time.sleep(EVERY)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End its whole process group: SIGTERM lets it finish, SIGKILL is a crash."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(timeout=ENDED_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=ENDED_WITHIN)
        self.process = None


def answers(address: str) -> bool:
    """Whether an address answers well."""
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def the_app(
    folder: Path, *, port: int | None = None, options: Sequence[str] = (), program: str | None = None
) -> Server:
    """The app with a workspace of its own in a folder, not started yet.

    It does not compile ahead, as one that people start does: that takes seconds of every server, and is looked at alone
    in `tests/test_ahead.py`.

    Args:
        folder: holds the workspace and the log.
        port: where it listens; by default one that is free.
        options: for the server, such as `--secrets.files=...`.
        program: a file that the app is started on.
    """
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "pages.parts.serve",
        "run",
        "app.py",
        "--server.headless=true",
        f"--server.port={port}",
    ]
    return Server(
        command=[*command, "--server.fileWatcherType=none", *options, *(["--", program] if program else [])],
        health=f"http://127.0.0.1:{port}/_stcore/health",
        log=folder / "server.log",
        env={"STAYING_POWER_WORKSPACE": str(folder / "workspace"), "NUMBA_DISABLE_JIT": "1"},
    )


def address_of(server: Server) -> str:
    """Where people find a server."""
    return server.health.removesuffix("/_stcore/health")


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server for as long as it is needed."""
    try:
        server.start()
        yield server
    finally:
        server.end()
