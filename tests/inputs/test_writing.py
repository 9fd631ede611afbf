"""Writing: what is written reads back as it was, by our reader and by others, and people can read it."""

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from model.inputs import strict_yaml, writing
from model.inputs.assumptions import FOLDER
from model.inputs.faults import InputError
from model.inputs.load import read_program
from model.inputs.scenario import read_scenarios
from model.inputs.strict_yaml import read_yaml
from model.inputs.writing import written
from tests.random_programs import random_program

FILES = sorted((FOLDER / "programs").glob("*.yaml"))
# Texts that one reader or another takes for something else, or that could break out of their place.
HOSTILE = """
NO yes on y ~ null None true True 1e6 1E6 1e-7 007 0x1F 0o7 1_000 1,000 1,000,000 50% $5 1:30 9:30:00 2026-07-01 2026-07
+1 -1 1. .5 .
- -- --- ... ? : # & * ! | > ' " % @ ` { } [ ] , = << &a *a !t !!str #x a#b a:b a: :a -a ?a @a %YAML
.inf .nan -.inf \\ \\n \\0 C:\\new é 😀 ﬀ
""".split()
HOSTILE += [
    "",
    " ",
    "a: b",
    "a #b",
    "- a",
    "? a",
    " a",
    "a ",
    "a  b",
    "\t",
    "a\tb",
    "\n",
    "\n\n",
    "a\n",
    "\na",
    "a\n\n b\n",
]
HOSTILE += [
    "a\r\nb",
    "\r",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufeffa",
    "\ufffe",
    "\x7f",
    "\x1b[0m",
    "--- a\n... b",
    "word " * 50,
]
HOSTILE += [
    "a" * 300,
    "x: " * 60,
    "é😀 " * 40,
    "# not a comment\nkey: value",
    "a\n  b\n c",
    "=1+1",
    "'a' \"b\"",
    "it's",
]

text = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
    st.text("ab :#-?\n'\"{}[],&*!|>%@` \t0123456789.eE_", max_size=60),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=150),
)
numbers = st.one_of(
    st.integers(-(10**28), 10**28), st.floats(-1e28, 1e28), st.floats(-1e-300, 1e-300), st.floats(-1e3, 1e3)
)
leaves = st.one_of(text, numbers, st.booleans(), st.none())
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=6), st.dictionaries(text, inner, max_size=6)),
    max_leaves=25,
)
files = st.one_of(st.lists(trees), st.dictionaries(text, trees))


def exactly(a, b):
    """Whether two trees are the same, with 1, 1.0 and true told apart and keys in their order."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(exactly(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(exactly, a, b))
    return a == b and str(a) == str(b)  # -0.0 is not 0.0


@settings(deadline=None, max_examples=80)
@given(tree=files)
def test_any_tree_reads_back_as_it_was_with_and_without_the_compiled_library(tree):
    for dumper in (yaml.CSafeDumper, yaml.SafeDumper):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(writing, "DUMPER", dumper)
            content = written(tree)
        for loader in (yaml.CSafeLoader, yaml.SafeLoader):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(strict_yaml, "LOADER", loader)
                assert exactly(tree, read_yaml(content).value)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_text_stays_text_wherever_it_stands(word):
    tree = {"text": word, word: {"inside": word}, "list": [word, [word], {word: word}], "long": [word] * 40}
    assert exactly(tree, read_yaml(written(tree)).value)


@pytest.mark.parametrize("word", HOSTILE)
def test_what_is_written_says_the_same_to_other_readers(word):
    tree = {"text": word, "list": [word]}
    assert tree == yaml.safe_load(written(tree))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_example_reads_back_as_it_was(path: Path):
    tree = read_yaml(path).value
    again = written(tree)
    assert exactly(tree, read_yaml(again).value)
    if isinstance(tree, list):
        assert [p.scenario for p in read_scenarios(path, "s")] == [p.scenario for p in read_scenarios(again, "s")]
    else:
        assert tree == read_program(again, "p").tree


@pytest.mark.parametrize("seed", range(40))
def test_every_random_program_reads_back_as_it_was(seed):
    tree = random_program(seed)
    assert exactly(tree, read_program(written(tree), "random.yaml").tree)


def test_people_can_read_it():
    tree = {
        "schema": 1,
        "name": "Harbor",
        "state": "NO",
        "start": "2026-07",
        "reserve": {"opening": 20000, "floor": 0.0},
        "ladders": {"peer": {"steps": [17.05, 18.0], "annual_increase": {"share": 0.033, "month": 10}}},
        "services": {},
        "positions": [
            {"id": "peer-1", "mix": {"visit": 1.0}},
            {"id": "peer-2", "title": "Family peer advocate, weekends and camps", "notes": "one\ntwo: 2", "x": None},
        ],
        "when_unfunded": "end",
        "small": 1e-7,
        "large": 1e21,
    }
    expected = """\
schema: 1
name: Harbor
state: "NO"
start: 2026-07
reserve: {opening: 20000, floor: 0.0}
ladders:
  peer: {steps: [17.05, 18.0], annual_increase: {share: 0.033, month: 10}}
services: {}
positions:
- {id: peer-1, mix: {visit: 1.0}}
- id: peer-2
  title: Family peer advocate, weekends and camps
  notes: |-
    one
    two: 2
  x: null
when_unfunded: end
small: 0.0000001
large: 1000000000000000000000.0
"""
    assert expected == written(tree).decode()


def test_a_long_text_is_folded():
    lines = written({"about": "Five peers in the county town. " * 8 + "End."}).decode().splitlines()
    assert "about: >-" == lines[0]
    assert all(line.startswith("  Five") or (line.startswith("  ") and len(line) < 125) for line in lines[1:])


def test_the_same_part_in_two_places_is_written_out_twice():
    part = {"rate": 5.0}
    assert b"&" not in written({"one": part, "two": part})


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ({"costs": {"rent": math.nan}}, "costs.rent: found nan; a number is needed: leave a limit out to have none."),
        (
            {"caps": [{"limit": math.inf}]},
            "caps[0].limit: found inf; a number is needed: leave a limit out to have none.",
        ),
        ({"name": "a\0b"}, r"name: found 'a\x00b'; a character here is no text: take it out."),
        ({"name": "\ud800"}, r"name: found '\ud800'; a character here is no text: take it out."),
        ({"months": 10**30}, "months: found 1000000000000000000000000000000; the number is too long."),
        ({"ladders": {1: {}}}, "ladders: found 1; a key must be text."),
        ({"when": {1, 2}}, "when: found {1, 2}; a text, a number, true or false is needed."),
    ],
)
def test_what_no_file_can_hold_is_refused_with_its_place(tree, sentence):
    with pytest.raises(InputError) as refused:
        written(tree)
    assert f"the file: {sentence}" == str(refused.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(InputError) as refused:
        written({"a": math.nan, "b": [math.inf, {"c": "\0"}]})
    assert ["a", "b[0]", "b[1].c"] == [fault.path for fault in refused.value.faults]


def test_what_our_reader_refuses_for_its_size_is_not_written():
    with pytest.raises(InputError, match=r"^the file: it would be larger than 1 MB; make it smaller\.$"):
        written({"about": "x" * 1_000_001})
    deep = leaf = {}
    for _ in range(41):
        leaf["a"] = leaf = {}
    with pytest.raises(InputError, match=r"blocks are nested more than 40 deep\.$"):
        written(deep)
