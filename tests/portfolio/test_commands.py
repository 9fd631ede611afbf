"""The commands: one sentence, one object, exit codes, every fault at once."""

import json

import pytest
from typer.testing import CliRunner

from model.cli import main
from model.cli.commands import app
from tests.portfolio.sets import write_set

RUNNER = CliRunner()


@pytest.fixture
def programs(tmp_path):
    return write_set(tmp_path / "programs", 4)


def test_run_names_what_failed_and_what_reaches_nobody(programs, tmp_path, capsys):
    (programs / "bad.yaml").write_text("schema: 1\n")
    (tmp_path / "odd.yaml").write_text("- {name: Odd, why: w, changes: [{set: caps.none.limit, to: 3}]}\n")
    out = ["--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(["portfolio", "run", str(programs), *out, "--scenarios", str(tmp_path / "odd.yaml")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"4 of 5 programs are worked out, in {tmp_path / 'out'}. 1 could not be run." in said
    assert "Odd: caps.none.limit = 3 fits no program of the set; look at how its place is written." in said
    assert "These programs are left out of every sum - bad.yaml: name: nothing is given" in said
    assert main(["portfolio", "run", str(programs), *out, "--scenarios", str(tmp_path / "odd.yaml")]) == 0
    assert "4 of them were finished by an earlier run." in " ".join(capsys.readouterr().out.split())


def test_check_says_every_fault_of_every_program(programs, capsys):
    assert main(["portfolio", "check", str(programs)]) == 0
    assert capsys.readouterr().out == "programs is a set of programs in 2 regions. All 4 programs are right.\n"
    (programs / "a.yaml").write_text("schema: 1\n")
    (programs / "east" / "b.yaml").write_text("a: *x\n")
    assert main(["portfolio", "check", str(programs)]) == 2
    said = capsys.readouterr().err
    assert "a.yaml: state: nothing is given" in said
    assert "east/b.yaml (line 1): " in said


def test_wrong_uses_end_with_two_and_a_sentence(programs, tmp_path, capsys):
    for options, said in [
        (["--draws", "0"], "--draws"),
        (["--workers", "0"], "--workers"),
        (["--scenarios", "none.yaml"], "none.yaml: there is no such file; name one that is there."),
        (["--template", "none.yaml"], "none.yaml: there is no such file; name one that is there."),
        (["--draws", "200000"], "draws: found 200000; 1 to 100,000."),
    ]:
        assert main(["portfolio", "run", str(programs), "--out", str(tmp_path / "out"), *options]) == 2
        assert said in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


def test_synthetic_names_what_it_rests_on(tmp_path):
    result = RUNNER.invoke(
        app, ["portfolio", "synthetic", "--state", "nc", "--programs", "2", "--out", str(tmp_path / "nc"), "--json"]
    )
    said = json.loads(result.stdout)
    assert (said["programs"], said["synthetic"]) == (2, True)
    assert "synthetic.peers" in said["rests_on"]
    assert RUNNER.invoke(app, ["portfolio"]).exit_code == 0
