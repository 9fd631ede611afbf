"""Pooling without baring: a summary names nobody, and many of them come to what the programs themselves come to."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from model.cli import main
from model.forms.renaming import renamed
from model.forms.rows import spots
from model.forms.tables.care import CAPS, PAYERS, SERVICES
from model.forms.tables.money import CONTRACTS, GRANTS
from model.forms.tables.people import LADDERS, POSITIONS
from model.forms.tables.staying import SUPPORTS
from model.inputs.assumptions import FOLDER
from model.inputs.faults import InputError
from model.inputs.load import load_program, program_of
from model.inputs.writing import written
from model.portfolio import answers
from model.portfolio.anonymous import says_invented, summary_of
from model.portfolio.anonymous_file import LARGEST_FILE, MOST_QUARTERS, TOLD, Summary, read_summary, summary_bytes, told
from model.portfolio.cells import groups_of
from model.portfolio.members import folder_members
from model.portfolio.pooling import pooled, read_summaries
from model.portfolio.reading import read_results
from model.portfolio.results import BASELINE
from model.portfolio.synthetic import State, write_synthetic
from model.questions.solving import QuestionError
from tests.portfolio.sets import program, run_set, terms
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer, tree

NAMED = (LADDERS, SERVICES, PAYERS, POSITIONS, GRANTS, CONTRACTS, CAPS, SUPPORTS)


def identity(number: int) -> str:
    return f"{number:032x}"


def summary(number: int = 1, *, counts: bool = False, **changes: Any) -> Summary:
    """The summary of the small program, with what is otherwise."""
    return summary_of(program_of(tree(**changes), "small.yaml"), identity(number), counts=counts)


def test_a_summary_of_the_small_program_worked_by_hand():
    # Small earns what it costs, from Medicaid alone: always sustained, July to September 2026, one quarter's end.
    # $20.20 is $20.00 to the nearest half dollar and $20.30 is $20.50; the grant's months pay the third peer.
    peers = [peer(), peer("second"), peer("third", ladder="high")]
    ladders = {"peer": {"steps": [20.2]}, "high": {"steps": [20.3]}}
    found = summary(counts=True, positions=peers, ladders=ladders, payers={"medicaid": medicaid(6.0)})
    assert found.model_dump(mode="json") == {
        "anonymous_summary": 1,
        "id": identity(1),
        "invented": False,
        "state": "NC",
        "size": "1 to 4 positions",
        "payer_mix": "earnings pay most",
        "money": {"medicaid": 100, "other_payers": 0, "grants": 0, "contracts": 0, "fundraising": 0},
        "pay": {"entry": 20.0, "middle": 20.0},
        "starts": "2026-Q3",
        "months_sustained": 3,
        "first_gap": None,
        "sustained": [100],
        "positions_sustained": [3],
    }


def test_shares_are_tenths_and_a_gap_is_told_by_its_quarter():
    # Without payers two peers cost 1,040 each; the grant pays the first until September: 1 of 2 is 50 %, then none.
    peers = [peer(), peer("second")]
    found = summary(positions=peers, payers={}, grants=[grant()], months=6, counts=True)
    assert (found.quarters, found.sustained, found.positions_sustained) == (("2026-Q3", "2026-Q4"), (50, 0), (1, 0))
    assert (found.first_gap, found.payer_mix, found.money.grants) == ("2026-Q3", "mixed", 100)
    # 3 position-months of 2 positions are 1.5 months each, to the nearest 3: 3
    assert found.months_sustained == 3
    assert summary(positions=[lead()]).pay is None


def test_a_program_that_reaches_no_quarters_end_is_refused():
    with pytest.raises(InputError, match=r"^small.yaml: months: 0 quarters end in its months; 1 to 200 are needed.$"):
        summary(months=2)


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_no_name_of_a_program_stands_in_its_summary(seed):
    raw = {**random_program(seed), "name": "zq-house"}
    names = ["zq-house"]
    for table in NAMED:
        for row, spot in enumerate(spots(raw, table)):
            name = f"{'medicaid-' if spot.names == ('medicaid',) else ''}zq{len(names)}x"
            raw = renamed(raw, table, row, name)
            names.append(name)
    file = program_of(raw, "zq-file.yaml")
    made = summary_bytes(summary_of(file, identity(seed), counts=True)).decode()
    assert len(names) > 6
    assert [name for name in (*names, "zq") if name in made] == []
    assert all(name in written(raw).decode() for name in names)
    # nor any number that is not rounded: pay ends in .0 or .5, and every other one is whole
    assert {float(number) % 0.5 for number in re.findall(r"\d+\.\d+", made)} <= {0.0}


def test_every_text_of_a_summary_is_of_a_closed_list_or_a_quarter_or_the_id():
    base = summary(counts=True).model_dump(mode="json")
    for field in Summary.model_fields:
        with pytest.raises(InputError):
            read_summary(json.dumps({**base, field: "Hope House"}).encode(), "x.yaml")
    assert set(TOLD) == set(Summary.model_fields)


def test_all_that_a_summary_holds_is_shown():
    made = summary(counts=True, months=6)
    shown = " ".join(f"{value}" for _, value in told(made))
    for leaf in _leaves(made.model_dump(mode="json")):
        assert (f"{leaf:.2f}" if isinstance(leaf, float) else str(leaf)) in shown


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict | list):
        return [leaf for held in (value.values() if isinstance(value, dict) else value) for leaf in _leaves(held)]
    return [] if value is None else ["yes" if value else "no"] if isinstance(value, bool) else [value]


@pytest.mark.parametrize(
    ("about", "basis", "invented"),
    [
        ("Peers of Wake County", {}, False),
        ("Peers of Wake County", {"cash": "invented: until the bank answers"}, False),
        ("The center and its contract are invented.", {}, True),
        ("Synthetic: drawn from published distributions", {}, True),
        ("", {"time.meeting_hours_per_week": "synthetic.meetings"}, True),
    ],
)
def test_a_summary_says_whether_its_file_calls_the_program_invented(about, basis, invented):
    made = summary(about=about, basis=basis)
    assert made.invented is invented
    assert ("An invented or synthetic program, nobody's, as its file says", "yes" if invented else "no") in told(made)
    assert read_summary(summary_bytes(made), "x.yaml") == made


def test_every_example_and_a_synthetic_program_say_that_they_are_invented(tmp_path):
    write_synthetic(State(state="NC", programs=1, seed=1), tmp_path / "nc")
    files = [*(FOLDER / "programs").glob("*.yaml"), *(tmp_path / "nc").glob("*/*.yaml")]
    programs = [load_program(path).program for path in files if not path.name.endswith("scenarios.yaml")]
    assert len(programs) > 6
    assert [program.name for program in programs if not says_invented(program)] == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "Hope"}, "state (line 4): found 'Hope'; the postal code of a state is needed."),
        ({"name": "Hope House"}, "name (line 14): unknown key 'name'; known here: "),
        ({"id": "anna"}, "id (line 2): found 'anna'; 32 digits from 0 to f are needed."),
        ({"sustained": [33]}, "sustained[0] (line 12): found 33; 0 to 100, in steps of 10, is needed."),
        (
            {"pay": {"entry": 15.37, "middle": 16}},
            "pay.entry (line 8): found 15.37; half dollars up to 1000 are needed.",
        ),
        ({"starts": "2026-09"}, "starts (line 9): found '2026-09'; a quarter is written as in 2026-Q3."),
        ({"anonymous_summary": 2}, "anonymous_summary: found 2; a later Staying Power wrote this file"),
        ({"positions_sustained": [9]}, "positions_sustained: found 9; the program has 1 to 4 positions."),
        ({"sustained": []}, "sustained (line 12): found 0 entries; 1 to 200 are needed."),
        ({"first_gap": "2031-Q1"}, "first_gap: found 2031-Q1; it lies outside the quarters that are told."),
        ({"months_sustained": 9}, "months_sustained: found 9; it is longer than the quarters that are told."),
    ],
)
def test_a_bad_summary_is_refused_in_a_sentence(changes, said):
    content = written({**summary().model_dump(mode="json"), **changes})
    with pytest.raises(InputError) as refused:
        read_summary(content, "x.yaml")
    assert said in str(refused.value)
    assert len(refused.value.faults) == 1


def test_hostile_files_are_each_refused_and_all_at_once(tmp_path):
    (tmp_path / "good.yaml").write_bytes(summary_bytes(summary()))
    (tmp_path / "deep.yaml").write_bytes(b"[" * 5_000)
    (tmp_path / "large.yaml").write_bytes(b"a: b\n" * 300_000)
    (tmp_path / "noise.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "program.yaml").write_text(json.dumps(program(1)))
    (tmp_path / "many.yaml").write_text(f"anonymous_summary: 1\nsustained: [{'10, ' * 9_999}10]\n")
    with pytest.raises(InputError) as refused:
        read_summaries([tmp_path])
    assert {fault.file for fault in refused.value.faults} == {
        *("deep.yaml", "large.yaml", "noise.yaml", "program.yaml", "many.yaml")
    }
    assert "program.yaml: this is no anonymous summary; name a file" in str(refused.value)
    assert "many.yaml: it has 40,033 bytes; a summary has at most 20,000." in str(refused.value)
    assert len(refused.value.faults) == 5


def test_the_longest_summary_is_smaller_than_what_is_refused():
    made = summary(counts=True, months=600, start="2026-07")
    assert len(made.sustained) == MOST_QUARTERS
    content = summary_bytes(made)
    assert len(content) < LARGEST_FILE / 2
    assert read_summary(content, "x.yaml") == made


def pooled_program(number: int) -> dict[str, Any]:
    """One to three peers: one that a grant pays until October or later, others that earn their pay where it is low."""
    seats = [peer(f"peer-{n}") for n in range(1 + number % 3)]
    held = [grant(end=f"2026-{10 + number % 3}", covers={"peer-0": 1.0})]
    rate = medicaid(2.0 + number)
    return tree(months=10, name=f"Program {number}", positions=seats, grants=held, payers={"medicaid": rate})


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Six programs worked out as a portfolio, and their summaries."""
    folder = tmp_path_factory.mktemp("both")
    for n in range(6):
        path = folder / "programs" / f"program-{n}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written(pooled_program(n)))
    programs = folder / "programs"
    run_set(programs, folder / "out", terms(draws=1, scenarios=""), batch=6)
    every = [
        (member.id, summary_of(member.ready().program(), identity(n), counts=True))
        for n, member in enumerate(folder_members(programs))
    ]
    with read_results(folder / "out") as results:
        yield results, every


