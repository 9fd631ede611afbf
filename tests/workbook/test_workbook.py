"""Each example program as a workbook of live formulas, worked out by LibreOffice, agrees with the model to the cent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from model import findings, load_program, project
from model.exports.columns import columns
from model.exports.tables import as_object
from tests.workbook.build import Built, build
from tests.workbook.sheets import CALENDAR, FIRST_COLUMN
from tests.workbook.speed import SOFFICE, recalculate_empty, recalculated

PROGRAMS = Path(__file__).parents[2] / "assumptions" / "programs"
EXAMPLES = sorted(path.stem for path in PROGRAMS.glob("*.yaml") if not path.stem.endswith(".scenarios"))
SPOILED = "three-valleys-families"

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed, and only it can recalculate the workbook"),
]

Key = tuple[str, str]
Values = dict[Key, list[float]]

HALF_A_CENT, CLOSE = 0.005, 1e-6
UNITS = {
    column["key"].split(".")[-1] if "<grant>" in column["key"] else column["key"]: column["unit"]
    for column in columns()
}


@dataclass(frozen=True)
class Difference:
    """Where the workbook and the model part."""

    measure: str
    owner: str
    month: int
    workbook: float
    model: float


def tolerance(measure: str) -> float:
    """Half a cent for dollars a month; hours, shares, units and pay by the hour must be equal but for rounding."""
    return HALF_A_CENT if UNITS.get(measure) == "dollars" else CLOSE


def differences(workbook: Values, model: Values) -> list[Difference]:
    """Every month of every measure in which the two part by more than its tolerance.

    The model shows the program's own row only in months that have one; in others it is 0.
    """
    return [
        Difference(*key, m, ours, theirs)
        for key, values in workbook.items()
        for m, (ours, theirs) in enumerate(zip(values, said(model, key, len(values)), strict=True))
        if not abs(ours - theirs) <= tolerance(key[0])
    ]


def said(model: Values, key: Key, months: int) -> list[float]:
    """What the model says of a measure."""
    return model.get(key, [0.0] * months) if key[1] == "(program)" else model[key]


def flat(row: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """A row's numbers; those of a group as `units.paid`."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{name}", number) for name, number in flat(value))
        elif not isinstance(value, str) and value is not None:
            yield key, float(value)


def of_model(path: Path) -> Values:
    """The model's numbers under the workbook's keys; 0 for the program's own row in months without one."""
    projection = project(load_program(path).program)
    result = as_object(projection, findings(projection))
    months = {row["month"]: m for m, row in enumerate(result["months"])}
    values: Values = {}

    def put(measure: str, owner: str, month: str, number: float) -> None:
        values.setdefault((measure, owner), [0.0] * len(months))[months[month]] = number

    for row in result["rows"]:
        for measure, number in flat(row):
            put(measure, row["position"], row["month"], number)
    for row in result["months"]:
        for measure, number in flat({key: value for key, value in row.items() if key != "grants"}):
            put(measure, "program", row["month"], number)
        for grant, numbers in row["grants"].items():
            for measure, number in numbers.items():
                put(measure, grant, row["month"], number)
    return values


@dataclass(frozen=True)
class Worked:
    """An example: its workbook, what LibreOffice makes of it, and what the model says."""

    built: Built
    result: Workbook
    workbook: Values
    model: Values


def built(name: str, path: Path) -> Built:
    """The workbook of an example."""
    return build(yaml.safe_load((PROGRAMS / f"{name}.yaml").read_text(encoding="utf-8")), path)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Worked]:
    """An example, or one that was spoiled; LibreOffice works all of them out in one start."""
    folder = tmp_path_factory.mktemp("workbooks")
    made = {name: built(name, folder / f"{name}.xlsx") for name in EXAMPLES}
    for name, spoil in SPOILED_BY.items():
        made[name] = built(SPOILED, folder / f"{name}.xlsx")
        spoil(made[name])
        made[name].book.workbook.save(made[name].path)
    recalculated([book.path for book in made.values()], folder / "recalculated")

    @cache
    def work(name: str) -> Worked:
        result = load_workbook(folder / "recalculated" / f"{name}.xlsx", data_only=True)
        example = SPOILED if name in SPOILED_BY else name
        return Worked(made[name], result, made[name].read(result), of_model(PROGRAMS / f"{example}.yaml"))

    return work


