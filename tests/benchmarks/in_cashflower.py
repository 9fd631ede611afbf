"""The reference problem in cashflower, a model point for each seat of each draw; run where cashflower is installed.

Without the reserve, which belongs to all seats of a draw together: less work than the others do.

python in_cashflower.py DRAWS    prints sums, seconds and megabytes as JSON
"""

import contextlib
import io
import json
import os
import sys
import time
from pathlib import Path

import simple
from cashflower import run  # type: ignore[import-not-found]  # installed in an environment of its own

NAMES = ("cost", "earned", "granted", "arrived")
SETTINGS = {
    "GROUP_BY": None,
    "MULTIPROCESSING": False,
    "NUM_STOCHASTIC_SCENARIOS": None,
    "OUTPUT_VARIABLES": None,  # with names here, version 0.10.9 puts the wrong names over its columns
    "SAVE_DIAGNOSTIC": False,
    "SAVE_LOG": False,
    "SAVE_OUTPUT": False,
    "T_MAX_CALCULATION": simple.MONTHS - 1,
    "T_MAX_OUTPUT": simple.MONTHS - 1,
}

os.environ["SIMPLE_DRAWS"] = sys.argv[1]
folder = Path(__file__).parent / "cashflower_model"
sys.path.insert(0, str(folder))
with contextlib.redirect_stdout(io.StringIO()):
    begins = time.perf_counter()
    output, _, _ = run(settings=SETTINGS, path=str(folder))
    seconds = time.perf_counter() - begins
found = {name: float(output[name].sum()) for name in NAMES}
sys.stdout.write(json.dumps(found | {"seconds": seconds, "megabytes": simple.peak_megabytes()}))