def test_positions_pooled_equal_positions_of_the_portfolio(both):
    results, every = both
    by_month = answers.by_month(results, least=1).set_index("month")["mean"]
    found = pooled(every, least=1).quarters.set_index("quarter")["positions"]
    # July 2026 to April 2027: quarters end in September, December and March
    ends = {"2026-Q3": "2026-09", "2026-Q4": "2026-12", "2027-Q1": "2027-03"}
    assert found.to_dict() == {quarter: by_month[month] for quarter, month in ends.items()}
    assert 0 < found.iloc[-1] < found.iloc[0]  # something is lost and something stays, or the test says little


@pytest.mark.parametrize(("of", "by"), [("size", "size"), ("payer mix", "payer_mix")])
def test_programs_pooled_by_band_equal_groups_of_the_portfolio(both, of, by):
    results, every = both
    bands = pooled(every, least=1).bands
    found = bands[bands["of"] == of].set_index("band")["programs"].to_dict()
    assert found == groups_of(results, by, least=1).programs


def test_shares_pooled_are_within_what_was_rounded(both):
    results, every = both
    rows = results.rows(
        f"""SELECT m.month, m.sustained / p.positions FROM months m JOIN programs p USING (program, scenario)
            WHERE scenario = '{BASELINE}' AND m.month IN ('2026-09', '2026-12', '2027-03')"""
    )
    exact = pd.DataFrame(rows, columns=pd.Index(["month", "share"])).groupby("month")["share"].mean() * 100
    assert list(pooled(every, least=1).quarters["share"]) == pytest.approx(list(exact), abs=5)


