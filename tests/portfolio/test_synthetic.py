"""A synthetic state: the same from a seed, marked, and every number of it from somewhere."""

import pytest

from model.inputs.assumptions import load_assumptions
from model.inputs.faults import InputError
from model.inputs.load import load_program, program_of
from model.inputs.scenario import read_scenarios
from model.portfolio.batches import reached_by
from model.portfolio.members import folder_members
from model.portfolio.synthetic import State, synthetic_program, write_synthetic
from model.portfolio.synthetic_numbers import state_numbers
from model.portfolio.terms import Terms
from model.projection import project

NUMBERS = load_assumptions()
NC = State(state="NC", programs=40, seed=3)


def drawn(number: int, asked: State = NC):
    return synthetic_program(number, asked, state_numbers(NUMBERS, asked.state, asked.rate), NUMBERS)


def test_a_seed_gives_the_same_programs_and_the_first_of_many_are_those_of_few(tmp_path):
    write_synthetic(State(state="NC", programs=2, seed=3), tmp_path / "few")
    write_synthetic(State(state="NC", programs=3, seed=3), tmp_path / "more")
    write_synthetic(State(state="NC", programs=2, seed=4), tmp_path / "other")
    few, more, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("program-*.yaml")}
        for name in ("few", "more", "other")
    )
    assert set(few) == {"program-1.yaml", "program-2.yaml"}
    assert few == {name: more[name] for name in few}
    assert few["program-1.yaml"] != other["program-1.yaml"]


def test_it_is_marked_as_nobodys_in_every_place(tmp_path):
    rests_on = write_synthetic(State(state="NC", programs=2), tmp_path / "nc")
    members = folder_members(tmp_path / "nc")
    assert [member.synthetic for member in members] == [True, True]
    assert {member.region[:7] for member in members} == {"region-"}
    for path in (tmp_path / "nc").rglob("program-*.yaml"):
        program = load_program(path).program
        assert program.name.startswith("Synthetic program")
        assert program.about.startswith("Synthetic: ")
    assert "synthetic.peers" in rests_on


def test_every_number_rests_on_an_entry_or_a_table_that_is_there():
    for number in range(1, 6):
        _, tree = drawn(number)
        for text in tree["basis"].values():
            assert text in NUMBERS.entries or text.split(": ")[0] in ("wages.csv", "medicaid_rates.csv")


def test_sizes_and_wages_lie_where_the_published_figures_put_them():
    trees = [drawn(number)[1] for number in range(1, 41)]
    peers = [sum(seat["direct_service"] for seat in tree["positions"]) for tree in trees]
    # four on average (focus groups); forty draws of a geometric distribution with standard deviation 3.5
    assert 2.5 < sum(peers) / len(peers) < 5.5
    for tree in trees:
        # tenth percentile and median of social and human service assistants in North Carolina, May 2024
        assert 14.19 <= tree["ladders"]["peer"]["steps"][0] <= 19.46
        assert tree["payers"]["medicaid"]["services"]["individual"]["rate"] == 11.97
        for grant in tree["grants"]:
            assert grant["award"] in (120_000, 200_000, 300_000, 350_000)


def test_a_program_that_stands_is_nearly_paid_for_in_its_first_year():
    for number in range(1, 6):
        projection = project(program_of(drawn(number)[1], "x").program)
        gap = projection.funding.gap[0, :, :12].sum() + projection.funding.sources["reserve"][0, :, :12].sum()
        assert gap < 0.15 * projection.funding.full[0, :, :12].sum()


def test_a_state_without_a_published_rate_is_not_guessed(tmp_path):
    with pytest.raises(InputError) as refused:
        write_synthetic(State(state="IA", programs=1), tmp_path / "ia")
    assert str(refused.value) == (
        "--state: no rate for 15 minutes of peer support is published for Iowa; give one with --rate, such as a "
        "contract's."
    )
    assert not (tmp_path / "ia").exists()
    _, tree = drawn(1, State(state="IA", programs=1, rate=13.0))
    assert tree["payers"]["medicaid"]["services"]["individual"]["rate"] == 13.0


def test_what_stands_in_the_folder_already_is_left_alone(tmp_path):
    (tmp_path / "nc").mkdir()
    (tmp_path / "nc" / "mine.yaml").write_text("mine")
    with pytest.raises(InputError, match="this is there already; name a new folder"):
        write_synthetic(State(state="NC", programs=1), tmp_path / "nc")
    assert [path.name for path in tmp_path.rglob("*")] == ["nc", "mine.yaml"]


def test_a_change_of_every_grant_reaches_the_synthetic_programs_that_have_one():
    text = """
- name: Every award doubles and goes on
  why: programs of a set number their grants
  changes:
    - {scale: "grants[*].award", by: 2}
    - {set: "grants[*].end", to: 2031-12}
"""
    (doubled,) = read_scenarios(text, "grants.yaml")
    reached = 0
    for number in range(1, 13):
        file = program_of(drawn(number)[1], "program.yaml")
        changed, fits = reached_by(file, doubled)
        assert fits == (bool(file.program.grants),) * 2
        grants = changed.tree.get("grants", [])
        assert [one["award"].entries[0].value for one in grants] == [2 * one["award"] for one in file.tree["grants"]]
        assert {str(one["end"]) for one in grants} <= {"2031-12"}
        reached += fits[0]
    assert 0 < reached < 12


def test_a_place_that_cannot_be_read_is_refused_rather_than_reaching_nobody():
    text = "- {name: Odd, why: w, changes: [{set: 'grants[].award', to: 1}]}\n"
    with pytest.raises(InputError) as refused:
        Terms(scenarios=read_scenarios(text, "odd.yaml"))
    assert str(refused.value) == (
        "odd.yaml: [0].changes[0] (Odd) (line 1): 'grants[].award' is not a place; write names parted by dots, "
        "such as caps[name=yearly].limit or grants[*].award."
    )
