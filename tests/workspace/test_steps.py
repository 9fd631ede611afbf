"""Undo and redo: steps through versions, on which nothing is lost."""

import pytest

from model.workspace import ConflictError

WHEN = "2026-11-26T08:00:00+00:00"


class Editor:
    """A person who types letters, and goes back and forth; each version's content is all that was typed."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.program = workspace.create("", "Letters", b"", None, "new", WHEN).program_id

    @property
    def shown(self):
        return self.workspace.version("", self.program).program.decode()

    def types(self, letters):
        for letter in letters:
            newest = self.workspace.version("", self.program)
            self.workspace.save("", self.program, newest.number, newest.program + letter.encode(), None, letter, WHEN)
        return self

    def undoes(self, times=1):
        return self._goes(self.workspace.step_back, times)

    def redoes(self, times=1):
        return self._goes(self.workspace.step_forth, times)

    def restores(self, number):
        self.workspace.restore("", self.program, number, WHEN)
        return self

    def _goes(self, step, times):
        for _ in range(times):
            self.restores(step("", self.program))
        return self

    @property
    def steps(self):
        return self.workspace.step_back("", self.program), self.workspace.step_forth("", self.program)


@pytest.fixture
def editor(workspace):
    return Editor(workspace)


def test_at_the_beginning_there_is_no_step(editor):
    assert (None, None) == editor.steps


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(editor):
    editor.types("abc")
    assert ["ab", "a", ""] == [editor.undoes().shown for _ in range(3)]
    assert editor.steps[0] is None
    assert ["a", "ab", "abc"] == [editor.redoes().shown for _ in range(3)]
    assert editor.steps[1] is None
    # four edits, three steps back and three forth: ten versions, and none is gone
    assert 10 == len(editor.workspace.versions("", editor.program))


def test_after_an_undo_a_change_is_undone_to_where_it_was_made(editor):
    editor.types("ab").undoes().types("c")
    assert ("ac", "a", "ac") == (editor.shown, editor.undoes().shown, editor.redoes().shown)
    assert editor.steps[1] is None
    assert "" == editor.undoes(2).shown


def test_redo_takes_the_latest_of_two_branches(editor):
    assert "axy" == editor.types("abc").undoes(2).types("xy").undoes(3).redoes(3).shown


def test_going_back_to_a_far_version_can_be_undone_like_any_change(editor):
    editor.types("abc").restores(2)  # versions are numbered from 1, the empty one: 2 is "a"
    assert "a" == editor.shown
    assert ("abc", "a") == (editor.undoes().shown, editor.redoes().shown)


def test_a_step_is_a_save_so_another_tab_does_not_write_over_it(editor):
    editor.types("ab").undoes()
    with pytest.raises(ConflictError):
        editor.workspace.save("", editor.program, 3, b"abc", None, "from the other tab", WHEN)
