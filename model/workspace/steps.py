"""Undo and redo: a way through the versions of a program on which nothing is ever lost.

Versions stand in one line, each on top of the last. What a person changed makes a tree: going back and changing
something else opens a new branch. Undo goes to what was there before the change that is now shown; redo to the latest
change that was made on what is now shown.
"""

from sqlalchemy import Connection, func, select

from model.workspace.tables import VERSIONS

Neighbours = tuple[int | None, int | None]


def neighbours(connection: Connection, program_id: str) -> Neighbours:
    """The versions a step back and a step forth from the newest; None where there is no step."""
    own = VERSIONS.c.program_id == program_id
    newest = select(VERSIONS.c.stands_for).where(own).order_by(VERSIONS.c.number.desc()).limit(1)
    shown = connection.execute(newest).scalar_one()
    back = connection.scalar(select(VERSIONS.c.stands_for).where(own, VERSIONS.c.number == shown - 1))
    before = VERSIONS.alias()
    changes = VERSIONS.join(
        before, (before.c.program_id == VERSIONS.c.program_id) & (before.c.number == VERSIONS.c.number - 1)
    )
    forth = connection.scalar(
        select(func.max(VERSIONS.c.number))
        .select_from(changes)
        .where(own, before.c.stands_for == shown, VERSIONS.c.stands_for == VERSIONS.c.number)
    )
    return back, forth
