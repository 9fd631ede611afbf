"""Changes of two people to one program: laid together, or told apart."""

from model.workspace.merging import merged

BASE = {"name": "Harbor", "positions": [1, 2], "grants": ["sor"]}


def test_changes_to_different_parts_are_laid_together() -> None:
    mine, theirs = {**BASE, "positions": [1]}, {**BASE, "grants": []}
    assert {"name": "Harbor", "positions": [1], "grants": []} == merged(BASE, mine, theirs)


def test_one_part_changed_by_both_is_told() -> None:
    assert merged(BASE, {**BASE, "positions": [1]}, {**BASE, "positions": [2]}) is None


def test_the_same_change_by_both_is_no_conflict() -> None:
    both = {**BASE, "positions": [1]}
    assert both == merged(BASE, both, dict(both))


def test_a_part_that_one_added_and_one_that_the_other_took_away() -> None:
    mine = {**BASE, "caps": ["daily"]}
    theirs = {"name": "Harbor", "positions": [1, 2]}
    assert {"name": "Harbor", "positions": [1, 2], "caps": ["daily"]} == merged(BASE, mine, theirs)


def test_a_part_taken_away_by_one_and_changed_by_the_other_is_told() -> None:
    assert merged(BASE, {"name": "Harbor", "positions": [1, 2]}, {**BASE, "grants": ["sor", "bcor"]}) is None
