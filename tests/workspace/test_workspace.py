"""The workspace: what was saved is there, every version of it, and nothing is overwritten."""

import dataclasses

import pytest

from model.workspace import ConflictError, Kept, MissingError, Stamp, Version, Workspace, WorkspaceError
from model.workspace import workspace as module

MORNING, NOON, NIGHT = "2026-11-26T08:00:00+00:00", "2026-11-26T12:00:00+00:00", "2026-11-26T23:00:00+00:00"


def created(kept, name="Prairie", program=b"name: Prairie\n", scenarios=None, **said):
    """A program kept since the morning."""
    return kept.create("", name, program, scenarios, "from prairie.yaml", MORNING, **said)


def numbers(kept, identity):
    return [stamp.number for stamp in kept.versions("", identity)]


def test_what_was_saved_is_there_byte_for_byte(workspace):
    first = created(workspace, scenarios=b"- name: More\n")
    second = workspace.save(
        "", first.program_id, 1, "name: Pr\u00e4rie\r\n".encode(), b"", "renamed", NOON, sound=False
    )
    expected = Version(
        program_id=first.program_id,
        name="Prairie",
        number=2,
        saved_at=NOON,
        reason="renamed",
        sound=False,
        program=b"name: Pr\xc3\xa4rie\r\n",
        scenarios=b"",
    )
    again = Workspace.open(workspace.path)
    assert expected == second == again.version("", first.program_id)
    assert first == again.version("", first.program_id, 1)
    assert (b"name: Prairie\n", b"- name: More\n") == (first.program, first.scenarios)


def test_programs_are_listed_with_their_newest_version_the_one_saved_last_first(workspace):
    first, second = created(workspace, "First"), created(workspace, "Second")
    # a clock that was set back must not change the order
    workspace.save("", first.program_id, 1, b"x", None, "pay raised", "2026-01-01T00:00:00+00:00")
    expected = (
        Kept(id=first.program_id, name="First", number=2, saved_at="2026-01-01T00:00:00+00:00", reason="pay raised"),
        Kept(id=second.program_id, name="Second", number=1, saved_at=MORNING, reason="from prairie.yaml"),
    )
    assert expected == workspace.programs("")


def test_versions_are_listed_newest_first_without_their_contents(workspace):
    identity = created(workspace).program_id
    workspace.save("", identity, 1, b"x", None, "broken", NOON, sound=False)
    expected = (
        Stamp(number=2, saved_at=NOON, reason="broken", sound=False),
        Stamp(number=1, saved_at=MORNING, reason="from prairie.yaml", sound=True),
    )
    assert expected == workspace.versions("", identity)


def test_a_save_on_an_older_version_is_a_conflict_that_shows_the_newest(workspace):
    identity = created(workspace).program_id
    theirs = workspace.save("", identity, 1, b"theirs", None, "their change", NOON)
    with pytest.raises(ConflictError) as conflict:
        workspace.save("", identity, 1, b"mine", None, "my change", NIGHT)
    assert theirs == conflict.value.newest
    expected = (
        f"Prairie: version 2 was saved elsewhere meanwhile ({NOON}): look at it, then save again or take it over."
    )
    assert expected == str(conflict.value)
    assert [2, 1] == numbers(workspace, identity)


def test_a_save_on_a_version_still_to_come_is_a_conflict_too(workspace):
    identity = created(workspace).program_id
    with pytest.raises(ConflictError):
        workspace.save("", identity, 2, b"mine", None, "my change", NIGHT)


def test_the_last_sound_version_is_found_behind_faulty_drafts(workspace):
    identity = created(workspace).program_id
    for number, sound in ((1, True), (2, False), (3, False)):
        workspace.save("", identity, number, b"%d" % (number + 1), None, "typing", NOON, sound=sound)
    # versions 1 and 2 are sound, 3 and 4 are not
    found = [workspace.last_sound("", identity, at_most) for at_most in (None, 4, 2, 1)]
    assert [2, 2, 2, 1] == [version and version.number for version in found]
    assert b"2" == found[0].program


def test_without_a_sound_version_there_is_none(workspace):
    assert workspace.last_sound("", created(workspace, sound=False).program_id) is None


