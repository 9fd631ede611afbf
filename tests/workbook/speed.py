"""Recalculating a workbook with LibreOffice, and how long that takes."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

SOFFICE = shutil.which("soffice")
FORMAT = "xlsx:Calc MS Excel 2007 XML"
LIMIT = 240  # seconds


def recalculated(path: Path, folder: Path) -> tuple[Path, float]:
    """A copy of a workbook with every formula worked out, and the seconds LibreOffice took, its start included.

    LibreOffice ends well even when it could not load a file: an older result is deleted first, the new one looked for.
    """
    if SOFFICE is None:
        raise FileNotFoundError("soffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    result = folder / path.name
    result.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--convert-to", FORMAT, "--outdir", str(folder), str(path)],
            check=True,
            capture_output=True,
            timeout=LIMIT,
        )
        seconds = time.perf_counter() - began
    if not result.exists():
        raise RuntimeError(f"LibreOffice did not write {result.name}")
    return result, seconds


def recalculate(path: Path) -> float:
    """Seconds that LibreOffice takes to load, work out and save a workbook, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        return recalculated(path, Path(folder))[1]


def recalculate_empty() -> float:
    """The same for a workbook with one number: what of the time is LibreOffice's start."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.xlsx"
        book = Workbook()
        book.active["A1"] = 1
        book.save(path)
        return recalculated(path, Path(folder) / "out")[1]
