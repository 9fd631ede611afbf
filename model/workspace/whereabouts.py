"""Where the workspace stands on this machine."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "STAYING_POWER_WORKSPACE"
FILE = "workspace.sqlite"


def default_path() -> Path:
    """The file that STAYING_POWER_WORKSPACE names, or one in the folder where this system keeps a person's data.

    A folder may be named too; the file then stands in it.
    """
    if named := os.environ.get(VARIABLE):
        path = Path(named).expanduser()
        return path / FILE if path.is_dir() else path
    return platformdirs.user_data_path("staying-power", appauthor=False) / FILE
