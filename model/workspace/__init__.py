"""The workspace: programs kept on the person's own machine, every version of them, in one SQLite file."""

from model.workspace.faults import ConflictError, MissingError, WorkspaceError
from model.workspace.records import Kept, Stamp, Version
from model.workspace.whereabouts import default_path
from model.workspace.workspace import Workspace

Conflict = ConflictError

__all__ = [
    "Conflict",
    "ConflictError",
    "Kept",
    "MissingError",
    "Stamp",
    "Version",
    "Workspace",
    "WorkspaceError",
    "default_path",
]