def test_order_means_nothing_and_a_summary_given_twice_counts_once(both):
    _, every = both
    once, more = pooled(every, least=1), pooled([*every[::-1], ("again.yaml", every[0][1])], least=1)
    assert (more.programs, more.again, once.again) == (6, 1, 0)
    for name, table in once.tables().items():
        pd.testing.assert_frame_equal(table, more.tables()[name], check_exact=True)


def test_another_summary_with_the_same_id_is_refused(both):
    _, every = both
    forged = every[0][1].model_copy(update={"state": "SC"})
    with pytest.raises(InputError, match=r"^b.yaml: id: it bears the id of a.yaml and tells otherwise; one of them"):
        pooled([("a.yaml", every[0][1]), ("b.yaml", forged)], least=1)


def test_summaries_of_invented_programs_are_left_out_unless_asked_for(both):
    _, every = both
    some = [(name, one.model_copy(update={"invented": n < 2})) for n, (name, one) in enumerate(every)]
    apart, among = pooled(some, least=1), pooled(some, least=1, with_invented=True)
    assert (apart.programs, apart.invented, among.programs, among.invented) == (4, 2, 6, 2)
    for name, table in pooled(every[2:], least=1).tables().items():
        pd.testing.assert_frame_equal(table, apart.tables()[name], check_exact=True)
    assert among.sentence().startswith("6 programs, 2 of them invented, gave a summary: ")
    with pytest.raises(QuestionError, match=r"^there are 4 summaries beside 2 of invented programs, and nothing is"):
        pooled(some, least=5)


