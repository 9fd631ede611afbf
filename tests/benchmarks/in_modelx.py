"""The reference problem as cells of modelx that hold arrays, (draws, positions) each; run where modelx is installed.

python in_modelx.py DRAWS    prints sums, seconds and megabytes as JSON
"""

import json
import sys
import time
from typing import Any

import modelx  # type: ignore[import-not-found]  # installed in an environment of its own
import numpy as np
import simple

DRAWS = int(sys.argv[1])


def built() -> Any:
    """A space with the problem's cells."""
    space = modelx.new_model().new_space("Program")
    given = simple.inputs(DRAWS)
    references = {
        "np": np,
        "leaving": given.turnover[:, None] / 12,
        "kept": 1 - given.missed[:, None],
        "rate": given.rate[:, None],
        "base": given.wage,
        "covered": given.covered,
        "ends": np.array(simple.GRANT_ENDS)[given.grant],
        "first": np.ones((DRAWS, simple.POSITIONS)),
        **{name: getattr(simple, name) for name in vars(simple) if name.isupper()},
    }
    for name, value in references.items():
        setattr(space, name, value)
    formulas = {
        "filled": "lambda m: first if m == 0 else filled(m - 1) - left(m - 1) + hired(m - 1)",
        "left": "lambda m: leaving * filled(m)",
        "hired": "lambda m: (1 - filled(m) + left(m)) / (1 + VACANT)",
        "wage": "lambda m: base * (1 + RAISE) ** (m // 12)",
        "cost": "lambda m: filled(m) * wage(m) * HOURS * (1 + FRINGE) * (1 + INDIRECT)",
        "units": "lambda m: np.minimum(filled(m) * HOURS * BILLABLE * UNITS_AN_HOUR * kept, CAP)",
        "earned": "lambda m: units(m) * rate * (1 - DENIED)",
        "granted": "lambda m: cost(m) * covered * (m <= ends)",
        "gap": "lambda m: np.maximum(0.0, cost(m) - earned(m) - granted(m))",
        "arrived": "lambda m: sum(share * earned(m - late).sum() for late, share in enumerate(LAG) if m >= late)",
        "reserve": "lambda m: np.maximum(0.0, (OPENING if m == 0 else reserve(m - 1)) - gap(m).sum(axis=1))",
    }
    for name, formula in formulas.items():
        space.new_cells(name, formula=formula)
    return space


begins = time.perf_counter()
program = built()
program.reserve(simple.MONTHS - 1)
found = {
    name: float(sum(np.sum(getattr(program, name)(m)) for m in range(simple.MONTHS)))
    for name in ("cost", "earned", "granted", "arrived")
}
seconds = time.perf_counter() - begins
sys.stdout.write(json.dumps(found | {"seconds": seconds, "megabytes": simple.peak_megabytes()}))
