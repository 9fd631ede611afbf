"""One file or one link that carries a program and its scenarios: whole, or with every fault in its place."""

import base64
import random
import tracemalloc
import zlib
from pathlib import Path

import pytest

from model.compare import outcome
from model.inputs.assumptions import FOLDER
from model.inputs.bundle import bundle_bytes, packed, read_bundle, unpacked
from model.inputs.faults import InputError
from model.inputs.load import load_program
from model.inputs.scenario import applied, load_scenarios
from model.inputs.strict_yaml import read_yaml
from tests.inputs.test_refusals import FILES as REFUSED_FILES
from tests.inputs.test_refusals import WITHOUT_MISTAKE

PROGRAMS = sorted(path for path in (FOLDER / "programs").glob("*.yaml") if ".scenarios" not in path.name)
SCENARIOS = """\
- name: Better rate
  why: It is asked for.
  changes:
    - {set: payers.medicaid.services.individual.rate, to: 6.00}
"""
PROGRAM, LIST = WITHOUT_MISTAKE.encode(), SCENARIOS.encode()


def refusal(source, name="both.yaml"):
    with pytest.raises(InputError) as refused:
        read_bundle(source, name)
    return [fault.sentence for fault in refused.value.faults]


def both(program=WITHOUT_MISTAKE, scenarios=SCENARIOS, head="staying_power: 1\n"):
    """A single file as a person might write it, with whatever is wrong in its parts."""

    def part(key, text):
        return f"{key}:\n" + "".join(f"  {line}\n" for line in text.splitlines())

    return (head + part("program", program) + (part("scenarios", scenarios) if scenarios else "")).encode()


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_every_example_comes_out_of_one_file_as_it_went_in(path: Path):
    beside = path.with_name(f"{path.stem}.scenarios.yaml")
    bundle = read_bundle(bundle_bytes(path.read_bytes(), beside.read_bytes()), "both.yaml")
    assert (path.read_bytes(), beside.read_bytes()) == (bundle.program_source, bundle.scenarios_source)
    assert load_program(path).tree == bundle.program.tree
    assert [one.scenario for one in load_scenarios(beside)] == [one.scenario for one in bundle.scenarios]


def test_scenarios_of_one_file_are_laid_on_its_program():
    bundle = read_bundle(bundle_bytes(PROGRAM, LIST), "both.yaml")
    rate = applied(bundle.program, bundle.scenarios).program.payers["medicaid"].services["individual"].rate
    assert 6.0 == rate.value
    assert outcome(bundle.program).file.name == "both.yaml"


def test_one_file_holds_what_was_given_under_three_keys():
    tree = read_yaml(bundle_bytes(PROGRAM, LIST)).value
    assert {"staying_power": 1, "program": read_yaml(PROGRAM).value, "scenarios": read_yaml(LIST).value} == tree
    assert ["staying_power", "program"] == list(read_yaml(bundle_bytes(PROGRAM, None)).value)


def test_a_program_file_is_taken_as_it_is():
    bundle = read_bundle(PROGRAM, "small.yaml")
    assert ("Small", (), PROGRAM, None) == (
        bundle.program.program.name,
        bundle.scenarios,
        bundle.program_source,
        bundle.scenarios_source,
    )


def test_without_scenarios_there_are_none():
    for scenarios in (None, b"[]\n"):  # the last one may have been taken away on the screen
        bundle = read_bundle(bundle_bytes(PROGRAM, scenarios), "both.yaml")
        assert ((), None) == (bundle.scenarios, bundle.scenarios_source)


@pytest.mark.parametrize(
    "program",
    [
        b"# ours since 2024\n" + PROGRAM + b"\n# the end\n",
        PROGRAM.replace(b"name: Small", b"about: |\n  two\n\n    lines\nname: Small"),
        PROGRAM.replace(b"name: Small", b'about: "two\n\n  parts"\nname: Small'),
    ],
    ids=["comments", "a text in lines", "a quoted text over lines"],
)
def test_comments_and_lines_are_kept(program):
    bundle = read_bundle(bundle_bytes(program, LIST), "both.yaml")
    assert program == bundle.program_source