def test_no_cell_of_a_few_programs_is_shown(both):
    _, every = both
    with pytest.raises(QuestionError, match=r"^there are 6 summaries, and nothing is said of fewer than 7 together$"):
        pooled(every, least=7)
    found = pooled(every, least=4)
    mixes = found.bands[found.bands["of"] == "payer mix"]["programs"]
    assert mixes.isna().all() or (mixes.dropna() >= 4).all()
    shown = [one for table in (found.bands["programs"], found.pay["entry"]) for one in table.dropna()]
    assert all(number == 0 or number >= 4 for number in shown)
    assert found.quarters[["p25", "p50", "p75"]].isna().all(axis=None)  # half of six is three


def test_a_quarter_that_one_program_joins_is_not_shown():
    # Six programs tell two quarters and a seventh begins with the second: the second less the first may be its alone.
    six = [(f"{n}.yaml", summary(n, months=6)) for n in range(6)]
    late = ("late.yaml", summary(9, start="2026-10", months=3, grants=[]))
    assert list(pooled([*six, late], least=5).quarters["quarter"]) == ["2026-Q4"]
    assert list(pooled([*six, late], least=1).quarters["quarter"]) == ["2026-Q3", "2026-Q4"]


def test_numbers_are_summed_over_those_who_told_them(both):
    _, every = both
    some = [
        (name, one.model_copy(update={"positions_sustained": None}) if n < 2 else one)
        for n, (name, one) in enumerate(every)
    ]
    found = pooled(some, least=4).quarters
    assert list(found["counted"]) == [4, 4, 4]
    assert pooled(some, least=5).quarters["positions"].isna().all()