MONTH = 17  # in which a formula is broken


def no_shows_by_a_hundredth_more(example: Built) -> None:
    """One number of the inputs is another."""
    sheet, place = example.inputs["services", "visit", "no_show"].address.replace("$", "").split("!")
    example.book.workbook[sheet][place] = example.book.workbook[sheet][place].value + 0.01


def a_dollar_more_in_a_month(example: Built) -> None:
    """One formula of one month is broken."""
    line = example.measures["fringe", "advocate-2"]
    example.book.workbook[line.sheet].cell(line.row, FIRST_COLUMN + MONTH).value += "+1"


SPOILED_BY = {"a number": no_shows_by_a_hundredth_more, "a formula": a_dollar_more_in_a_month}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_spreadsheet_of_the_example_agrees_with_the_projection_to_the_cent(name, worked):
    example = worked(name)
    assert differences(example.workbook, example.model) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_measure_that_matters_is_compared(name, worked):
    compared = {measure for measure, _ in worked(name).workbook}
    assert compared >= {
        *("filled", "wage", "productive", "paid_hours", "service_hours", "unused_hours", "units.paid", "hours.paid"),
        *("earned", "wages", "fringe", "direct_cost", "shared_cost", "indirect", "full_cost", "gap"),
        *("from_grants", "from_program_income", "from_earned", "from_contracts", "from_surplus", "from_fundraising"),
        *("from_reserve", "reserve", "cash", "accumulated_gap"),
    }
    assert any(measure.startswith("booked.") for measure in compared)
    assert any(measure.startswith("kept.") for measure in compared)


def test_between_them_the_examples_use_every_source_and_every_fate(worked):
    used = {measure for name in EXAMPLES for (measure, _), values in worked(name).model.items() if any(values)}
    fates = "no_payer not_qualified not_billed over_client_cap over_worker_cap over_program_cap denied paid".split()
    sources = "grants program_income earned contracts surplus fundraising reserve".split()
    assert used >= {f"units.{fate}" for fate in fates} | {f"from_{source}" for source in sources} | {"gap"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_formula_comes_to_a_number_and_none_to_an_error(name, worked):
    example = worked(name)
    wrong = [
        f"{cell.parent.title}!{cell.coordinate}"
        for cell in example.built.formulas()
        if not isinstance(example.result[cell.parent.title][cell.coordinate].value, int | float)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_numbers_are_typed_on_the_inputs_sheet_only_and_every_month_is_a_formula(name, worked):
    example = worked(name)
    months = [c for c in example.built.cells() if c.column >= FIRST_COLUMN and c.row > CALENDAR]
    assert [f"{c.parent.title}!{c.coordinate}" for c in months if c.data_type != "f"] == []
    assert len(example.built.formulas()) > 10_000


def test_a_number_changed_in_the_workbook_is_found(worked):
    spoiled = worked("a number")
    found = differences(spoiled.workbook, spoiled.model)
    assert {"kept.visit", "earned", "cash"} <= {difference.measure for difference in found}
    assert not {"wage", "filled", "paid_hours", "wages"} & {difference.measure for difference in found}


def test_one_broken_formula_is_found_where_it_stands(worked):
    spoiled = worked("a formula")
    found = differences(spoiled.workbook, spoiled.model)
    fringe = [difference for difference in found if difference.measure == "fringe"]
    assert [(d.owner, d.month) for d in fringe] == [("advocate-2", MONTH)]
    assert fringe[0].workbook - fringe[0].model == pytest.approx(1.0)
    assert min(difference.month for difference in found) == MONTH


def test_a_file_that_libreoffice_cannot_load_is_an_error_and_not_an_older_result(tmp_path):
    older = tmp_path / "out" / "absent.xlsx"
    older.parent.mkdir()
    older.write_bytes(b"left from before")
    with pytest.raises(RuntimeError, match=r"did not write absent\.xlsx"):
        recalculated([tmp_path / "absent.xlsx"], older.parent)


def test_the_start_of_libreoffice_is_timed_apart():
    assert recalculate_empty() > 0