@pytest.mark.parametrize(
    "program",
    [
        b"\xef\xbb\xbf" + PROGRAM,
        PROGRAM.replace(b"\n", b"\r\n"),
        b"---\n" + PROGRAM,
        PROGRAM + b"...\n",
        b"{schema: 1, name: Small, state: NC, start: 2026-07, months: 1, ladders: {}, positions: []}",
        PROGRAM.replace(b"name: Small", b'name: "Sm\\\nall"'),
    ],
    ids=["a mark of its encoding", "Windows lines", "a beginning", "an end", "one line", "a broken word"],
)
def test_however_a_program_is_written_one_file_says_the_same(program):
    content = bundle_bytes(program, LIST)
    assert read_yaml(program).value == read_yaml(content).value["program"]
    assert read_yaml(LIST).value == read_yaml(content).value["scenarios"]


def test_a_part_in_braces_comes_out_as_a_file_of_its_own():
    tree = read_yaml(PROGRAM).value
    source = f"{{staying_power: 1, program: {tree}}}".replace("'", '"').replace("True", "true").encode()
    assert tree == read_yaml(read_bundle(source, "both.yaml").program_source).value


def test_faults_of_both_parts_are_told_at_once_with_their_places_and_lines():
    program = WITHOUT_MISTAKE.replace("months: 12", "months: 12.5").replace("peer-1, ladder: peer", "p, ladder: pier")
    scenarios = SCENARIOS.replace("to: 6.00", "by: 6.00")
    # line 1 is the format, 2 `program:`, so that line n of the program is line n + 2; its 13 lines end at 15,
    # 16 is `scenarios:`, and line n of the scenarios is line n + 16
    assert [
        "both.yaml: program.months (line 7): found 12.5; a whole number is needed.",
        "both.yaml: program.positions[0].ladder (line 15): no ladder 'pier'; defined: peer; did you mean 'peer'?",
        "both.yaml: scenarios[0].changes[0] (line 20): `set` without `to`; `set` goes with `to`.",
    ] == refusal(both(program, scenarios))


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        (
            both(head="staying_power: 2\n", program="what: is new\n"),
            [
                "both.yaml: staying_power (line 1): found 2; a later Staying Power wrote this file: update Staying "
                "Power to open it."
            ],
        ),
        (both(head="staying_power: one\n"), ["both.yaml: staying_power (line 1): found 'one'; 1 is needed."]),
        (both(head="staying_power: true\n"), ["both.yaml: staying_power (line 1): found true; 1 is needed."]),
        (
            both(head="staying_power: 1\nscenario: []\n"),
            [
                "both.yaml: scenario (line 2): unknown key 'scenario'; known here: staying_power, program, scenarios; "
                "did you mean 'scenarios'?"
            ],
        ),
        (b"staying_power: 1\n", ["both.yaml: program: nothing is given; `program` may not be left out."]),
        (
            b"staying_power: 1\nprogram: Harbor\n",
            ["both.yaml: program (line 2): found 'Harbor'; a program is a mapping."],
        ),
        (both(scenarios="{}"), ["both.yaml: scenarios (line 16): found {}; a list of scenarios is needed."]),
        (
            both(WITHOUT_MISTAKE.replace("state: NC", "state: NO").replace("12", "0")),
            [
                "both.yaml (line 5): NO is refused: some readers take it for true or false: quote it if it is text.",
                "both.yaml: program.months (line 7): found 0; a number of at least 1 is needed.",
                "both.yaml: program.positions[0].hours_per_week (line 15): found 0; a number above 0 up to 168 is "
                "needed (hours a week).",
            ],
        ),
        (
            both(WITHOUT_MISTAKE.replace("schema: 1", "schema: 3")),
            [
                "both.yaml: program.schema (line 3): found 3; a later Staying Power wrote this file: update Staying "
                "Power to open it."
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_in_its_place(source, sentences):
    assert sentences == refusal(source)


@pytest.mark.parametrize("path", sorted(REFUSED_FILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_refused_program_is_refused_as_before(path):
    with pytest.raises(InputError) as before:
        load_program(path)
    assert [fault.sentence for fault in before.value.faults] == refusal(path.read_bytes(), path.name)


def test_a_scenario_that_fits_nothing_is_found_in_the_one_file():
    bundle = read_bundle(both(scenarios=SCENARIOS.replace("medicaid", "medicare")), "both.yaml")
    with pytest.raises(InputError, match=r"^both\.yaml: \[0\]\.changes\[0\] \(Better rate\) \(line 20\): "):
        applied(bundle.program, bundle.scenarios)


def test_what_is_not_yaml_goes_into_no_file():
    with pytest.raises(InputError, match=r"^program\.yaml \(line 1\): this is not YAML"):
        bundle_bytes(b'name: "open', None)
    with pytest.raises(InputError, match=r"^scenarios\.yaml \(line 1\): this is not YAML"):
        bundle_bytes(PROGRAM, b'- "open')


# links


@pytest.mark.parametrize("scenarios", [LIST, b"", None])
def test_a_link_carries_both_files_byte_for_byte(scenarios):
    assert (PROGRAM, scenarios) == unpacked(packed(PROGRAM, scenarios))


def test_whatever_the_files_hold_a_link_carries_it():
    r = random.Random(1)
    for size in (0, 1, 10, 1000, 100_000):
        program, scenarios = r.randbytes(size), r.choice([None, r.randbytes(size)])
        assert (program, scenarios) == unpacked(packed(program, scenarios))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_the_link_of_an_example_is_short_and_fits_an_address(path):
    link = packed(path.read_bytes(), path.with_name(f"{path.stem}.scenarios.yaml").read_bytes())
    assert len(link) < 6000
    assert link.replace("-", "").replace("_", "").isalnum() and link.isascii()


def test_a_link_broken_into_lines_by_a_mail_program_still_opens():
    link = packed(PROGRAM, LIST)
    assert (PROGRAM, LIST) == unpacked(f" {link[:70]}\r\n{link[70:140]}\n {link[140:]}\n")


DAMAGED = "the link: it is damaged or was cut off; ask for the link again, or for the single file."


def link_refusal(text):
    with pytest.raises(InputError) as refused:
        unpacked(text)
    return str(refused.value)


def test_a_link_cut_anywhere_is_refused():
    link = packed(PROGRAM, LIST)
    assert {DAMAGED} == {link_refusal(link[:length]) for length in range(len(link))}


def test_a_link_with_one_letter_changed_is_refused():
    link = packed(PROGRAM, LIST)
    r = random.Random(2)
    for _ in range(300):
        place = r.randrange(1, len(link) - 1)
        other = r.choice([letter for letter in "AZaz09-_" if letter != link[place]])
        assert DAMAGED == link_refusal(link[:place] + other + link[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "A", "A!", "AAAA", "hello world", "A\0", "é", "9abc", "A" * 10_000, "a" + "A" * 50]
)
def test_any_other_text_is_refused(text):
    assert DAMAGED == link_refusal(text)


def test_a_link_packed_in_a_later_way_says_so():
    expected = (
        "the link: it is packed in a way unknown here; a later Staying Power wrote this link: update Staying Power to "
        "open it."
    )
    assert expected == link_refusal("B" + packed(PROGRAM, LIST)[1:])


def test_a_bomb_is_not_unpacked():
    bomb = "A" + base64.urlsafe_b64encode(zlib.compress(b"10 -\n" + b"x" * 300_000_000, 9)).decode()
    tracemalloc.start()
    assert "the link: it holds more than 1 MB; send the single file instead." == link_refusal(bomb)
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("content", [b"", b"10 -\n", b"10 -\nshort", b"3 2\nabcdef", b"-1 -\n", b"x", b"3 -\nabcdef"])
def test_contents_that_do_not_add_up_are_damaged(content):
    assert DAMAGED == link_refusal("A" + base64.urlsafe_b64encode(zlib.compress(content)).decode())
