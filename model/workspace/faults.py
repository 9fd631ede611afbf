"""What can go wrong with a workspace, said in one sentence with what to do about it."""

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from model.workspace.records import Version

MOVE_IT = "move it elsewhere and start again for an empty workspace, or put a backup in its place; nothing was deleted"

DAMAGED = f"the file is damaged: {MOVE_IT}"

# What SQLite says, by a part of it, and what a person can do.
SAID = (
    ("not a database", f"the file is damaged, or is no workspace: {MOVE_IT}"),
    ("malformed", DAMAGED),
    ("unsupported file format", DAMAGED),
    ("could not decode", DAMAGED),
    ("no such", DAMAGED),
    ("locked", "another window or program has been writing to it for long: wait a moment and save again"),
    ("full", "the disk is full: make room and save again"),
    ("readonly", "the file may not be written to: allow it, or name another with STAYING_POWER_WORKSPACE"),
    ("read-only", "the file may not be written to: allow it, or name another with STAYING_POWER_WORKSPACE"),
    ("unable to open", "the file cannot be opened: put it back where it was, or start again for an empty workspace"),
    ("i/o error", "the disk does not answer as it should: see whether it is there and has room, then save again"),
)


class WorkspaceError(RuntimeError):
    """A workspace that cannot be used, or a request that it cannot meet; the message is a sentence for people."""


class MissingError(WorkspaceError):
    """There is no such program or version for this person; it may be somebody else's, which is not told."""


class ConflictError(WorkspaceError):
    """Someone has saved meanwhile; `newest` is what they saved."""

    def __init__(self, newest: Version) -> None:
        """Keep the newest version."""
        self.newest = newest
        super().__init__(
            f"{newest.name}: version {newest.number} was saved elsewhere meanwhile ({newest.saved_at}): look at it, "
            "then save again or take it over."
        )


def said(path: Path, error: DBAPIError | OSError) -> WorkspaceError:
    """An error of the database or of the disk, as a sentence."""
    if isinstance(error, OSError):
        reason = (error.strerror or "unknown reason").lower()
        return WorkspaceError(
            f"{path}: the workspace cannot be made here: {reason}; name another place with STAYING_POWER_WORKSPACE."
        )
    text = str(error.orig).lower()
    unknown = f"the workspace cannot be used ({text}): start again, and if that does not help, {MOVE_IT}"
    return WorkspaceError(f"{path}: {next((advice for part, advice in SAID if part in text), unknown)}.")


def damaged(path: Path) -> WorkspaceError:
    """A file in which something is not as it was written."""
    return WorkspaceError(f"{path}: {DAMAGED}.")
