"""What a workspace hands out: kept programs, and versions of them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A program that is kept, as a list of programs shows it.

    Attributes:
        id: short, url-safe and not to be guessed.
        name: what the person calls it.
        number: of its newest version.
        saved_at: when that version was saved, as the caller wrote it.
        reason: why, in the words of the caller.
    """

    id: str
    name: str
    number: int
    saved_at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """One version as a history shows it, without its contents; `sound` says that it can be projected."""

    number: int
    saved_at: str
    reason: str
    sound: bool


@dataclass(frozen=True, kw_only=True)
class Version(Stamp):
    """One version with its contents: the files as they were saved, byte for byte."""

    program_id: str
    name: str
    program: bytes
    scenarios: bytes | None
