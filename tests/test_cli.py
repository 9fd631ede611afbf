"""The command line: what it prints is the model's, what it refuses it refuses whole, and nothing is written half."""

import csv
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from model import applied, compare, findings, load_program, load_scenarios, project, sentences, warnings
from model.cli import commands, main, refusals, tables
from model.cli.assumed import left_out
from model.cli.figures import dollars, fiscal_years, hours, short, step_for
from model.cli.screen import Screen, clean
from model.cli.zeros import why_zero
from model.compare import in_words
from model.explain import Node
from model.exports import csv as csv_files
from model.exports.columns import COLUMNS, flat, undescribed, unknown_units
from model.exports.tables import as_object
from model.inputs.load import program_of
from model.stages.parts.fates import UNPAID
from tests.small import grant, lead, medicaid, peer, tree

EXAMPLE = "prairie-recovery"
PROGRAMS = Path(commands.files.PROGRAMS)
RUNNER = CliRunner()
ESCAPE = "\x1b"


def rich_tree(**changes):
    """A program of three positions with every kind of money; every number is made up for the test."""
    held = tree(
        months=18,
        fiscal_year_starts=1,
        reserve={"opening": 3000, "floor": 1000},
        positions=[peer(), peer("second", caseload=10), lead()],
        payers={"medicaid": medicaid(4.0, client_share=0.8, denial=0.1, payment_lag=[0.0, 1.0])},
        grants=[grant(end="2027-03", award=[2500], covers={"peer": 1.0, "lead": 0.5}, match_rate=0.1)],
        contracts=[{"id": "county", "start": "2026-07", "end": "2027-06", "per_month": 300}],
        fundraising={"per_month": 100},
        caps=[{"name": "weekly", "per": "worker", "period": "week", "limit": 30}],
        staffing={"annual_turnover": 0.3, "months_vacant": 1.5},
        leave={"pto": 100},
        benefits={"components": [{"name": "FICA", "share_of_wages": 0.0765}]},
        services={"individual": {"session_minutes": 60, "no_show": 0.2}},
    )
    return {**held, **changes}


def test_what_repays_a_gap_makes_the_money_foot(tmp_path):
    # 520 of 1,040 are missing in July; 6 a unit leave 208 over in August and in September, so 104 is still owed;
    # shown to ten dollars
    rates = {"values": [{"from": "2026-07", "value": 2.5}, {"from": "2026-08", "value": 6}]}
    path = tmp_path / "small.yaml"
    path.write_text(yaml.safe_dump(tree(payers={"medicaid": medicaid(rates)})))
    out = RUNNER.invoke(commands.app, ["project", str(path)]).stdout
    said = {line.split("  ")[0]: line.split()[-1] for line in out.splitlines() if line.startswith(("Gap", "Nobody"))}
    assert ("$520", "$420", "$100") == tuple(said[key] for key in ("Nobody pays", "Gap repaid", "Gap so far"))


SCENARIOS = [
    {
        "name": "Better rate",
        "why": "a bill under discussion",
        "changes": [
            {"set": "payers.medicaid.services.individual.rate", "to": 6.0, "from": "2027-01"},
            {"set": "services.individual.no_show", "to": 0.1},
        ],
    },
    {"name": "Longer grant", "why": "a renewal", "changes": [{"set": "grants.grant.end", "to": "2027-06"}]},
]


