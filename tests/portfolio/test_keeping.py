"""What keeps nine of ten positions: the same as trying every combination one by one, and wages that get their share."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from model import findings, load_program, project
from model.cli import main
from model.inputs.load import program_of
from model.inputs.months import Month
from model.inputs.writing import written
from model.portfolio.engine import Engine
from model.portfolio.keeping import Grid, keep_together
from model.portfolio.members import folder_members
from model.portfolio.packages import Package
from model.portfolio.store import opened
from model.portfolio.terms import Terms
from model.questions.fiscal_note import fiscal_note
from model.questions.solving import QuestionError
from model.questions.trying import made_up
from tests.portfolio.sets import program
from tests.small import grant

CAP = {"name": "weekly", "payers": ["medicaid"], "per": "client", "period": "week", "limit": 3}
GRID = Grid(rates=(1.0, 2.0, 3.0), caps=(1.0, 2.0), pass_through=(0.0, 0.5), start=Month.of("2026-09"))


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keeping") / "programs"
    folder.mkdir()
    for n in range(4):
        seats = {f"peer-{seat}": 1.0 for seat in range(1 + n % 3)}
        paid = grant(covers=seats, end="2026-10", award=[100_000])  # everybody at first, nobody after October
        (folder / f"program-{n}.yaml").write_bytes(written(program(n, caps=[CAP], grants=[paid])))
    return folder


@pytest.fixture(scope="module")
def found(programs):
    with ThreadPoolExecutor(1) as pool, opened(programs.parent / "out") as store:
        yield keep_together(folder_members(programs), GRID, Terms(), store, Engine(pool, 2), least=1, goal=0.57)


def stands_at_end(file):
    return float(findings(project(file.program, compiled=False)).positions_sustained[0, -1])


def test_the_cheapest_is_the_one_that_trying_every_combination_finds(programs, found):
    files = [load_program(path) for path in sorted(programs.glob("*.yaml"))]
    at_start = sum(findings(project(f.program, compiled=False)).positions_sustained[0, 0] for f in files)
    assert found.at_start == at_start
    kept = {}
    for rate, cap, share in product(GRID.rates, GRID.caps, GRID.pass_through):
        if (rate, cap) == (1.0, 1.0):
            continue
        package = Package(rate=rate, cap=cap, pass_through=share, start=GRID.start)
        laid = [package.laid(file, None)[0] for file in files]
        kept[rate, cap, share] = sum(map(stands_at_end, laid)) / at_start
    rows = found.tried.set_index(["rate", "cap", "pass_through"])
    assert len(rows) == len(kept) == 10
    assert {key: rows["kept"][key] for key in kept} == pytest.approx(kept)
    assert len(set(kept.values())) > 2
    reaching = {key: rows["state"][key] for key, share in kept.items() if share >= 0.57}
    assert 0 < len(reaching) < len(kept)
    assert found.cheapest["state"] == min(reaching.values())
    assert list(found.frontier["pass_through"]) == [0.0, 0.5]
    for _, point in found.frontier.iterrows():
        assert point["state"] == min(s for key, s in reaching.items() if key[2] == point["pass_through"])


def test_its_cost_is_that_of_the_programs_own_fiscal_notes(programs, found):
    bill = made_up("twice", "t", [{"scale": "payers.medicaid.services.individual.rate", "by": 2.0, "from": "2026-09"}])
    note = fiscal_note([(load_program(path), [bill]) for path in sorted(programs.glob("*.yaml"))])
    row = found.tried.set_index(["rate", "cap", "pass_through"]).loc[(2.0, 1.0, 0.0)]
    assert (row["dollars"], row["federal"], row["state"]) == (note.total, note.federal, note.state_dollars)


def test_the_share_passed_through_reaches_wages():
    # seats stay whatever they lack, so that half of what is added is paid out as wages to the cent
    file = program_of(program(2, when_unfunded="keep"), "one.yaml")
    changed, reached = Package(rate=1.5, pass_through=0.5).laid(file, None)
    before, after = project(file.program, compiled=False), project(changed.program, compiled=False)
    added = after.biller.earned_by_payer().sum() - before.biller.earned_by_payer().sum()
    wages = [float((one.costs.wages * one.funding.present).sum()) for one in (before, after)]
    assert reached == (True, False, True)
    assert added > 1000
    assert wages[1] - wages[0] == pytest.approx(0.5 * added)


def test_a_program_without_medicaid_is_not_reached():
    file = program_of(
        program(1, payers={"county": {"client_share": 1.0, "services": {"individual": {"rate": 5}}}}), "x"
    )
    assert Package(rate=2, cap=2, pass_through=1).laid(file, None) == (file, (False, False, False))
    assert Package(rate=2).laid(file, ("county",))[1] == (True, False, False)


def test_sentences_say_the_answer_and_the_next_step(found):
    first, following, ran = found.sentences
    assert "57% are to stand. The least that keeps them is rates times " in first
    assert following.startswith(
        "Next: to pass 50% of the dollars on to wages as well takes rates times 3, caps times 2"
    )
    assert ran == "10 combinations were run, 44 futures of programs in all."  # 4 programs, as it stands and 10 more


def test_what_is_no_grid_is_refused():
    with pytest.raises(QuestionError, match="found 2 for pass-through; values from 0 to 1 are needed"):
        Grid(pass_through=(2.0,))
    with pytest.raises(QuestionError, match="at most 200 are run"):
        Grid(rates=tuple(1 + n / 100 for n in range(101)))


def test_the_command_says_the_least_first(programs, tmp_path, capsys):
    asked = ["--rates", "3", "--caps", "2", "--pass-through", "0", "--from", "2026-09", "--goal", "0.5", "--least", "1"]
    command = ["portfolio", "keeping", str(programs), "--out", str(tmp_path / "out"), "--workers", "1", *asked]
    assert main(command) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Of 7 positions paid for at first, 0 stand at the end as things stand; 50% are to stand.")
    assert "rates x 3, caps x 2, 0% passed 7 100% $26,686 $48,741" in said
    assert main([*command, "--json"]) == 0  # what is finished is not run again
    assert json.loads(capsys.readouterr().out)["cheapest"]["at_end"] == 7
    for options, wanted in ((["--rates", "a"], "--rates: found 'a'; "), (["--goal", "2"], "found a goal of 2; ")):
        assert main([*command, *options]) == 2
        error = capsys.readouterr().err
        assert wanted in error
        assert "Traceback" not in error
