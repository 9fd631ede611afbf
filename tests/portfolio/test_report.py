"""The report: the sentence first, numbers of the results, files that open, and refusals in one sentence."""

import csv
import io
import json
from pathlib import Path

import pytest

from model.cli import main
from model.exports import portfolio_frames as frames
from model.exports.charts import title_of
from model.exports.portfolio_report import Asked, as_object, csv_files, pictures, report_of
from model.portfolio.answers import at_ends
from model.portfolio.reading import read_results
from model.questions.solving import QuestionError
from tests.portfolio.sets import run_set, terms, write_set


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    run_set(write_set(folder / "programs", 6), folder / "out", terms(draws=5), batch=6)
    return folder / "out"


@pytest.fixture(scope="module")
def made(out):
    with read_results(out) as results:
        yield report_of(results, Asked(by="region", least=3))


def test_groups_of_the_report_add_up_to_all_programs(made):
    for column in ("programs", "positions", "at_start", "at_end", "gap"):
        summed = made.ends.groupby("scenario", sort=False)[column].sum().tolist()
        assert summed == pytest.approx(made.overall[column].tolist())


def test_every_chart_says_what_its_frame_holds(made):
    drawn = pictures(made)
    assert set(drawn) == {"sustained", "groups", "reach", "fiscal_note"}
    end = made.by_month[made.by_month.month == "2027-04"].set_index("scenario")["mean"]
    said = title_of(drawn["sustained"])
    assert said.startswith(f"{end['as it stands']:,.0f} positions are paid for in April 2027 as things stand")
    assert all("data" in json.dumps(chart.to_dict()) for chart in drawn.values())


def test_counts_that_are_hidden_are_told_as_one_kind(made):
    long = frames.reach(made.reach)
    totals = long.groupby(["scenario", "group"])["programs"].sum()
    assert (totals == 3).all()


def test_tiles_hold_every_state_once_and_only_what_is_shown(out):
    with read_results(out) as results:
        tiles = frames.tiles(at_ends(results, "state", least=3), "as it stands")
    assert len(tiles) == tiles["state"].nunique() == 51
    assert not tiles.duplicated(["row", "column"]).any()
    assert tiles.loc[tiles["share"].notna(), "state"].tolist() == ["NC"]


def test_tables_as_csv_hold_the_numbers_of_the_report(made):
    files = csv_files(made)
    rows = list(csv.DictReader(io.StringIO(files["groups.csv"])))
    assert [float(row["at_end"]) for row in rows] == pytest.approx(made.ends["at_end"].tolist())
    assert files["sentences.txt"].startswith(made.sentence)
    assert json.loads(json.dumps(as_object(made), allow_nan=False))["least"] == 3


def test_a_scenario_that_reaches_too_few_is_refused(out):
    with read_results(out) as results, pytest.raises(QuestionError, match="reaches too few programs to be shown"):
        report_of(results, Asked(scenario="The grant goes on", least=4))


def test_the_command_says_the_answer_first_and_writes_what_opens(out, tmp_path, capsys):
    options = ["--by", "payer-mix", "--least", "2", "--scenario", "The rate bill", "--out", str(tmp_path / "files")]
    assert main(["portfolio", "report", str(out), *options]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Of 12 positions in 6 programs, ")
    assert "What is not shown" in said
    names = {path.name for path in (tmp_path / "files").iterdir()}
    assert {"brief.docx", "brief.pdf", "report.json", "overall.csv", "sustained.svg", "sustained.png"} <= names
    assert (tmp_path / "files" / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "files" / "brief.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "files" / "sustained.svg").read_bytes().startswith(b"<svg")
    assert main(["portfolio", "report", str(out), "--out", str(tmp_path / "files"), "--least", "2"]) == 2
    assert "report.json: this file is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--least", "9"], "there are 6 programs, and nothing is said of fewer than 9 together."),
        (["--least", "3", "--scenario", "None"], "found no scenario “None” in these results; those run are: "),
        (["--least", "3", "--expansion", "2"], "found shares of 2 expansion and 0 enhanced; they lie from 0 to 1"),
    ],
)
def test_what_cannot_be_asked_ends_with_two_and_a_sentence(out, capsys, options, said):
    assert main(["portfolio", "report", str(out), *options]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert error.count("\n") == 1


def test_a_folder_that_holds_no_results_is_refused(tmp_path, capsys):
    (tmp_path / "run.json").write_text("[1]")
    for folder in (tmp_path, tmp_path / "none"):
        assert main(["portfolio", "report", str(folder)]) == 2
        said = capsys.readouterr().err
        assert "there are no results of a portfolio in this folder" in said
        assert said.count("\n") == 1


def test_spoilt_results_are_refused(out, tmp_path, capsys):
    spoilt = tmp_path / "spoilt"
    spoilt.mkdir()
    (spoilt / "run.json").write_bytes((out / "run.json").read_bytes())
    (spoilt / "members.parquet").write_bytes(b"PAR1 and then nothing")
    assert main(["portfolio", "report", str(spoilt)]) == 2
    said = capsys.readouterr().err
    assert Path(spoilt).name in said
    assert said.count("\n") == 1


def test_a_report_within_a_group_is_of_its_programs_alone(out):
    with read_results(out) as results:
        inside = report_of(results, Asked(within=("region", "east"), least=3))
        whole = report_of(results, Asked(by="region", least=3))
    east = whole.ends[whole.ends.group == "east"].reset_index(drop=True)
    for column in ("programs", "positions", "at_end", "low", "high", "gap"):
        assert east[column].tolist() == inside.overall[column].tolist()
    months = whole.months[whole.months.group == "east"]["mean"].tolist()
    assert months == inside.by_month["mean"].tolist()
    assert inside.sentence.startswith("Region “east”: of 6 positions in 3 programs, ")
    assert not inside.notes
    assert "What a scenario costs is told of all programs of the run, and not within a group." in inside.hidden


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("region=north", "found no group 'north' that is shown alone; those shown are: east, west"),
        ("name=one", "programs are grouped by region, size, payer_mix, state; found 'name'"),
    ],
)
def test_a_group_that_is_not_there_is_refused(out, capsys, within, said):
    assert main(["portfolio", "report", str(out), "--least", "3", "--within", within]) == 2
    assert said in capsys.readouterr().err