def written(folder, name="small.yaml", content=None):
    path = folder / name
    path.write_text(yaml.safe_dump(rich_tree() if content is None else content, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def program(tmp_path):
    return written(tmp_path)


@pytest.fixture
def scenarios(tmp_path):
    return written(tmp_path, "ideas.yaml", SCENARIOS)


def run(*arguments, code=0):
    """Run a command; gives standard output and standard error."""
    result = RUNNER.invoke(commands.app, [str(a) for a in arguments])
    assert code == result.exit_code, result.output + str(result.exception)
    return result.stdout, result.stderr


def screen(*arguments):
    """Standard output as one line, with every run of spaces as one."""
    return " ".join(run(*arguments)[0].split())


def started(*arguments, **environment):
    """Run it as a program of its own."""
    clear = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "model.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**clear, **environment},
        timeout=60,
    )


def model_object(path, *placed):
    file = load_program(path)
    projection = project((applied(file, placed) if placed else file).program)
    return as_object(projection, findings(projection))


# --- project ---------------------------------------------------------------------------------------------------------

ROW_KEYS = """month position wage filled productive qualified vacant separations hires paid_hours service_hours
    unused_hours booked kept units hours billed earned wages fringe travel per_position replacement direct_cost
    shared_cost indirect full_cost from_grants from_program_income from_earned from_contracts from_surplus
    from_fundraising from_reserve gap status binds""".split()
FATES = """delivered no_payer not_qualified not_billed over_client_cap over_worker_cap over_program_cap denied
    paid""".split()


def test_json_is_one_object_with_the_keys_of_the_contract(program):
    out, err = run("project", program, "--json")
    assert err == "" and out.count("\n") == 1
    result = json.loads(out)
    assert list(result) == ["program", "rows", "months", "findings", "warnings"]
    assert list(result["rows"][0]) == ROW_KEYS
    assert list(result["rows"][0]["units"]) == FATES and list(result["rows"][0]["hours"]) == FATES
    assert (
        "month reserve cash accumulated_gap contracts fundraising full_cost gap positions_sustained grants".split()
        == list(result["months"][0])
    )
    assert "asked paid left income_balance match_needed".split() == list(result["months"][0]["grants"]["grant"])
    assert (
        "unsustainable_from recovers first_gap ended payable_again grant_ends notice_by self_sustaining "
        "self_sustaining_after_grant".split()
        == list(result["findings"]["positions"]["peer"])
    )
    assert (
        "runway_months reserve_at_floor cash_negative lowest_cash gap_by_fiscal_year unpaid_hours awards "
        "match_could_count sentences".split()
        == list(result["findings"]["program"])
    )


def test_json_holds_the_models_numbers_unrounded(program):
    assert model_object(program) == json.loads(run("project", program, "--json")[0])


def test_json_of_every_example_has_no_number_that_json_does_not_know():
    def refuse(word):
        raise AssertionError(word)

    for path in PROGRAMS.glob("*[!s].yaml"):
        if not path.name.endswith(".scenarios.yaml"):
            json.loads(run("project", path.stem, "--json")[0], parse_constant=refuse)


def test_the_sentences_stand_first_and_the_warnings_last(tmp_path):
    path = written(tmp_path, content=rich_tree(leave={}))
    file = load_program(path)
    projection = project(file.program)
    found = findings(projection)
    out = " ".join(run("project", path)[0].split())
    assert out.startswith(" ".join(sentences(projection, found)))
    expected = " ".join(f"- {warning}" for warning in warnings(projection, found))
    assert warnings(projection, found) and out.endswith(f"Warnings {expected}")


def test_a_program_without_warnings_says_so():
    assert screen("project", "second-step-startup").endswith("No warnings.")


def table(out, heading):
    """The lines of one table, from the one after its rule to the next empty line."""
    after = out[out.index(heading) :].splitlines()
    rule = next(n for n, line in enumerate(after) if line.startswith("──"))
    end = next((n for n, line in enumerate(after) if n > rule and not line.strip()), len(after))
    return after[rule + 1 : end]


def test_money_by_year_on_the_screen_is_the_models_rounded(program):
    data = model_object(program)
    out, _ = run("project", program)
    # months are July 2026 to December 2027 and fiscal years start in January: six months, then twelve
    years = [data["months"][:6], data["months"][6:]]
    totals = [sum(month["full_cost"] for month in year) for year in years]
    step = step_for([sum(totals)])
    line = next(line for line in table(out, "Money by fiscal year") if line.startswith("Full cost"))
    assert [dollars(v, step) for v in [*totals, sum(totals)]] == line.split()[2:]
    line = next(line for line in table(out, "Money by fiscal year") if line.startswith("Nobody pays"))
    gaps = [sum(month["gap"] for month in year) for year in years]
    assert gaps[1] > 0
    assert [dollars(v, step) for v in [*gaps, sum(gaps)]] == line.split()[2:]
    line = next(line for line in table(out, "Money by fiscal year") if line.startswith("Cash at end"))
    assert [dollars(year[-1]["cash"], step) for year in years] == line.split()[3:]


def test_unpaid_hours_on_the_screen_are_the_models(program):
    data = model_object(program)
    lines = table(run("project", program)[0], "Hours of peer support")
    unpaid = data["findings"]["program"]["unpaid_hours"]
    assert hours(unpaid["no_payer"]) == next(line for line in lines if line.startswith("For people")).split()[-1]
    assert (
        hours(sum(unpaid[fate] for fate in UNPAID))
        == next(line for line in lines if line.startswith("All causes")).split()[-1]
    )


def test_first_months_on_the_screen_are_the_models(program):
    data = model_object(program)
    lines = table(run("project", program)[0], "First months of each position")
    for name, found in data["findings"]["positions"].items():
        line = next(line for line in lines if line.startswith(name))
        assert short(found["unsustainable_from"]) in line
        assert short(found["notice_by"]) in line
        assert short(found["first_gap"]) in line


def test_grants_on_the_screen_are_the_models(program):
    data = model_object(program)
    given = [month["grants"]["grant"] for month in data["months"]]
    asked, paid = (sum(month[key] for month in given) for key in ("asked", "paid"))
    # the award of 2,500 dollars runs out before the grant ends
    assert asked > paid == pytest.approx(2500)
    out = run("project", program)[0]
    lines = {line.rpartition(":")[2].split("$")[0].strip(" -"): line for line in table(out, "Grants by fiscal year")}
    years = [given[:6], given[6:]]
    for key, label in (("asked", "asked"), ("paid", "paid"), ("match_needed", "match needed")):
        sums = [sum(month[key] for month in year) for year in years]
        step = step_for([sum(month["asked"] for month in year) for year in years])
        assert [dollars(v, step) for v in [*sums, sum(sums)]] == lines[label].split()[-3:]
    assert [dollars(year[-1]["left"], step) for year in years] == lines["left at the end"].split()[-2:]
    line = table(out, "Grants, over all months")[0]
    assert dollars(asked - paid, step_for([asked - paid])) == line.split()[3]
    last = [month["month"] for month, grant in zip(data["months"], given, strict=True) if grant["paid"] > 0][-1]
    assert short(last) == " ".join(line.split()[1:3])


def test_grants_by_month_have_a_line_for_each_month(program):
    months = [short(month["month"]) for month in model_object(program)["months"]]
    lines = table(run("project", program, "--monthly")[0], "Grants by month")
    assert months == [line[:8] for line in lines[: len(months)]]
    assert lines[len(months)].startswith("Match needed")


@pytest.mark.parametrize("rate", [0.1, 0.98])
def test_the_match_stands_beside_what_could_count_toward_it(tmp_path, rate):
    given = [grant(end="2027-03", award=[2500], covers={"peer": 1.0}, match_rate=rate)]
    path = written(tmp_path, content=rich_tree(grants=given))
    found = model_object(path)["findings"]["program"]
    needed, counts = found["awards"]["grant"]["match_needed"], found["match_could_count"]
    # the match is its share of the whole project: 2500 * rate / (1 - rate) = 278 or 122,500 dollars
    assert needed == pytest.approx(2500 * rate / (1 - rate))
    assert (needed > counts) == (rate == 0.98)
    step = step_for([needed])
    said = f"Match needed {dollars(needed, step)}; earnings, contracts and fundraising that could count: "
    said += dollars(counts, step) + (f"; short by {dollars(needed - counts, step)}." if rate == 0.98 else ".")
    assert said in screen("project", path)


def test_without_a_match_nothing_is_said_of_one(tmp_path):
    path = written(tmp_path, content=rich_tree(grants=[grant(end="2027-03", award=[2500], covers={"peer": 1.0})]))
    assert "atch needed" not in screen("project", path)


def test_no_grant_pays_for_a_seat_beyond_its_end_on_the_screen(capsys):
    found = {"ended": "2026-09", "grant_ends": "2027-03", "first_gap": "2026-08"}
    row = {key: found.get(key) for key in (*tables.FIRST_LABELS, *tables.SHARE_LABELS)}
    tables.show_first_months(Screen(), {"findings": {"positions": {"peer": row}}})
    out = capsys.readouterr().out
    # the first gap, the seat's end, and a grant that runs until March but has no seat to pay for after September
    assert "peer Aug 2026 Sep 2026 Sep 2026" in " ".join(out.split())
    assert " ".join(out.split()).count("Seat") == 1 and "Mar 2027" not in out


def test_the_board_tells_months_as_years_unless_asked(program):
    by_year = table(run("project", program)[0], "Who pays for each position")
    assert any(re.search(r"[A-Z] (all year|to [A-Z][a-z]{2}|from [A-Z][a-z]{2})", line) for line in by_year)
    data = model_object(program)
    letters = {"earned": "B", "contract": "C", "grant": "G", "fundraising": "F", "reserve": "R", "gap": "N"}
    statuses = [row["status"] for row in data["rows"] if row["position"] == "peer"]
    expected = "".join(letters.get(status, ".") for status in statuses)
    by_month = table(run("project", program, "--monthly")[0], "Who pays for each position")
    # July to December 2026, then the twelve months of 2027
    assert [expected[:6], expected[6:]] == next(line for line in by_month if line.startswith("peer")).split()[1:]


def test_monthly_has_a_line_for_each_month(program):
    data = model_object(program)
    lines = table(run("project", program, "--monthly")[0], "Money by month")
    assert [short(month["month"]) for month in data["months"]] == [line[:8] for line in lines]


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("command", [["project"], ["project", "--monthly"], ["check"], ["compare"]])
def test_no_line_is_wider_than_the_terminal(monkeypatch, width, command):
    monkeypatch.setenv("COLUMNS", str(width))
    out, _ = run(command[0], "piedmont-peer-center", *command[1:])
    assert max(len(line) for line in out.splitlines()) <= width


def test_a_file_gets_a_hundred_columns_and_no_colour(program):
    result = started("project", program)
    assert result.returncode == 0 and ESCAPE not in result.stdout
    assert 80 < max(len(line.rstrip()) for line in result.stdout.splitlines()) <= 100


def on_a_terminal(*arguments, **environment):
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    clear = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    child = subprocess.Popen(
        [sys.executable, "-m", "model.cli", *map(str, arguments)],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        env={**clear, "TERM": "xterm-256color", "COLUMNS": "90", **environment},
    )
    os.close(theirs)
    sent = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the child has closed its end
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    assert child.wait(timeout=60) == 0
    return sent.decode("utf-8")


def test_a_terminal_gets_colour_unless_it_asks_for_none(program):
    colour = re.compile(r"\x1b\[[0-9;]*[34]8;[25];")
    assert colour.search(on_a_terminal("project", program))
    assert not colour.search(on_a_terminal("project", program, NO_COLOR="1"))


# --- scenarios -------------------------------------------------------------------------------------------------------


def test_apply_lays_scenarios_in_the_order_of_their_file(program, scenarios):
    placed = load_scenarios(scenarios)
    out, _ = run(
        "project", program, "--scenarios", scenarios, "--apply", "Longer grant", "--apply", "Better rate", "--json"
    )
    assert model_object(program, *placed) == json.loads(out)
    assert out == run("project", program, "--scenarios", scenarios, "--apply", "all", "--json")[0]
    one = run("project", program, "--scenarios", scenarios, "--apply", "Better rate", "--json")[0]
    assert model_object(program, placed[0]) == json.loads(one) != model_object(program)


def test_of_two_scenarios_that_set_the_same_the_later_in_the_file_holds(program, tmp_path):
    rate = "payers.medicaid.services.individual.rate"
    ideas = [
        {"name": name, "why": "", "changes": [{"set": rate, "to": to}]} for name, to in (("five", 5), ("seven", 7))
    ]
    path = written(tmp_path, "rates.yaml", ideas)
    backwards = ["project", program, "--scenarios", path, "--apply", "seven", "--apply", "five", "--json"]
    assert json.loads(run(*backwards)[0]) == model_object(program, load_scenarios(path)[1])


def test_the_screen_says_which_scenarios_are_laid_on(program, scenarios):
    assert "With 'Longer grant'." in screen("project", program, "--scenarios", scenarios, "--apply", "Longer grant")


def test_scenarios_without_apply_are_refused_with_their_names(program, scenarios):
    out, err = run("project", program, "--scenarios", scenarios, code=2)
    assert out == ""
    assert err == (
        "ideas.yaml: no scenario is asked for; add --apply with a name, or --apply all; there are 'Better rate', "
        "'Longer grant'.\n"
    )


def test_an_unknown_scenario_is_refused_with_the_nearest_name(program, scenarios):
    _, err = run("project", program, "--scenarios", scenarios, "--apply", "Better rates", code=2)
    assert err == (
        "ideas.yaml: no scenario is called 'Better rates'; there are 'Better rate', 'Longer grant'; did you mean "
        "'Better rate'?\n"
    )


def test_apply_without_a_scenario_file_is_refused(program):
    _, err = run("project", program, "--apply", "x", code=2)
    assert err == "--apply: no scenario file to find 'x' in; add --scenarios with the file that holds it.\n"


def test_an_example_brings_its_own_scenarios():
    placed = load_scenarios(PROGRAMS / f"{EXAMPLE}.scenarios.yaml")
    out, _ = run("project", EXAMPLE, "--apply", placed[0].name, "--json")
    assert model_object(PROGRAMS / f"{EXAMPLE}.yaml", placed[0]) == json.loads(out)


def test_a_file_of_an_examples_name_goes_before_the_example(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, name=EXAMPLE)
    assert json.loads(run("project", EXAMPLE, "--json")[0])["program"]["name"] == "Small"


# --- refusals --------------------------------------------------------------------------------------------------------


def test_each_fault_is_one_sentence_and_nothing_is_printed(tmp_path):
    path = written(tmp_path, content=rich_tree(months=0, state=5))
    out, err = run("project", path, code=2)
    assert out == ""
    assert err == (
        'small.yaml: state (line 3): found 5; a bare number is not a name; put it in quotes: "5".\n'
        "small.yaml: months (line 5): found 0; a number of at least 1 is needed.\n"
    )


def test_with_json_faults_are_objects_on_standard_error(tmp_path):
    path = written(tmp_path, content=rich_tree(months=0))
    out, err = run("project", path, "--json", code=2)
    assert out == ""
    assert json.loads(err) == [
        {
            "file": "small.yaml",
            "path": "months",
            "line": 5,
            "cell": "",
            "found": "found 0",
            "wanted": "a number of at least 1 is needed",
            "sentence": "small.yaml: months (line 5): found 0; a number of at least 1 is needed.",
        }
    ]


def test_a_missing_file_is_refused_with_the_nearest_example():
    names = ", ".join(one.name for one in commands.files.examples())
    _, err = run("check", "prairie-recovry", code=2)
    assert err == (
        f"prairie-recovry: there is no such file; a program file or the name of an example ({names}) is needed; "
        "did you mean 'prairie-recovery'?\n"
    )


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "no/such/folder/x.yaml", ""])
def test_a_name_no_file_can_have_is_refused_in_one_sentence(name):
    out, err = run("project", name, code=2)
    assert out == "" and err.count("\n") == 1
    assert "there is no such file" in err or "this is a folder" in err


