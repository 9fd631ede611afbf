"""A model point for each seat of each draw."""

import os

import numpy as np
import pandas as pd
import simple
from cashflower import ModelPointSet, Runplan  # type: ignore[import-not-found]  # in an environment of its own

given = simple.inputs(int(os.environ["SIMPLE_DRAWS"]))
draws = len(given.rate)
runplan = Runplan(data=pd.DataFrame({"version": [1]}))
seat = ModelPointSet(
    data=pd.DataFrame(
        {
            "leaving": np.repeat(given.turnover / 12, simple.POSITIONS),
            "kept": np.repeat(1 - given.missed, simple.POSITIONS),
            "rate": np.repeat(given.rate, simple.POSITIONS),
            "wage": np.tile(given.wage, draws),
            "covered": np.tile(given.covered, draws),
            "ends": np.tile(np.array(simple.GRANT_ENDS)[given.grant], draws),
        }
    )
)
