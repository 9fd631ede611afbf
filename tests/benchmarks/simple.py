"""The reference problem that actuarial packages are timed on: simpler than the model, and the same in each of them.

Twenty seats over sixty months: expected turnover and vacancy, a ladder with a raise each year, fringe and indirect
cost, units under a cap, denials, payments that come one and two months late, four grants that end, and a reserve that
pays what is left for as long as it lasts. Only the draws are uncertain: turnover, the share of clients who miss, the
rate.

Imports numpy alone, since it is read in environments that have no more.
"""

import resource
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

POSITIONS, MONTHS, SEED = 20, 60, 2026
HOURS, FRINGE, INDIRECT, RAISE = 2080 / 12, 0.25, 0.15, 0.03
UNITS_AN_HOUR, BILLABLE, CAP, DENIED, VACANT = 4.0, 0.45, 300.0, 0.08, 1.62
LAG = (0.0, 0.6, 0.4)
GRANT_ENDS, OPENING = (15, 24, 36, 48), 150_000.0


def inputs(draws: int) -> SimpleNamespace:
    """What is drawn, (draws,) each, and what seats have, (positions,) each."""
    generator, seats = np.random.default_rng(SEED), np.arange(POSITIONS)
    return SimpleNamespace(
        turnover=generator.uniform(0.2, 0.45, draws),
        missed=generator.uniform(0.1, 0.35, draws),
        rate=generator.uniform(11.0, 16.0, draws),
        wage=16.25 + 0.25 * seats,
        grant=seats % 4,  # which grant covers the seat
        covered=np.where(seats < 16, 0.5, 0.0),
    )


def in_numpy(draws: int) -> dict[str, Any]:
    """All draws at once, a month at a time: the sums that each package must give too."""
    given = inputs(draws)
    leaving = given.turnover[:, None] / 12
    filled = np.ones((draws, POSITIONS))
    ends = np.array(GRANT_ENDS)[given.grant]
    earned = np.zeros((MONTHS, draws))
    costs = granted = arrived = 0.0
    reserve = np.full(draws, OPENING)
    for m in range(MONTHS):
        wage = given.wage * (1 + RAISE) ** (m // 12)
        cost = filled * wage * HOURS * (1 + FRINGE) * (1 + INDIRECT)
        units = np.minimum(filled * HOURS * BILLABLE * UNITS_AN_HOUR * (1 - given.missed[:, None]), CAP)
        earning = units * given.rate[:, None] * (1 - DENIED)
        grant = cost * given.covered * (m <= ends)
        gap = np.maximum(0.0, cost - earning - grant)
        reserve = np.maximum(0.0, reserve - gap.sum(axis=1))
        earned[m] = earning.sum(axis=1)
        costs, granted = costs + cost.sum(), granted + grant.sum()
        arrived += sum(share * earned[m - late].sum() for late, share in enumerate(LAG) if m >= late)
        left = leaving * filled
        filled = filled - left + (1 - filled + left) / (1 + VACANT)
    return {"cost": float(costs), "earned": float(earned.sum()), "granted": float(granted), "arrived": float(arrived)}


def peak_megabytes() -> float:
    """The most memory this process has held; not that of the process which began it, as `ru_maxrss` may say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
