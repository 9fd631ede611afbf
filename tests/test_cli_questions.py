"""Questions on the command line: what is printed is the model's, what cannot be asked is refused in a sentence."""

import csv
import json

import pytest
import yaml
from typer.testing import CliRunner

from model.cli import commands, questions_levers
from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program
from model.inputs.months import Month
from model.inputs.scenario import load_scenarios
from model.questions.break_even import break_even
from model.questions.fair_pay import fair_pay
from model.questions.fiscal_note import NoteTerms, fiscal_note
from model.questions.goals import Wanted
from model.questions.rate_build_up import Asked, rate_build_up
from model.questions.rescue import rescue
from model.questions.standards import Amount
from model.questions.sweep import sweep
from tests.small import grant, medicaid, peer, tree

RUNNER = CliRunner()
SCENARIOS = [
    {
        "name": "Better rate",
        "why": "a bill under discussion",
        "changes": [{"set": "payers.medicaid.services.individual.rate", "to": 6.0, "from": "2026-09"}],
    }
]


@pytest.fixture
def program(tmp_path):
    held = tree(
        months=6,
        payers={"medicaid": medicaid(4.0)},
        services={"individual": {"session_minutes": 60, "no_show": 0.1}},
        positions=[peer(caseload=20)],
        grants=[grant()],
    )
    path = tmp_path / "small.yaml"
    path.write_text(yaml.safe_dump(held, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def scenarios(tmp_path):
    path = tmp_path / "scenarios.yaml"
    path.write_text(yaml.safe_dump(SCENARIOS, sort_keys=False), encoding="utf-8")
    return path


def run(*arguments, code=0):
    result = RUNNER.invoke(commands.app, [str(a) for a in arguments], env={"COLUMNS": "200"})
    assert code == result.exit_code, result.output + str(result.exception)
    return result


def answer(*arguments):
    return json.loads(run(*arguments, "--json").stdout)


def table(folder, name="answer.csv"):
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_solve_prints_and_writes_what_the_model_finds(program, tmp_path):
    found = break_even(load_program(program), Wanted(after_grants=True), "rate")
    options = ("solve", program, "--after-grants", "--lever", "rate", "--lever", "denial", "--out", tmp_path / "out")
    data = answer(*options)
    first, second = data["levers"]
    # 208 x 0.9 = 187.2 units a month for 1,040 dollars: 5.5556, to the cent 5.56
    assert (5.56, found.answer.value) == (first["value"], first["value"])
    assert first["sentence"] == found.sentence
    assert first["changes"] == [{"set": "payers.medicaid.services.individual.rate", "to": 5.56, "from": "2026-10"}]
    assert (False, None) == (second["reached"], second["value"])
    assert data["sentences"][0] == (
        "As the program stands, $874 is missing to earnings that pay the full cost of the whole program from October "
        "2026 to December 2026."
    )
    rows = table(tmp_path / "out")
    assert [("solve", "rate", "5.56"), ("solve", "denial", "")] == [
        (r["question"], r["lever"], r["value"]) for r in rows
    ]
    # a second run takes the place of the first
    shown = run(*options).stdout
    assert "Rate (medicaid, individual)" in shown and "$5.56 a unit" in shown
    assert "No value of these reaches it" in shown
    assert f"The tables are in {tmp_path / 'out'}." in shown


def test_solve_lays_scenarios_on_first(program, scenarios):
    options = ("--scenarios", scenarios, "--apply", "Better rate", "--after-grants", "--lever", "no_show")
    # at 6 dollars 208 x 6 x (1 - n) = 1,040 at n = 1/6, rounded down to a tenth of a percent
    assert [0.166] == [row["value"] for row in answer("solve", program, *options)["levers"]]


def test_solve_for_the_highest_wage(program, tmp_path):
    data = answer("solve", program, "--wage", "--out", tmp_path / "out")
    after = data["answers"][1]
    # 187.2 units x 4 dollars for 52 hours
    assert after["pay"][0]["steps"] == [14.4]
    assert data["sentences"][1].startswith(
        "After the grant 'grant' ends (October 2026 to December 2026): on the ladder"
    )
    assert [row["entry_wage"] for row in table(tmp_path / "out")][1] == "14.4"
    assert "$14.40 an hour ($20.00 at the start today)" in run("solve", program, "--wage").stdout


def test_frontier_prints_its_points(program):
    options = ("frontier", program, "no_show", "rate", "--after-grants", "--values", "0,0.5,0.95")
    data = answer(*options)
    # 5 / (1 - n)
    assert [5.0, 10.0] == pytest.approx([p["second"] for p in data["points"][:2]], abs=0.001)
    assert data["points"][2]["second"] is None
    shown = run(*options).stdout
    assert "50 % of sessions" in shown and "$10.00 a unit" in shown and "$1,560" in shown


def test_sweep_prints_and_writes_every_point(program, tmp_path):
    wanted = ("sweep", program, "rate", "no_show", "--values", "4:8:3", "--other-values", "0,0.25")
    data = answer(*wanted, "--proposal", "8,0.1", "--out", tmp_path / "out")
    found = sweep(load_program(program), Wanted(), "rate", "no_show", [4, 6, 8], [0, 0.25], (8, 0.1))
    assert data["measures"]["position_months"] == found.measures["position_months"].tolist()
    assert data["measures"]["first_gap"][2] == [None, None]
    assert data["proposal"]["position_months"] == 6 and data["complete"]
    rows = table(tmp_path / "out")
    assert [row["gap"] for row in rows] == [str(gap) for gap in found.measures["gap"].ravel()]
    assert len(table(tmp_path / "out", "line.csv")) == len(found.line)
    shown = run(*wanted, "--measure", "first_gap").stdout
    assert "First month with a gap" in shown and "Oct 2026" in shown and "none" in shown


def test_fair_pay_prints_what_the_model_finds(program, tmp_path):
    data = answer("fair-pay", program, "--amount", "22", "--from", "2026-10", "--out", tmp_path / "out")
    found = fair_pay(load_program(program), Amount(wage=22), load_program(program).program.start.plus(3))
    # 2 dollars an hour for 52 hours in three months
    assert (312, found.plain.cost) == pytest.approx((data["plain"]["cost"], data["plain"]["cost"]))
    assert data["sentences"] == list(found.sentences)
    assert [("plain", "2.0"), ("spread kept", "2.0")] == [
        (row["raise"], row["shortfall"]) for row in table(tmp_path / "out")
    ]
    assert {"years.csv", "equivalents.csv", "dates.csv", "sentences.txt", "assumed.txt"} < {
        path.name for path in (tmp_path / "out").iterdir()
    }
    shown = run("fair-pay", program, "--amount", "22").stdout
    assert "Dollars an hour in the first year" in shown and "What this rests on" in shown


@pytest.mark.parametrize(
    ("given", "standard"),
    [
        (("--ladder", "peer", "--steps", "22,23"), "a ladder of $22.00, $23.00"),
        (("--competitor", "Costco starting wage", "--growth", "0"), "Costco starting wage (2026), $20.00 an hour"),
        (("--percentile", "50", "--occupation", "21-1094", "--state", "NC"), "percentile 50 of "),
        (
            ("--living-wage", "Living wage, 1 adult 0 children", "--state", "IA"),
            "Living wage, 1 adult 0 children in Iowa",
        ),
    ],
)
def test_fair_pay_knows_each_kind_of_standard(program, given, standard):
    assert answer("fair-pay", program, *given)["standard"].startswith(standard)


def test_rate_prints_line_by_line(program, tmp_path):
    data = answer("rate", program, "--wage", "22", "--months", "3", "--out", tmp_path / "out")
    file = load_program(program)
    found = rate_build_up(file, Asked(payer="medicaid", wage=22, months=3))
    # 22 x 52 = 1,144 dollars for 187.2 units
    assert data["services"][0]["rate"] == pytest.approx(1144 / 187.2, abs=1e-4)
    assert data["sentences"] == list(found.sentences)
    assert table(tmp_path / "out")[0]["name"] == found.services[0].lines[0].name == "Wage"
    assert "dollars a unit of 15 minutes" in run("rate", program, "--wage", "22").stdout


def test_a_fiscal_note_is_of_the_scenarios_asked_for(program, scenarios):
    options = ("--scenarios", scenarios, "--apply", "Better rate", "--expansion", "0.2", "--fmap", "2026=0.6")
    data = answer("fiscal-note", program, program, *options)
    file, placed = load_program(program), load_scenarios(scenarios)
    one = fiscal_note([(file, placed)], NoteTerms(fmap={2026: 0.6}), load_assumptions())
    # two programs cost twice what one does: 2 dollars for 187.2 units in four months
    assert (2 * one.total, 2 * 2 * 187.2 * 4) == pytest.approx((data["total"], data["total"]), abs=0.02)
    # 0.2 x 0.9 + 0.8 x 0.6
    assert {round(match["blended"], 6) for match in data["matches"]} == {0.66}
    shown = run("fiscal-note", program, *options).stdout
    assert "Added Medicaid spending by state fiscal year of payment" in shown
    assert "payers.medicaid.services.individual.rate = 6.0 from 2026-09" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("solve", "--lever", "fundraising"),
            "{file}: Fundraising a month is no earnings; ask for all secured funding instead.",
        ),
        (("solve", "--lever", "cap"), "{file}: Limit of a cap: this program has no place for it."),
        (("solve", "--from", "2026"), "--from: found '2026'; a month is written YYYY-MM."),
        (
            ("solve", "--position", "per"),
            "{file}: found per; those that see clients are peer, and the cost of the others is carried by them.",
        ),
        (
            ("solve", "--wage", "--months", "3"),
            "--wage: it is asked for all positions and all months; leave the other options out.",
        ),
        (
            ("frontier", "rate", "no_show", "--values", "4;5"),
            "--values: found '4;5'; numbers parted by commas are needed, or low:high:count, such as 8:30:12.",
        ),
        (
            ("sweep", "rate", "rate"),
            "{file}: found Rate (medicaid, individual) twice; two different levers are needed.",
        ),
        (
            ("sweep", "rate", "no_show", "--proposal", "5"),
            "--proposal: found '5'; two numbers parted by a comma are needed.",
        ),
        (
            ("fair-pay",),
            "fair-pay: found 0 standards; give one of --amount, --ladder, --competitor, --living-wage, --percentile or "
            "--parity.",
        ),
        (("fair-pay", "--amount", "-3"), "{file}: found a wage of -3; dollars an hour above 0 are needed."),
        (
            ("fair-pay", "--percentile", "50"),
            "--percentile: no occupation is given; add --occupation with its code or name.",
        ),
        (
            ("fair-pay", "--parity", "PSS"),
            "--parity: no ladder is given; add --ladder with the one that should be paid so.",
        ),
        (
            ("rate", "--payer", "medicare"),
            "{file}: found the payer 'medicare'; those that pay by the unit are medicaid.",
        ),
        (
            ("rate", "--steps", "a"),
            "--steps: found 'a'; numbers parted by commas are needed, or low:high:count, such as",
        ),
        (("fiscal-note",), "fiscal-note: no scenario is asked for; add --apply with the name of one, or --apply all."),
        (
            ("fiscal-note", "--fmap", "2028"),
            "--fmap: found '2028'; a year and a share are needed, such as 2028=0.6478.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(program, arguments, sentence):
    command, *rest = arguments
    result = run(command, program, *rest, code=2)
    assert result.stdout == ""
    assert result.stderr.startswith(sentence.format(file=program))
    assert result.stderr.count("\n") == 1
    as_json = run(command, program, *rest, "--json", code=2)
    assert as_json.stdout == ""
    assert json.loads(as_json.stderr)[0]["sentence"] == result.stderr.rstrip("\n")


def test_progress_of_a_sweep_is_one_line_that_is_wiped(capsys):
    questions_levers._progress(128, 900)
    questions_levers._progress(900, 900)
    assert f"\r128 of 900 points\r{' ' * 40}\r" == capsys.readouterr().err


def test_rescue_says_what_keeps_every_seat_after_each_cliff(program):
    data = json.loads(run("rescue", program, "--months", 3, "--lever", "rate_raise", "--json").stdout)
    found = rescue(load_program(program), Month.of("2026-09"), 3, levers=["rate_raise"])
    (cliff,) = data["cliffs"]
    assert "2026-09" == cliff["cliff"]
    assert found.sentence == cliff["sentence"] == data["sentences"][0]
    assert [one.words for one in found.alone] == [one["words"] for one in cliff["alone"]]
    assert found.alone[0].sentence == cliff["alone"][0]["sentence"]
    shown = run("rescue", program, "--months", 3, "--lever", "rate_raise", "--allow", "rate_raise").stdout
    assert "After September 2026" in shown
    assert "The cheapest bundle found keeps every seat" in shown


def test_rescue_refuses_what_it_cannot_read(program):
    result = run("rescue", program, "--allow", "rate_raise=much", code=2)
    assert "--allow: found 'rate_raise=much'; write a lever, or a lever and how far: rate_raise=2.\n" == result.stderr
    assert (
        "--cliff: found 'soon'; a month is written YYYY-MM.\n"
        == run("rescue", program, "--cliff", "soon", code=2).stderr
    )
