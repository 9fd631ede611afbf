"""Recalculating a workbook with LibreOffice, and how long that takes."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

SOFFICE = shutil.which("soffice")
FORMAT = "xlsx:Calc MS Excel 2007 XML"
LIMIT = 240  # seconds


def recalculated(paths: Sequence[Path], folder: Path) -> float:
    """Copies of workbooks with every formula worked out, and the seconds LibreOffice took for all, its start included.

    LibreOffice ends well even when it could not load a file: older results are deleted first, the new ones looked for.
    """
    if SOFFICE is None:
        raise FileNotFoundError("soffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    results = [folder / path.name for path in paths]
    for result in results:
        result.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--convert-to", FORMAT, "--outdir", str(folder), *map(str, paths)],
            check=True,
            capture_output=True,
            timeout=LIMIT,
        )
        seconds = time.perf_counter() - began
    if missing := [result.name for result in results if not result.exists()]:
        raise RuntimeError(f"LibreOffice did not write {', '.join(missing)}")
    return seconds


def recalculate(path: Path) -> float:
    """Seconds that LibreOffice takes to load, work out and save a workbook, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        return recalculated([path], Path(folder))


def recalculate_empty() -> float:
    """The same for a workbook with one number: what of the time is LibreOffice's start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.xlsx"
        book = Workbook()
        book.active["A1"] = 1
        book.save(path)
        return recalculate(path)
