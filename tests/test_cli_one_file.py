"""The command line takes one file that holds a program and its scenarios wherever it takes two."""

import os
import threading

import pytest

from model.cli.files import PROGRAMS
from model.inputs.bundle import bundle_bytes
from tests.test_cli import run

PROGRAM, SCENARIOS = PROGRAMS / "prairie-recovery.yaml", PROGRAMS / "prairie-recovery.scenarios.yaml"


@pytest.fixture
def both(tmp_path):
    path = tmp_path / "both.yaml"
    path.write_bytes(bundle_bytes(PROGRAM.read_bytes(), SCENARIOS.read_bytes()))
    return path


@pytest.fixture
def alone(tmp_path):
    path = tmp_path / "alone.yaml"
    path.write_bytes(bundle_bytes(PROGRAM.read_bytes(), None))
    return path


@pytest.mark.parametrize(
    "command",
    [("project", "--apply", "all"), ("project",), ("compare",), ("compare", "--stacked"), ("check",)],
    ids=" ".join,
)
def test_one_file_gives_what_two_give(both, command):
    name, *options = command
    two = run(name, PROGRAM, *(["--scenarios", SCENARIOS] if command != ("project",) else []), *options, "--json")
    one = run(name, both, *options, "--json")
    assert two[0].replace("prairie-recovery.yaml", "both.yaml") == one[0]
    assert "" == one[1]


def test_scenarios_of_one_file_can_be_laid_on_another_program(both):
    first = run("compare", "prairie-recovery", "--json")
    assert first == run("compare", "prairie-recovery", "--scenarios", both, "--json")


def test_one_file_without_scenarios_is_a_program(alone):
    assert run("project", PROGRAM, "--json") == run("project", alone, "--json")
    said = "compare: no scenario file is given; add --scenarios with the file that holds them."
    assert said in " ".join(run("compare", alone, code=2)[1].split())
    out, err = run("project", PROGRAM, "--scenarios", alone, "--apply", "x", code=2)
    assert "alone.yaml: there are no scenarios in this file; name one that holds them." in " ".join(err.split())
    assert "" == out


def test_faults_of_both_parts_are_told(tmp_path):
    path = tmp_path / "faulty.yaml"
    path.write_text("staying_power: 1\nprogram: Harbor\nscenarios: none\n")
    said = " ".join(run("check", path, code=2)[1].split())
    assert "faulty.yaml: program (line 2): found 'Harbor'; a program is a mapping." in said
    assert "faulty.yaml: scenarios (line 3): found 'none'; a list of scenarios is needed." in said


def test_a_program_that_comes_through_a_pipe_is_read_once(tmp_path):
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    feeding = threading.Thread(target=path.write_bytes, args=(PROGRAM.read_bytes(),))
    feeding.start()
    assert run("project", PROGRAM, "--json") == run("project", path, "--json")
    feeding.join()
