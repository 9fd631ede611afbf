"""The workspace on this machine: opened once, and asked only for what belongs to the person at the screen."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from model.workspace import Workspace, WorkspaceError, default_path
from pages.parts.words import plain


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(path: str) -> Workspace:
    return Workspace.open(Path(path))


def workspace() -> Workspace:
    """The workspace of this machine; one that cannot be used is told, and nothing else is shown."""
    try:
        return _opened(str(default_path()))
    except WorkspaceError as error:
        st.error(plain(error))
        st.stop()


def now() -> str:
    """The time to the second, with its offset, for the list of versions."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def spoken_time(stamp: str) -> str:
    """A time as people write it: 26 November 2026, 14:02."""
    when = datetime.fromisoformat(stamp)
    return f"{when.day} {when:%B %Y, %H:%M}"
