"""The work at hand: what pages write. Every save is a new version of the program that is open, kept whole."""

from model.inputs.load import ProgramFile


def save(reason: str, *, program: bytes | None = None, scenarios: bytes | None = None) -> None:
    """Keep a changed program or changed scenarios as a new version, and show it on every page.

    An example, or a program that came by a link, becomes a program of one's own with its first change.

    Args:
        reason: what changed, in a few words, for the list of versions.
        program: the whole program file as YAML; None leaves it as it is.
        scenarios: the whole scenario file as YAML; None leaves it as it is.
    """
    raise NotImplementedError


def open_new(name: str, program: bytes, scenarios: bytes | None, reason: str) -> None:
    """Keep a new program of one's own, and open it on every page."""
    raise NotImplementedError


def file() -> ProgramFile:
    """The program that is open, as its file says."""
    raise NotImplementedError