def test_pay_is_counted_by_the_dollar():
    every = [(f"{n}.yaml", summary(n, ladders={"peer": {"steps": [15 + n / 4]}})) for n in range(8)]
    # 15, 15.5 (15.25 up), 15.5, 16 (15.75 up), 16, 16.5, 16.5, 17
    found = pooled(every, least=1)
    assert found.pay[["pay", "entry", "middle"]].to_numpy(dtype=int).tolist() == [[15, 3, 3], [16, 4, 4], [17, 1, 1]]
    points = found.pay_points.set_index("of").loc["entry"]
    assert (points["programs"], points["p50"]) == (8, 16.0)


def test_the_commands_show_ask_and_merge(tmp_path, capsys, monkeypatch):
    (tmp_path / "small.yaml").write_text(json.dumps(tree(name="Hope House")))
    asked = ["portfolio", "summary", str(tmp_path / "small.yaml"), "--out"]
    answers_given = iter(["n\n", "", "y\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers_given), raising=False)
    out = tmp_path / "summaries"
    out.mkdir()
    assert main([*asked, str(out / "1.yaml")]) == 0
    said = capsys.readouterr().out
    assert "Nothing was written." in said and "- State: NC" in said
    assert main([*asked, str(out / "1.yaml")]) == 2
    assert "nobody answered whether it may be written" in capsys.readouterr().err
    assert list(out.iterdir()) == []
    assert main([*asked, str(out / "1.yaml")]) == 0
    assert main([*asked, str(out / "2.yaml"), "--yes", "--no-state"]) == 0
    first, second = (_read(out / f"{n}.yaml") for n in (1, 2))
    assert first.id != second.id and (first.state, second.state) == ("NC", None)
    assert main([*asked, str(out / "1.yaml"), "--yes"]) == 2
    assert "this file is there already" in capsys.readouterr().err
    assert main([*asked, str(out / "3.yaml"), "--yes", "--payer", "medicade"]) == 2
    assert capsys.readouterr().err == (
        "small.yaml: no payer is called 'medicade'; there are medicaid; did you mean 'medicaid'?\n"
    )
    assert main(["portfolio", "merge", str(out)]) == 2
    assert capsys.readouterr().err == "merge: there are 2 summaries, and nothing is said of fewer than 5 together.\n"
    merge = ["portfolio", "merge", str(out), str(out / "1.yaml"), "--least", "1", "--out"]
    assert main([*merge, str(tmp_path / "tables"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["programs"], data["given_again"]) == (2, 1)
    assert [(row["quarter"], row["share"], row["positions"]) for row in data["quarters"]] == [("2026-Q3", 100.0, None)]
    assert (data["invented"], data["with_invented"]) == (0, False)
    names = {"bands.csv", "quarters.csv", "pay.csv", "pay_points.csv", "about.txt"}
    assert {path.name for path in (tmp_path / "tables").iterdir()} == names
    assert main([*merge, str(tmp_path / "one.json")]) == 0
    assert "2 programs gave a summary: on average 100 % " in " ".join(capsys.readouterr().out.split())
    assert json.loads((tmp_path / "one.json").read_text()) == data
    (tmp_path / "small.yaml").write_text(json.dumps(tree(name="Hope House", about="An invented program.")))
    assert main([*asked, str(out / "4.yaml"), "--yes"]) == 0
    assert "- An invented or synthetic program, nobody's, as its file says: yes" in capsys.readouterr().out
    assert main(merge[:-1]) == 0
    left = "Summaries of invented or synthetic programs: 1; they are left out; --with-invented counts them too."
    assert left in " ".join(capsys.readouterr().out.split())
    assert main([*merge[:-1], "--with-invented"]) == 0
    assert "3 programs, 1 of them invented, gave a summary: " in " ".join(capsys.readouterr().out.split())


def _read(path: Path) -> Summary:
    return read_summary(path.read_bytes(), path.name)
