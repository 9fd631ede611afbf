"""A workspace of its own for each test."""

import pytest

from model.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace.open(tmp_path / "workspace.sqlite")
