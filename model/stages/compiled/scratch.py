"""Room in which a kernel works: kernels allocate nothing, so it is made for them, once for each run."""

from typing import NamedTuple

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.claims import Claimed
from model.stages.compiled.funding import Month
from model.stages.compiled.gamma import no_fits
from model.stages.compiled.inputs import Inputs
from model.stages.compiled.work import ROWS, Row, Seats


class Scratch(NamedTuple):
    """What a draw is worked out in; nothing of one draw is read by the next, but for fits that still hold.

    Attributes:
        rows, seats, claimed, month: see each.
        earned, gap_months: (p,). by_payer: (y,). program_left: (s, y) share of a month that caps of the program leave.
    """

    rows: Row
    seats: Seats
    claimed: Claimed
    month: Month
    earned: Array
    gap_months: Array
    by_payer: Array
    program_left: Array


def scratch_for(inputs: Inputs) -> Scratch:
    """Room for one thread to work out this program's draws."""
    positions, months = inputs.people.active.shape
    services, payers = inputs.payers.by_unit.shape
    tenures, grants = inputs.people.ramp.shape[1], len(inputs.grants.income)
    return Scratch(
        rows=Row(
            np.zeros((positions, ROWS, months)),
            np.zeros((tenures, months)),
            np.zeros((positions, payers - 1, months)),
        ),
        seats=Seats(
            np.zeros((positions, services, months)),
            np.zeros((positions, payers - 1, months)),
            np.zeros((positions, months)),
            np.zeros((positions, months)),
            np.zeros((positions, months)),
        ),
        claimed=_claimed(inputs, positions, months),
        month=Month(
            np.zeros(7),
            np.zeros((8, positions + 1)),
            np.zeros((7, positions + 1)),
            np.zeros((5, positions)),
            np.zeros((5, grants)),
            np.zeros((3, grants, positions)),
        ),
        earned=np.zeros(positions),
        gap_months=np.zeros(positions),
        by_payer=np.zeros(payers),
        program_left=np.ones((services, payers)),
    )


def _claimed(inputs: Inputs, positions: int, months: int) -> Claimed:
    services, payers = inputs.payers.by_unit.shape
    caps = len(inputs.client_caps.months)
    return Claimed(
        billable=np.zeros((positions, services, payers, months)),
        dollars=np.zeros((positions, services, payers, months)),
        not_billed=np.zeros((positions, months)),
        used=np.zeros((caps, payers, positions)),
        spent=np.zeros(len(inputs.program_caps.times)),
        room=np.zeros((caps, months)),
        shape=np.zeros(months),
        fits=no_fits(),
        places=np.zeros(months),
        accepted=np.zeros((payers - 1, months)),
        each=np.zeros(months),
        window=np.zeros(1),
        counted=np.zeros((2, services, payers)),
    )