def test_a_folder_is_refused(tmp_path):
    assert run("project", tmp_path, code=2)[1] == f"{tmp_path}: this is a folder; a program file is needed.\n"


def test_a_folder_of_scenarios_is_refused(program, tmp_path):
    _, err = run("compare", program, "--scenarios", tmp_path, code=2)
    assert err == f"{tmp_path}: this is a folder; a scenario file is needed.\n"


def test_a_missing_scenario_file_is_refused(program, tmp_path):
    _, err = run("compare", program, "--scenarios", tmp_path / "none.yaml", code=2)
    assert err == f"{tmp_path / 'none.yaml'}: there is no such file; a scenario file is needed.\n"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "old.yaml"
    path.write_bytes(b"schema: 1\nname: caf\xe9\n")
    assert run("project", path, code=2)[1] == "old.yaml (line 2): the file is not UTF-8 text: save it as UTF-8.\n"


def test_a_file_that_may_not_be_read_is_refused(program, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "the file cannot be read: permission denied" in run("project", program, code=2)[1]


def test_a_mistyped_command_is_one_sentence(capsys):
    assert main(["project", "x", "--jsn"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("staying-power project: No such option: --jsn")
    assert err.endswith("see staying-power project --help.\n") and err.count("\n") == 1
    assert main(["forecast", "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and json.loads(err)[0]["found"] == "No such command 'forecast'"


def test_an_interruption_ends_without_a_traceback(monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "outcome", interrupted)
    assert main(["project", EXAMPLE]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_closed_pipe_ends_without_a_traceback():
    child = subprocess.Popen(
        [sys.executable, "-m", "model.cli", "columns"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait(timeout=60) == refusals.PIPE_CLOSED


def test_numbers_beyond_json_are_refused(monkeypatch, capsys):
    monkeypatch.setattr(commands, "as_object", lambda *_: {"gap": float("inf")})
    assert main(["project", EXAMPLE, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "its numbers pass what can be computed" in err


# --- what people typed -----------------------------------------------------------------------------------------------


def test_names_are_printed_as_typed_and_never_read_as_markup(tmp_path):
    path = written(tmp_path, content=rich_tree(name="[red]Harbor[/] :smile:"))
    assert "[red]Harbor[/] :smile:, NC: 18 months from July 2026." in screen("project", path)


def test_control_characters_never_reach_the_terminal(tmp_path):
    nasty = f"Quiet {ESCAPE}[2J\x9b31m\u202eend\rover"
    changed = [{**SCENARIOS[0], "why": nasty}]
    folder = tmp_path / f"a{ESCAPE}b"
    path, ideas = written(tmp_path), written(tmp_path, "ideas.yaml", changed)
    out, _ = run("compare", path, "--scenarios", ideas)
    assert r"Quiet \x1b[2J\x9b31m\u202eend over" in " ".join(out.split())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)
    _, err = run("project", folder, code=2)
    assert ESCAPE not in err and r"a\x1bb" in err
    bad = tmp_path / "bad.yaml"
    bad.write_text('"x\\e[2J": 2\n', encoding="utf-8")
    _, err = run("project", bad, code=2)
    assert ESCAPE not in err and r"\x1b[2J" in err


def test_cleaning_spells_out_what_moves_the_cursor_and_leaves_letters_alone():
    assert clean("\x1b[31m\r\n\x07é\u00a0中\u202e \ud800") == r"\x1b[31m\r\n\x07é 中\u202e \ud800"


def test_a_terminal_that_knows_few_letters_gets_question_marks(tmp_path):
    path = written(tmp_path, content=rich_tree(name="Peer 中心"))
    result = started("project", path, PYTHONIOENCODING="ascii")
    assert result.returncode == 0 and "Peer ??, NC" in result.stdout


# --- CSV -------------------------------------------------------------------------------------------------------------


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_out_writes_the_models_numbers(program, tmp_path):
    folder = tmp_path / "tables"
    run("project", program, "--out", folder)
    data = model_object(program)
    assert sorted(csv_files.PROJECTION_FILES) == sorted(path.name for path in folder.iterdir())
    rows = cells(folder / "rows.csv")
    assert len(data["rows"]) == len(rows)
    for row, line in zip(data["rows"], rows, strict=True):
        expected = flat(row)
        assert list(expected) == list(line)
        assert ["" if v is None else str(v) for v in expected.values()] == list(line.values())
    assert [str(m["cash"]) for m in data["months"]] == [line["cash"] for line in cells(folder / "months.csv")]
    assert [str(m["grants"]["grant"]["paid"]) for m in data["months"]] == [
        g["paid"] for g in cells(folder / "grants.csv")
    ]
    assert list(data["findings"]["positions"]) == [line["position"] for line in cells(folder / "findings.csv")]
    said = (folder / "sentences.txt").read_text(encoding="utf-8-sig").splitlines()
    assert data["findings"]["program"]["sentences"] == said


def test_out_beside_json_prints_the_object_and_nothing_else(program, tmp_path):
    out, err = run("project", program, "--json", "--out", tmp_path / "tables")
    assert model_object(program) == json.loads(out) and err == ""


def test_a_program_without_grants_has_an_empty_table_of_them(tmp_path):
    path = written(tmp_path, content=rich_tree(grants=[]))
    run("project", path, "--out", tmp_path / "tables")
    assert cells(tmp_path / "tables" / "grants.csv") == []


def test_a_second_run_replaces_the_first(program, scenarios, tmp_path):
    folder = tmp_path / "tables"
    run("project", program, "--out", folder)
    before = (folder / "rows.csv").read_bytes()
    run("project", program, "--scenarios", scenarios, "--apply", "all", "--out", folder)
    assert before != (folder / "rows.csv").read_bytes()
    assert {"small.yaml", "ideas.yaml", "tables"} == {path.name for path in tmp_path.iterdir()}


def test_an_empty_folder_is_filled(program, tmp_path):
    (tmp_path / "tables").mkdir()
    run("project", program, "--out", tmp_path / "tables")
    assert (tmp_path / "tables" / "rows.csv").is_file()


@pytest.mark.parametrize("name", ["payroll.xlsx", "rows.csv", "sentences.txt"])
def test_a_folder_with_anybody_elses_file_is_refused(program, tmp_path, name):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    out, err = run("project", program, "--out", folder, code=2)
    assert out == "" and err == (
        f"{folder}: the folder already holds '{name}'; name a new folder, an empty one, or one that an earlier run has "
        "written.\n"
    )
    assert (folder / name).read_text(encoding="utf-8") == "mine" and len(list(folder.iterdir())) == 1


def test_a_file_or_a_missing_parent_or_the_folder_one_works_in_is_refused(program, tmp_path, monkeypatch):
    assert "not a directory" in run("project", program, "--out", program, code=2)[1]
    assert "there is no folder" in run("project", program, "--out", tmp_path / "a" / "b", code=2)[1]
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert "you are working in this folder" in run("project", program, "--out", ".", code=2)[1]


def test_bad_input_writes_nothing(tmp_path):
    path = written(tmp_path, content=rich_tree(months=0))
    run("project", path, "--out", tmp_path / "tables", code=2)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("earlier", [False, True])
def test_a_disk_that_fills_up_leaves_what_was_there(program, tmp_path, monkeypatch, earlier):
    folder = tmp_path / "tables"
    if earlier:
        run("project", program, "--out", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()} if earlier else None
    write = Path.write_text

    def full(self, *arguments, **named):
        if self.name == "findings.csv":
            raise OSError(28, "No space left on device")
        return write(self, *arguments, **named)

    monkeypatch.setattr(Path, "write_text", full)
    out, err = run("project", program, "--out", folder, code=2)
    assert out == "" and "the folder cannot be written: no space left on device" in err
    assert ({path.name: path.read_bytes() for path in folder.iterdir()} if earlier else None) == before
    assert {"small.yaml", *(["tables"] if earlier else [])} == {path.name for path in tmp_path.iterdir()}


def test_a_folder_that_cannot_be_put_in_place_gives_the_earlier_one_back(program, tmp_path, monkeypatch):
    folder = tmp_path / "tables"
    run("project", program, "--out", folder)
    before = (folder / "rows.csv").read_bytes()
    rename = Path.rename

    def refuse_new(self, target):
        if self.name.endswith("-new"):
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    assert "permission denied" in run("project", program, "--out", folder, code=2)[1]
    assert before == (folder / "rows.csv").read_bytes()
    assert {"small.yaml", "tables"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_names_that_a_spreadsheet_would_compute_get_an_apostrophe(tmp_path, start):
    name = f"{start}HYPERLINK(1)"
    path = written(tmp_path, content=rich_tree(positions=[peer(name, caseload=5)], grants=[]))
    run("project", path, "--out", tmp_path / "tables")
    for table_name in ("rows.csv", "findings.csv"):
        assert {f"'{name}"} == {line["position"] for line in cells(tmp_path / "tables" / table_name)}
    assert name in run("project", path)[0]


def test_numbers_below_zero_stay_numbers():
    assert csv_files.csv_text([{"cash": -5.5, "name": "-5.5"}]) == "cash,name\r\n-5.5,'-5.5\r\n"


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_says_in_one_sentence_that_a_file_is_right(program, scenarios):
    said = "small.yaml is right: Small, three positions, 18 months from July 2026."
    assert run("check", program)[0].startswith(said)
    assert screen("check", program, "--scenarios", scenarios).startswith(f"{said} Two scenarios fit it.")


def test_check_refuses_every_scenario_that_does_not_fit(program, tmp_path):
    wrong = [{"name": name, "why": "", "changes": [{"remove": f"payers.{name}"}]} for name in ("one", "two")]
    out, err = run("check", program, "--scenarios", written(tmp_path, "wrong.yaml", wrong), code=2)
    assert out == "" and err.count("\n") == 2 and "(one)" in err and "(two)" in err


def test_what_is_left_out_is_listed_with_what_holds_instead(program):
    assumed = {one.path: one for one in left_out(load_program(program).program)}
    assert assumed["weeks_of_notice"].value == "4"
    assert assumed["payers.medicaid.unit_rounding"].value == "midpoint"
    assert assumed["positions[id=peer].filled"].value == "filled"
    assert assumed["caps[name=weekly].payers"].value == "all"
    assert assumed["supports"].nothing and not assumed["materiality"].nothing
    # given in the file, or without effect as the file stands
    for path in ("fiscal_year_starts", "payers.medicaid.denial", "grace_months", "benefits.full_time_hours"):
        assert path not in assumed
    out = screen("check", program)
    assert "- weeks_of_notice: 4; weeks of notice that people are given" in out
    assert "- positions[…].filled: filled (peer, second, lead); somebody sits there at the start" in out


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({}, "benefits.components[name=FICA].used_at_start"),
        ({}, "benefits.components[name=FICA].take_up"),
        ({"payers": {"medicaid": medicaid()}}, "payers.medicaid.denial_recovery"),
        ({"payers": {"medicaid": medicaid(), "other": {"client_share": 0}}}, "payers.other.unit_minutes"),
        ({}, "payers.medicaid.services.individual.minimum_sessions"),
        ({}, "positions[id=lead].mix"),
        ({}, "staffing.coverage.pay_multiple"),
        ({}, "caps[name=weekly].window"),
        ({}, "wind_down_months"),
    ],
)
def test_what_has_no_effect_as_the_file_stands_is_not_called_assumed(tmp_path, changes, path):
    assert path not in {
        one.path for one in left_out(load_program(written(tmp_path, content=rich_tree(**changes))).program)
    }


@pytest.mark.parametrize(
    ("changes", "path", "value"),
    [
        ({}, "payers.medicaid.denial_recovery", "0"),
        ({"when_unfunded": "end"}, "wind_down_months", "3"),
        ({"staffing": {"coverage": {"leave": 0.2}}}, "staffing.coverage.pay_multiple", "1"),
        (
            {"benefits": {"components": [{"name": "Health", "per_month": 500}]}},
            "benefits.components[name=Health].take_up",
            "1",
        ),
    ],
)
def test_what_has_an_effect_as_the_file_stands_is_called_assumed(tmp_path, changes, path, value):
    assumed = {one.path: one for one in left_out(load_program(written(tmp_path, content=rich_tree(**changes))).program)}
    assert assumed[path].value == value


def test_every_choice_that_is_assumed_has_its_meaning(program):
    for path in [program, *(one.path for one in commands.files.examples())]:
        for one in left_out(load_program(path).program):
            assert one.nothing or one.meaning, one


def test_check_lays_the_states_numbers_beside_the_files(program):
    out = screen("check", program)
    assert "- this file: medicaid, individual: $4.00 a unit" in out
    assert "H0038, $11.97 for 15 minutes, from 2019-11 (Changes to Medicaid-Funded Peer Support)" in out
    assert "- this file: weekly: 30 units a worker and week" in out
    assert "- supervision ratio: 8 peers a supervisor, from 2019-11 (Changes to Medicaid-Funded Peer Support)" in out
    # July 2026 lies in the federal year that began in October 2025
    assert "federal share of Medicaid in NC: 64.62 % in federal year 2026" in out


def test_check_says_what_it_does_not_know_of_a_state(tmp_path):
    data = json.loads(run("check", written(tmp_path, content=rich_tree(state="GU")), "--json")[0])
    assert data["state"]["rates"] == [] and data["state"]["federal_share"] is None
    assert data["state"]["missing"][0].startswith("No Medicaid rate for peer support for GU was found")


def test_numbers_outside_the_evidence_are_marked_with_its_source(tmp_path):
    inside = rich_tree(staffing={"annual_turnover": 0.45, "months_vacant": 1.5})
    assert json.loads(run("check", written(tmp_path, content=inside), "--json")[0])["outside"] == []
    above = rich_tree(staffing={"annual_turnover": 0.9, "months_vacant": 1.5}, basis={"staffing": "a bad year"})
    path = written(tmp_path, content=above)
    (found,) = json.loads(run("check", path, "--json")[0])["outside"]
    assert (found["path"], found["value"], found["basis"]) == ("staffing.annual_turnover", 0.9, "a bad year")
    assert found["high"] < 0.9 and found["source"]
    assert "- staffing.annual_turnover is 0.9." in screen("check", path)


def test_check_prints_the_warnings_last(tmp_path):
    path = written(tmp_path, content=rich_tree(leave={}))
    said = json.loads(run("check", path, "--json")[0])["warnings"]
    assert said and screen("check", path).endswith("Warnings " + " ".join(f"- {one}" for one in said))


# --- compare ---------------------------------------------------------------------------------------------------------


def test_compare_takes_each_scenario_alone(program, scenarios):
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--json")[0])
    file, placed = load_program(program), load_scenarios(scenarios)
    assert [one["name"] for one in data["scenarios"]] == ["Better rate", "Longer grant"]
    for one, alone in zip(data["scenarios"], placed, strict=True):
        assert compare(file, [alone]).totals == one["totals"]
    assert [step["change"] for step in data["scenarios"][0]["steps"]] == [str(change) for change in placed[0].changes]


def test_stacked_scenarios_are_one_outcome(program, scenarios):
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--stacked", "--json")[0])
    assert [one["name"] for one in data["scenarios"]] == ["Better rate + Longer grant"]
    assert compare(load_program(program), load_scenarios(scenarios)).totals == data["scenarios"][0]["totals"]


def test_contributions_add_up_to_the_difference(program, scenarios):
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--stacked", "--json")[0])
    (one,) = data["scenarios"]
    for measure, total in one["totals"].items():
        assert total == pytest.approx(sum(step["contributions"][measure] for step in one["steps"]), abs=1e-6)
        assert total == pytest.approx(one["measures"][measure] - data["baseline"]["measures"][measure], abs=1e-6)


def test_the_comparison_on_the_screen_is_the_models(program, scenarios):
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--json")[0])
    out, _ = run("compare", program, "--scenarios", scenarios)
    outcomes = [data["baseline"], *data["scenarios"]]
    step = step_for(one["measures"]["gap"] for one in outcomes)
    line = next(line for line in table(out, "What nobody pays") if line.startswith("All months"))
    assert [dollars(one["measures"]["gap"], step) for one in outcomes] == line.split()[2:]
    line = next(line for line in table(out, "The month from which") if line.startswith("second"))
    lost = [one["findings"]["positions"]["second"]["unsustainable_from"] for one in outcomes]
    assert " ".join("funded" if m is None else short(m) for m in lost) == " ".join(line.split()[1:])
    joined = " ".join(out.split())
    for one in outcomes:
        assert one["findings"]["program"]["sentences"][0] in joined


def test_under_each_scenario_what_it_changes_stands_first(program, scenarios):
    file, placed = load_program(program), load_scenarios(scenarios)
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--json")[0])
    out = screen("compare", program, "--scenarios", scenarios)
    for number, (one, alone) in enumerate(zip(data["scenarios"], placed, strict=True), start=1):
        assert in_words(compare(file, [alone])) == one["in_words"]
        assert f"({number}) {one['name']} {one['in_words']} {one['findings']['program']['sentences'][0]}" in out


def test_months_of_positions_by_year_add_up_to_those_of_all_months(program, scenarios):
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--json")[0])
    outcomes = [data["baseline"], *data["scenarios"]]
    lines = table(run("compare", program, "--scenarios", scenarios)[0], "Months of positions sustained, by fiscal year")
    shown = [[int(cell) for cell in line.split()[-3:]] for line in lines]
    sustained = [month["positions_sustained"] for month in model_object(program)["months"]]
    # fiscal years start in January: July to December 2026, then the twelve months of 2027
    assert [sum(sustained[:6]), sum(sustained[6:]), sum(sustained)] == [line[0] for line in shown]
    assert [sum(year) for year in zip(*shown[:2], strict=True)] == shown[2]
    assert [one["measures"]["position_months_sustained"] for one in outcomes] == shown[2]


def test_a_change_alone_and_the_sum_stand_in_one_table(program, scenarios):
    out, _ = run("compare", program, "--scenarios", scenarios, "--apply", "Better rate")
    (one,) = json.loads(run("compare", program, "--scenarios", scenarios, "--apply", "Better rate", "--json")[0])[
        "scenarios"
    ]
    line = next(line for line in table(out, "(1) Better rate: what each") if line.startswith("Billing earns"))
    values = [*(step["contributions"]["earned"] for step in one["steps"]), one["totals"]["earned"]]
    printed = [
        0.0 if cell == "-" else float(cell.translate({ord(c): None for c in "+$,"})) for cell in line.split()[2:]
    ]
    # two changes and their sum, in dollars rounded to the table's step
    assert len(printed) == 3
    assert values == pytest.approx(printed, abs=50)


def test_compare_without_scenarios_is_refused(program):
    _, err = run("compare", program, code=2)
    assert err == "compare: no scenario file is given; add --scenarios with the file that holds them.\n"


def test_compare_writes_its_tables(program, scenarios, tmp_path):
    run("compare", program, "--scenarios", scenarios, "--out", tmp_path / "tables")
    assert sorted(csv_files.COMPARISON_FILES) == sorted(path.name for path in (tmp_path / "tables").iterdir())
    data = json.loads(run("compare", program, "--scenarios", scenarios, "--json")[0])
    changes = cells(tmp_path / "tables" / "changes.csv")
    earned = [float(line["contribution"]) for line in changes if line["measure"] == "earned"]
    assert [s["contributions"]["earned"] for one in data["scenarios"] for s in one["steps"]] == earned
    run("compare", program, "--scenarios", scenarios, "--out", tmp_path / "tables")


# --- explain, gallery, columns, examples, app ------------------------------------------------------------------------


def test_explain_opens_the_number_of_the_projection(program, scenarios):
    row = next(r for r in model_object(program)["rows"] if (r["position"], r["month"]) == ("peer", "2026-10"))
    node = json.loads(run("explain", program, "peer", "2026-10", "earned", "--json")[0])
    assert row["earned"] == pytest.approx(node["value"]) and node["children"]
    assert f"${row['earned']:,.2f}" in run("explain", program, "peer", "2026-10", "earned")[0]
    with_scenario = model_object(program, load_scenarios(scenarios)[0])
    row = next(r for r in with_scenario["rows"] if (r["position"], r["month"]) == ("second", "2027-03"))
    asked = ["explain", program, "second", "2027-03", "earned", "--scenarios", scenarios, "--apply", "Better rate"]
    assert row["earned"] == pytest.approx(json.loads(run(*asked, "--json")[0])["value"])


def test_of_a_zero_the_factor_that_makes_it_one_is_named_first():
    # the award of this example forbids billing for what it pays
    out = run("explain", EXAMPLE, "coach-1", "2026-07", "earned", "--depth", "1")[0]
    assert out.startswith(
        "It is 0 because not_billed_share is 100 % (share that grants forbid to bill).\nearned: $0.00"
    )


def test_of_a_number_that_is_not_zero_no_reason_is_given(program):
    assert run("explain", program, "peer", "2026-10", "full_cost")[0].startswith("full_cost: $")


def node(name, value, equation="", *children, note=""):
    return Node(quantity=name, label=f"the {name}", value=value, equation=equation, children=children, note=note)


@pytest.mark.parametrize(
    ("equation", "values", "said"),
    [
        ("a * b", {"a": 2, "b": 0}, "b is 0 (the b)"),
        ("a * (1 - b)", {"a": 2, "b": 1}, "b is 1 (the b)"),
        ("a / b", {"a": 0, "b": 3}, "a is 0 (the a)"),
        ("a * b + c", {"a": 2, "b": 0, "c": 0}, "b is 0 (the b) and c is 0 (the c)"),
        ("sum(children)", {"a": 0, "b": 0}, "a is 0 (the a) and b is 0 (the b)"),
        ("product(children)", {"a": 2, "b": 0}, "b is 0 (the b)"),
        ("min(a, b) * 2", {"a": 2, "b": 0}, "b is 0 (the b)"),
        ("a / b if b > 0 else 0", {"a": 2, "b": 0}, "b is 0 (the b)"),
        ("expected_under(a, b, c)", {"a": 0, "b": 5, "c": 1}, "a is 0 (the a)"),
        (
            "sum(children)",
            dict.fromkeys("abcd", 0),
            "a is 0 (the a) and b is 0 (the b) and c is 0 (the c), among others",
        ),
    ],
)
def test_what_makes_an_equation_zero(equation, values, said):
    tree_of = node("all", 0, equation, *(node(name, value) for name, value in values.items()))
    # one level further up the same factor is named
    assert f"It is 0 because {said}." == why_zero(tree_of) == why_zero(node("top", 0, "2 * all", tree_of))


def test_a_difference_that_cancels_has_no_factor_to_name():
    assert why_zero(node("all", 0, "max(0, a - b)", node("a", 2), node("b", 2))) == ""
    assert (
        why_zero(node("all", 0, note="the seat ended with 2027-03")) == "It is 0 because the seat ended with 2027-03."
    )
    assert why_zero(node("all", None, "a", node("a", None))) == why_zero(node("all", 2, "a", node("a", 2))) == ""


def test_depth_limits_what_is_opened(program):
    shallow = run("explain", program, "peer", "2026-10", "full_cost", "--depth", 1)[0]
    assert len(shallow.splitlines()) < len(run("explain", program, "peer", "2026-10", "full_cost")[0].splitlines())


@pytest.mark.parametrize(
    ("position", "month", "quantity", "said"),
    [
        ("pear", "2026-10", "earned", "did you mean 'peer'?"),
        ("peer", "October", "earned", "such as 2027-01."),
        ("peer", "2030-01", "earned", "2026-07 to 2027-12."),
        ("peer", "2026-10", "earnd", "did you mean 'earned'?"),
    ],
)
def test_explain_refuses_what_is_not_there(program, position, month, quantity, said):
    out, err = run("explain", program, position, month, quantity, code=2)
    assert out == "" and err.count("\n") == 1 and err.endswith(f"{said}\n")


def test_the_gallery_lists_published_figures_beside_ours():
    data = json.loads(run("gallery", "--json")[0])
    assert len(data["results"]) >= 12 and data["not_expressed"]
    out = " ".join(run("gallery")[0].split())
    for one in data["results"]:
        assert all(figure["within"] or figure["differs"] for figure in one["figures"])
        assert " ".join(one["title"].split()) in out


def projections():
    """Objects in which every column has something to say."""
    small = rich_tree(payers={"medicaid": medicaid(), "county": {"client_share": 0.0}})
    with_names = {**small, "services": {**small["services"], "a.b": {"session_minutes": 30}}}
    for held in (small, with_names):
        projection = project(program_of(held, "small.yaml").program)
        yield as_object(projection, findings(projection))


def test_columns_are_exactly_the_keys_of_a_projection():
    described = {column.table: [] for column in COLUMNS}
    for data in projections():
        for name, rows in (
            ("rows", data["rows"]),
            ("months", data["months"]),
            ("findings.positions.ID", list(data["findings"]["positions"].values())),
            ("findings.program", [data["findings"]["program"]]),
        ):
            assert undescribed(name, rows) == set()
            described[name] += rows
    for column in COLUMNS:
        assert any(column.covers(key) for row in described[column.table] for key in flat(row)), column


def test_columns_have_units_of_the_closed_list_and_meanings():
    assert unknown_units() == set()
    assert all(column.meaning and column.meaning == column.meaning.strip(" .") for column in COLUMNS)


def test_columns_prints_each_key_with_unit_and_meaning():
    listed = json.loads(run("columns", "--json")[0])
    assert [column.key for column in COLUMNS] == [one["key"] for one in listed]
    out = " ".join(run("columns")[0].split())
    for one in listed:
        assert f"{one['key']} ({one['unit']}): {one['meaning']}" in out


def test_examples_lists_each_with_its_scenarios():
    listed = json.loads(run("examples", "--json")[0])
    assert [one.name for one in commands.files.examples()] == [one["name"] for one in listed] and len(listed) >= 6
    out = " ".join(run("examples")[0].split())
    for one in listed:
        assert f"{one['name']}: {one['title']}, {one['state']} (invented)" in out
        assert len(one["scenarios"]) >= 2
        assert all(f"- {scenario['name']}" in out for scenario in one["scenarios"])


def test_an_example_by_name_is_told_in_full():
    (one,) = json.loads(run("examples", EXAMPLE, "--json")[0])
    out = " ".join(run("examples", EXAMPLE)[0].split())
    assert one["about"] in out and one["scenarios"][0]["why"] in out


def test_an_example_is_copied_out_with_its_scenarios(tmp_path):
    run("examples", EXAMPLE, "--to", tmp_path / "ours.yaml")
    assert (PROGRAMS / f"{EXAMPLE}.yaml").read_bytes() == (tmp_path / "ours.yaml").read_bytes()
    assert (PROGRAMS / f"{EXAMPLE}.scenarios.yaml").read_bytes() == (tmp_path / "ours.scenarios.yaml").read_bytes()
    run("compare", tmp_path / "ours.yaml", "--scenarios", tmp_path / "ours.scenarios.yaml")


@pytest.mark.parametrize("there", ["ours.yaml", "ours.scenarios.yaml"])
def test_copying_never_overwrites_and_copies_both_or_neither(tmp_path, there):
    (tmp_path / there).write_text("mine", encoding="utf-8")
    _, err = run("examples", EXAMPLE, "--to", tmp_path / "ours.yaml", code=2)
    assert err == f"{tmp_path / there}: this file is there already; examples are copied to a new file.\n"
    assert [tmp_path / there] == list(tmp_path.iterdir())
    assert (tmp_path / there).read_text(encoding="utf-8") == "mine"


def test_a_file_that_appears_while_copying_is_not_overwritten(tmp_path, monkeypatch):
    (tmp_path / "ours.scenarios.yaml").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(commands.files, "_exists", lambda _: False)
    assert (
        "the file cannot be written: file exists" in run("examples", EXAMPLE, "--to", tmp_path / "ours.yaml", code=2)[1]
    )
    assert [tmp_path / "ours.scenarios.yaml"] == list(tmp_path.iterdir())
    assert (tmp_path / "ours.scenarios.yaml").read_text(encoding="utf-8") == "mine"


def test_an_unknown_example_is_refused_with_the_nearest_name():
    assert run("examples", "prairie", code=2)[1].startswith("prairie: no example is called that; there are ")
    assert run("examples", "prairie-recover", code=2)[1].endswith("did you mean 'prairie-recovery'?\n")
    assert run("examples", "--to", "x.yaml", code=2)[1].startswith("--to: no example is named")


def test_the_pages_start_on_this_machine_only_and_report_to_nobody(program, tmp_path, monkeypatch):
    called = []

    def ran(command, **named):
        called.append((command, named))
        return subprocess.CompletedProcess(command, 0)

    (tmp_path / "model").mkdir()
    (tmp_path / "app.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(commands.model, "__file__", str(tmp_path / "model" / "__init__.py"))
    monkeypatch.setattr(commands.subprocess, "run", ran)
    run("app", program, "--port", 8600)
    ((command, named),) = called
    assert command[:5] == [sys.executable, "-m", "pages.parts.serve", "run", str(tmp_path / "app.py")]
    assert "--server.address=127.0.0.1" in command and "--server.port=8600" in command
    assert "--browser.gatherUsageStats=false" in command
    assert command[-2:] == ["--", str(program.resolve())] and named["cwd"] == tmp_path


def test_without_the_pages_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(commands.model, "__file__", str(tmp_path / "model" / "__init__.py"))
    assert run("app", code=2)[1] == (
        f"{tmp_path / 'app.py'}: the pages are not there; run this from a copy of the project, where app.py is.\n"
    )


def test_a_bad_file_does_not_start_the_pages(tmp_path):
    assert "a number of at least 1 is needed" in run("app", written(tmp_path, content=rich_tree(months=0)), code=2)[1]


# --- itself ----------------------------------------------------------------------------------------------------------


def test_it_says_its_version_and_helps(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"staying-power \d+\.\d+\.\d+\n", capsys.readouterr().out)
    assert main([]) == 0
    helped = capsys.readouterr().out
    for command in ("check", "project", "compare", "explain", "gallery", "examples", "columns", "app"):
        assert re.search(rf"^  {command} +\S.*\w\.$", helped, re.MULTILINE)
        assert main([command, "--help"]) == 0
        assert f"Usage: staying-power {command}" in capsys.readouterr().out


def test_it_runs_as_a_program_of_its_own(program, monkeypatch):
    # the other process has no compiled stages at hand, whose last digits may differ; this one may have, of other tests
    monkeypatch.setattr("model.projection.ready", lambda: False)
    result = started("project", program, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    assert model_object(program) == json.loads(result.stdout)
    result = started("project", program.parent / "none.yaml")
    assert result.returncode == 2 and result.stdout == "" and "Traceback" not in result.stderr


def test_dollars_are_rounded_to_what_one_can_act_on():
    # up to 1,000 by the dollar, up to 10,000 by ten, from there by a hundred
    assert [step_for([x]) for x in (0, 999.0, 1000.0, -9999.0, 10_000.0)] == [1, 1, 10, 10, 100]
    assert [dollars(x, 100) for x in (12_345.0, -12_345.0, 4.0, -4.0, 0.001, -0.001)] == [
        "$12,300",
        "-$12,300",
        "<$50",
        ">-$50",
        "-",
        "-",
    ]


def test_fiscal_years_may_be_cut_short_at_both_ends():
    months = ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert [range(2), range(2, 4)] == fiscal_years(months, 1)
    assert [range(4)] == fiscal_years(months, 7)


def test_a_table_too_wide_is_continued_with_its_names(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    heads = ["a" * 11, "b" * 11, "c" * 11]
    Screen().grid("Name", heads, [("one", ["1", "2", "3"])])
    out = capsys.readouterr().out
    # four letters of names, then 11 + 2 for each column: 4 + 2 x 13 fit into 40, a third does not
    assert out.count("one") == 2 and max(map(len, out.splitlines())) <= 40
    assert all(head in out for head in heads)
