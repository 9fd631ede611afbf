"""Files and names that nobody means well with, without a browser: a sentence, soon, and in little memory."""

import csv
import importlib
import inspect
import io
import pkgutil
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

import model
from model.exports.csv import FORMULA_STARTS, csv_text
from model.inputs.bundle import read_bundle
from model.inputs.faults import InputError
from model.inputs.links import unpacked
from model.inputs.load import read_program
from model.spreadsheet import program_of_book
from pages.parts.size import MOST_POSITION_MONTHS, showable
from pages.parts.standing import program_file
from pages.parts.words import PUNCTUATION, file_stem, plain
from tests.hostile import AS_WORKBOOK, AS_YAML, NAMES, too_large
from tests.small import peer, tree

PRINTABLE = [name for name in NAMES if name.isprintable()]
SOON = 20.0  # seconds, on a machine that is busy with other tests
LITTLE = 150_000_000  # bytes


def refused(read: Callable[[bytes, str], object], content: bytes, name: str) -> str:
    """The sentences with which a file is refused; too slow, too large or taken is a failure."""
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(InputError) as caught:
            read(content, name)
        assert time.process_time() - began < SOON
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()
    return "\n".join(fault.sentence for fault in caught.value.faults)


@pytest.mark.parametrize("kind", list(AS_YAML))
@pytest.mark.parametrize("read", [read_program, read_bundle], ids=["program", "bundle"])
def test_a_hostile_text_is_refused_with_a_sentence(read: Callable[[bytes, str], object], kind: str) -> None:
    said = refused(read, AS_YAML[kind](), "mine.yaml")
    assert said.startswith("mine.yaml")
    assert len(said) < 100_000
    assert not Path("/tmp/ran").exists()


@pytest.mark.parametrize("kind", list(AS_WORKBOOK))
def test_a_hostile_workbook_is_refused_with_a_sentence(kind: str) -> None:
    said = refused(program_of_book, AS_WORKBOOK[kind](), "mine.xlsx")
    assert said.startswith("mine.xlsx")
    assert not Path("/tmp/climbed.xml").exists()


@pytest.mark.parametrize("text", ["x" * 100_000, "AAAA", "..", "\u202e", "%00", "<script>", "A" + "-" * 9_999, ""])
def test_a_hostile_link_is_refused_with_a_sentence(text: str) -> None:
    assert refused(lambda _content, _name: unpacked(text), b"", "link")


def test_a_program_larger_than_a_browser_can_show_is_refused_by_the_pages_with_its_size() -> None:
    # 500 x 600 = 300,000 position-months, ten times what the pages show
    file = read_program(too_large(), "large.yaml")
    with pytest.raises(InputError) as caught:
        showable(file)
    assert [fault.sentence for fault in caught.value.faults] == [
        "large.yaml: months: found 500 positions over 600 months, which is 300,000 position-months; the pages show "
        "30,000 at most: shorten the months, or make two programs of it."
    ]


def test_the_largest_program_that_the_pages_show_is_taken_and_one_more_month_is_not() -> None:
    at, over = MOST_POSITION_MONTHS // 50, 51  # 50 positions x 600 months = 30,000
    assert at == 600
    program_file(("at.yaml", too_large(50, at)))
    with pytest.raises(InputError, match="30,600 position-months"):
        program_file(("over.yaml", too_large(over, at)))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_becomes_a_file_name_that_leads_nowhere(name: str) -> None:
    stem = file_stem(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", stem), stem


@pytest.mark.parametrize("name", NAMES)
def test_no_sign_of_a_name_is_read_as_markup(name: str) -> None:
    bare = re.sub(r"\\(.)", "", plain(name))
    assert not PUNCTUATION.search(bare), bare


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_of_a_csv_begins_like_a_formula(name: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text([{name: name, "group": {name: name}}]))))
    shown = f"'{name}" if name.startswith(FORMULA_STARTS) else name
    assert shown == rows[0][0] == rows[1][0] == rows[1][1]
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every pattern that a module of ours keeps under a name, and whether it is looked for within texts."""
    names = [found.name for found in pkgutil.walk_packages(model.__path__, "model.") if "__main__" not in found.name]
    for module in map(importlib.import_module, [*names, "pages.parts.words"]):
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield (
                    f"{module.__name__}.{name}",
                    value,
                    re.search(rf"\b{name}\.(?!fullmatch|match)", source) is not None,
                )


# Begins of what patterns like, which a long text repeats before it ends in what none likes.
PIECES = ("a", "1", " ", "a ", "1,", "$1", "1.", "a.", "[", "[a=", "'", "`", "_x", "1 to ", "from 2026-01 ", "-")
# The text of a link in our own README, and of nobody else's file.
OF_OUR_OWN_FILES = {"model.exports.documents.LINK"}


def test_no_pattern_of_ours_can_be_made_to_run_for_long() -> None:
    slow = {}
    for name, pattern, within in patterns():
        for piece in PIECES:
            text = piece * (20_000 // len(piece)) + "\x00!"
            began = time.process_time()
            pattern.match(text)
            pattern.fullmatch(text)
            if within:
                pattern.findall(text)
            if (took := time.process_time() - began) > 0.5:
                slow[name, piece] = round(took, 1)
    assert {place for place in slow if place[0] not in OF_OUR_OWN_FILES} == set(), slow


def test_a_program_full_of_hostile_names_is_read_to_the_letter() -> None:
    seats = [peer(name, title=name) for name in PRINTABLE]
    mine = tree(name=NAMES[0], positions=seats)
    read = read_program(yaml.safe_dump(mine, allow_unicode=True), "mine.yaml").program
    assert PRINTABLE == [seat.id for seat in read.positions]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PRINTABLE])
def test_a_name_with_signs_that_show_nothing_or_turn_the_text_is_refused(name: str) -> None:
    said = refused(read_program, yaml.safe_dump(tree(name=name)).encode(), "mine.yaml")
    assert said.endswith("a name has at most 200 printable characters.")
