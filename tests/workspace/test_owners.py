"""Two people in one file: neither sees, changes or learns of what is the other's."""

import inspect

import pytest

from model.workspace import MissingError, Workspace

MINE, THEIRS, WHEN = "ana@example.org", "ben@example.org", "2026-11-26T08:00:00+00:00"

# Every request that names a program, made by someone whose program it is not.
REQUESTS = {
    "save": lambda w, program: w.save(THEIRS, program, 1, b"x", None, "a reason", WHEN),
    "version": lambda w, program: w.version(THEIRS, program),
    "versions": lambda w, program: w.versions(THEIRS, program),
    "last_sound": lambda w, program: w.last_sound(THEIRS, program),
    "restore": lambda w, program: w.restore(THEIRS, program, 1, WHEN),
    "step_back": lambda w, program: w.step_back(THEIRS, program),
    "step_forth": lambda w, program: w.step_forth(THEIRS, program),
    "rename": lambda w, program: w.rename(THEIRS, program, "Taken"),
    "remove": lambda w, program: w.remove(THEIRS, program),
    "erase": lambda w, program: w.erase(THEIRS, program),
    "bring_back": lambda w, program: w.bring_back(THEIRS, program),
}
# Those that name none.
LISTS = ("programs", "removed", "remembered")


def everything(workspace, owner):
    """All that an owner has."""
    programs = [*workspace.programs(owner), *workspace.removed(owner)]
    versions = [
        workspace.version(owner, kept.id, s.number) for kept in programs for s in workspace.versions(owner, kept.id)
    ]
    return programs, versions, workspace.remembered(owner)


@pytest.fixture
def mine(workspace):
    """Two programs of mine, one of them in the bin, and my place."""
    kept, binned = (workspace.create(MINE, name, b"x", b"y", "new", WHEN).program_id for name in ("Kept", "Binned"))
    workspace.save(MINE, kept, 1, b"xx", b"yy", "changed", WHEN)
    workspace.remove(MINE, binned)
    workspace.remember(MINE, {"page": "compare"})
    return kept, binned


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_a_foreign_program_is_missing_and_stays_as_it_was(workspace, mine, request_):
    before = everything(workspace, MINE)
    said = set()
    for program in (*mine, "AAAAAAAAAAAA"):
        with pytest.raises(MissingError) as refused:
            request_(workspace, program)
        said.add(str(refused.value))
    assert before == everything(workspace, MINE)
    # a foreign program is told from one that never was by nothing
    assert {"There is no such program here: it may be in another workspace or another person's."} == said


def test_lists_show_nothing_of_others(workspace, mine):
    assert all(mine)
    assert [(), (), {}] == [getattr(workspace, name)(THEIRS) for name in LISTS]
    assert [(), (), {}] == [getattr(workspace, name)("") for name in LISTS]


def test_what_another_creates_and_remembers_is_not_mine(workspace, mine):
    before = everything(workspace, MINE)
    workspace.create(THEIRS, "Theirs", b"x", None, "new", WHEN)
    workspace.remember(THEIRS, {"page": "people"})
    assert before == everything(workspace, MINE)
    assert mine[0] not in [kept.id for kept in workspace.programs(THEIRS)]


def test_every_request_of_the_workspace_is_tried_here():
    public = {name for name, _ in inspect.getmembers(Workspace, inspect.isfunction) if not name.startswith("_")}
    assert public == {*REQUESTS, *LISTS, "create", "remember"}