def test_going_back_to_a_version_adds_one_and_loses_none(workspace):
    identity = created(workspace, scenarios=b"s").program_id
    workspace.save("", identity, 1, b"two", None, "second", NOON, sound=False)
    workspace.save("", identity, 2, b"three", None, "third", NOON)
    back = workspace.restore("", identity, 1, NIGHT)
    assert (4, "as of version 1", NIGHT, True) == (back.number, back.reason, back.saved_at, back.sound)
    assert (b"name: Prairie\n", b"s") == (back.program, back.scenarios)
    assert not workspace.restore("", identity, 2, NIGHT).sound  # a faulty draft stays one
    assert [5, 4, 3, 2, 1] == numbers(workspace, identity)


def test_the_bin_keeps_a_program_with_all_its_versions(workspace):
    identity = created(workspace).program_id
    workspace.save("", identity, 1, b"two", None, "second", NOON)
    workspace.remove("", identity)
    assert () == workspace.programs("")
    assert [identity] == [kept.id for kept in workspace.removed("")]
    workspace.bring_back("", identity)
    assert [identity] == [kept.id for kept in workspace.programs("")]
    assert () == workspace.removed("")
    assert [2, 1] == numbers(workspace, identity)


def test_what_another_tab_saves_into_the_bin_comes_back_out_of_it(workspace):
    identity = created(workspace).program_id
    workspace.remove("", identity)
    workspace.save("", identity, 1, b"two", None, "typed elsewhere", NOON)
    assert [identity] == [kept.id for kept in workspace.programs("")]


def test_a_program_can_be_called_otherwise(workspace):
    identity = created(workspace).program_id
    workspace.rename("", identity, "High prairie")
    assert "High prairie" == workspace.programs("")[0].name == workspace.version("", identity).name


def test_where_a_person_was_is_remembered(workspace):
    assert {} == workspace.remembered("")
    for place in ({"page": "compare", "scenario": "More"}, {"page": "people"}):
        workspace.remember("", place)
        assert place == Workspace.open(workspace.path).remembered("")


def test_a_place_that_has_not_changed_is_not_written_again(workspace):
    workspace.remember("", {"page": "compare"})
    before = workspace.path.read_bytes()
    workspace.remember("", {"page": "compare"})
    assert before == workspace.path.read_bytes()
    workspace.remember("", {"page": "people"})
    assert before != workspace.path.read_bytes()


@pytest.mark.parametrize("number", [0, -1, 2, 10**30])
def test_a_version_that_is_not_there_is_missing(workspace, number):
    identity = created(workspace).program_id
    for ask in (workspace.version, lambda *given: workspace.restore(*given, NIGHT)):
        with pytest.raises(MissingError, match=rf"^There is no version {number} of this program: choose one "):
            ask("", identity, number)


def test_ids_are_short_fit_an_address_and_differ(workspace):
    identities = {created(workspace).program_id for _ in range(50)}
    assert 50 == len(identities)
    assert all(len(one) == 12 and one.replace("-", "").replace("_", "").isalnum() for one in identities)


def test_contents_of_more_than_a_megabyte_are_refused_and_not_kept(workspace):
    identity = created(workspace).program_id
    for program, scenarios in ((b"x" * 1_000_001, None), (b"x", b"x" * 1_000_001)):
        with pytest.raises(WorkspaceError, match="larger than 1 MB"):
            workspace.save("", identity, 1, program, scenarios, "too much", NOON)
        with pytest.raises(WorkspaceError, match="larger than 1 MB"):
            workspace.create("", "Large", program, scenarios, "too much", NOON)
    assert [(1, identity)] == [(kept.number, kept.id) for kept in workspace.programs("")]


def test_a_save_that_fails_half_way_leaves_nothing_behind(workspace, monkeypatch):
    identity = created(workspace).program_id

    def fail_after(*given, add=module._add):
        add(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_add", fail_after)
    with pytest.raises(KeyboardInterrupt):
        workspace.save("", identity, 1, b"two", None, "second", NOON)
    with pytest.raises(KeyboardInterrupt):
        workspace.create("", "Another", b"x", None, "new", NOON)
    assert [(1, identity)] == [(one.number, one.id) for one in workspace.programs("")]


def test_what_is_handed_out_cannot_be_changed(workspace):
    with pytest.raises(dataclasses.FrozenInstanceError):
        created(workspace).number = 5


def test_what_is_in_the_bin_can_be_erased_with_all_its_versions(workspace):
    first, other = created(workspace), created(workspace, name="Harbor")
    with pytest.raises(MissingError):
        workspace.erase("", first.program_id)  # not in the bin
    workspace.remove("", first.program_id)
    workspace.erase("", first.program_id)
    assert () == workspace.removed("")
    with pytest.raises(MissingError):
        workspace.version("", first.program_id, 1)
    assert [1] == numbers(workspace, other.program_id)
