"""CSV files: a projection or a comparison as a folder of tables for a spreadsheet, written whole or not at all."""

import csv
import io
import secrets
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from model.exports.columns import columns, flat
from model.inputs.faults import Fault, InputError

Row = Mapping[str, Any]
# A spreadsheet takes a cell that begins so for a formula, the wide forms in some languages too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ENCODING = "utf-8-sig"  # without the mark Excel reads accents as two letters each
PROJECTION_FILES = (
    "rows.csv",
    "months.csv",
    "grants.csv",
    "findings.csv",
    "program.csv",
    "columns.csv",
    "sentences.txt",
    "warnings.txt",
)
COMPARISON_FILES = ("measures.csv", "changes.csv", "first_months.csv", "by_year.csv", "sentences.txt", "warnings.txt")
QUESTION_FILES = (
    *("answer.csv", "line.csv", "years.csv", "equivalents.csv", "dates.csv"),
    *("sentences.txt", "assumed.txt"),
)
_SIGNED_BY = {"answer.csv": "question,", "rows.csv": "month,position,wage,", "measures.csv": "outcome,measure,"}


def projection_files(result: Row) -> dict[str, str]:
    """The files of a projection, by name, from the one object of `project --json`."""
    found, months = result["findings"], result["months"]
    grants = [
        {"month": month["month"], "grant": name, **amounts}
        for month in months
        for name, amounts in month["grants"].items()
    ]
    program = {key: value for key, value in found["program"].items() if key != "sentences"}
    return {
        "rows.csv": csv_text(result["rows"]),
        "months.csv": csv_text([{k: v for k, v in month.items() if k != "grants"} for month in months]),
        "grants.csv": csv_text(grants, ("month", "grant", "asked", "paid", "left", "income_balance", "match_needed")),
        "findings.csv": csv_text([{"position": name, **row} for name, row in found["positions"].items()]),
        "program.csv": csv_text([{"finding": key, "value": value} for key, value in flat(program).items()]),
        "columns.csv": csv_text(columns()),
        "sentences.txt": _lines(found["program"]["sentences"]),
        "warnings.txt": _lines(result["warnings"]),
    }


def comparison_files(result: Row) -> dict[str, str]:
    """The files of a comparison, by name, from the one object of `compare --json`."""
    outcomes = [("as it stands", result["baseline"]), *((one["name"], one) for one in result["scenarios"])]
    return {
        "measures.csv": csv_text(
            [
                {
                    "outcome": name,
                    "measure": measure,
                    "dollars_hours_or_months": value,
                    "difference": value - result["baseline"]["measures"][measure],
                }
                for name, one in outcomes
                for measure, value in one["measures"].items()
            ]
        ),
        "changes.csv": csv_text(
            [
                {"outcome": one["name"], "change": step["change"], "measure": measure, "contribution": value}
                for one in result["scenarios"]
                for step in one["steps"]
                for measure, value in step["contributions"].items()
            ],
            ("outcome", "change", "measure", "contribution"),
        ),
        "first_months.csv": csv_text(
            [
                {"outcome": name, "position": position, **row}
                for name, one in outcomes
                for position, row in one["findings"]["positions"].items()
            ]
        ),
        "by_year.csv": csv_text(
            [
                {"outcome": name, "fiscal_year_from": year, **values}
                for name, one in outcomes
                for year, values in one["by_fiscal_year"].items()
            ]
        ),
        "sentences.txt": _lines(
            f"{name}: {sentence}" for name, one in outcomes for sentence in one["findings"]["program"]["sentences"]
        ),
        "warnings.txt": _lines(f"{name}: {warning}" for name, one in outcomes for warning in one["warnings"]),
    }


def question_files(
    question: str, tables: Mapping[str, Sequence[Row]], sentences: Iterable[str], assumed: Iterable[str] = ()
) -> dict[str, str]:
    """The files of an answer, by name: `answer` is its main table, others and texts only where there is something."""
    files = {
        f"{name}.csv": csv_text([{"question": question, **row} for row in rows], ("question",) if not rows else ())
        for name, rows in tables.items()
        if rows or name == "answer"
    }
    texts = {"sentences.txt": _lines(sentences), "assumed.txt": _lines(assumed)}
    return {**files, **{name: text for name, text in texts.items() if text}}


def csv_text(rows: Sequence[Row], heads: Sequence[str] = ()) -> str:
    """Rows as CSV, groups of columns flattened; `heads` where there may be no row to take them from."""
    records = [flat(row) for row in rows]
    heads = list(heads) or list(dict.fromkeys(key for record in records for key in record))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(record.get(head)) for head in heads] for record in records)
    return out.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _lines(sentences: Iterable[str]) -> str:
    return "".join(f"{sentence}\n" for sentence in sentences)


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files as a folder: all of them, or, when anything fails, none.

    They are written beside it under another name, which then takes the place of what stood there. An existing folder
    must be empty or hold an earlier run's files and nothing else.

    Raises:
        InputError: when the folder may not be replaced or cannot be written.
    """
    target = _free(folder)
    aside = f".{target.name}-{secrets.token_hex(4)}"
    new, old = target.parent / f"{aside}-new", target.parent / f"{aside}-old"
    try:
        new.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding=ENCODING, newline="")
        if target.exists():
            target.rename(old)
        _put_in_place(new, target, old)
    except OSError as error:
        raise _refused(folder, f"the folder cannot be written: {(error.strerror or str(error)).lower()}") from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def _put_in_place(new: Path, target: Path, old: Path) -> None:
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _free(folder: Path) -> Path:
    """The folder's full path, once it is sure that nothing of anybody else's is lost."""
    try:
        target = folder.resolve()
        held = sorted(target.iterdir()) if target.exists() else []
        ours = all(_is_ours(path) for path in held)
    except (OSError, ValueError, RuntimeError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refused(folder, f"it cannot be used: {what.lower()}") from None
    if not target.parent.is_dir():
        raise _refused(folder, f"there is no folder {str(target.parent)!r} to put it in")
    if target == Path.cwd() or target in Path.cwd().parents:
        raise _refused(folder, "you are working in this folder")
    signed = any(path.name in _SIGNED_BY for path in held)
    if held and not (ours and signed):
        strange = next((path.name for path in held if not _is_ours(path)), held[0].name)
        raise _refused(folder, f"the folder already holds {strange!r}")
    return target


def _is_ours(path: Path) -> bool:
    """Whether an earlier run wrote this file, by its name and, where it has one, by how it begins."""
    if (
        path.name not in (*PROJECTION_FILES, *COMPARISON_FILES, *QUESTION_FILES)
        or path.is_symlink()
        or not path.is_file()
    ):
        return False
    begins = _SIGNED_BY.get(path.name)
    if begins is None:
        return True
    with path.open(encoding=ENCODING, errors="replace") as file:
        return file.read(len(begins)) == begins


def _refused(folder: Path, found: str) -> InputError:
    wanted = "name a new folder, an empty one, or one that an earlier run has written"
    return InputError([Fault(file=str(folder), path="", found=found, wanted=wanted)])
