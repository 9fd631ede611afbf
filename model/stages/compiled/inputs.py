"""What kernels read: arrays of one program, those that may be drawn leading with draws, 1 where nothing varies.

Short names of axes: p positions, m months, s services, y payers with nobody last, n caps, c components, g grants.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.inputs.numbers import Array

Whole = NDArray[np.int64]
Drawn = Annotated[Array, "led by an axis of draws where a program is laid out, without it where a kernel reads it"]
INCOME = ("deductive", "additive", "matching", "not_billed")
DEDUCTIVE, ADDITIVE, MATCHING, NOT_BILLED = range(len(INCOME))


class People(NamedTuple):
    """Seats and those who sit in them; see `PeopleSeries` and `Wages`.

    Attributes:
        turnover, months_vacant, original_pay: (draws, p, m).
        pressure: (draws, p, m) what turnover is multiplied by.
        hire_pay: (draws, kinds, month of hire, m); kind_of: (p,).
        first, opens_filled, opens_new: (p,); active, departs: (p, m); ramp: (p, tenure).
        original_bills: (payers, p, m); hire_bills_after: (payers, p); both without nobody.
    """

    turnover: Drawn
    months_vacant: Drawn
    original_pay: Drawn
    pressure: Drawn
    hire_pay: Drawn
    kind_of: Whole
    first: Whole
    opens_filled: Array
    opens_new: Array
    active: Array
    departs: Array
    ramp: Array
    original_bills: Array
    hire_bills_after: Whole


class Simulated(NamedTuple):
    """Seats simulated one by one, (draws, p, m); empty where they are expected.

    Attributes:
        filled, productive, separations, wage: of `Staffing`.
        qualified: (draws, p, payers, m).
        taxable: (draws, bases, p, m) wages under each wage base.
    """

    on: bool
    filled: Drawn
    productive: Drawn
    separations: Drawn
    wage: Drawn
    qualified: Drawn
    taxable: Drawn


class Time(NamedTuple):
    """Hours of a full seat, (draws, p, m), and `serves` (p,); see `Capacity` and `HourSeries`."""

    paid: Drawn
    worked: Drawn
    available: Drawn
    leave: Drawn
    covers_vacancy: Drawn
    covers_leave: Drawn
    pay_multiple: Drawn
    serves: Array


class Care(NamedTuple):
    """Sessions: (draws, s, m), `mix` (draws, p, s, m), `caseload` (draws, p, m); see `ServiceSeries`.

    `kept` is client-sessions kept of one booked; `asked` the sessions a client asks for in a month, infinite where
    demand has no limit; `once` how often a unit counts for a worker.
    """

    mix: Drawn
    caseload: Drawn
    hours_per_session: Drawn
    kept: Drawn
    asked: Drawn
    miles: Drawn
    once: Drawn


class Lines(NamedTuple):
    """Costs of a seat; see `CostSeries`.

    Attributes:
        share, per_month: (draws, c, m); eligible: (draws, c, p, m).
        base: (c,) place of the component's wage base, below 0 where it has none.
        taxable_original: (draws, bases, p, m) wages of the first person under each base.
        taxable_hires: (draws, bases, kinds, month of hire, m); taxable_kind: (p,).
        replacement: (draws, p, m) dollars a separation.
        mileage, per_position, per_position_excluded: (draws, m).
    """

    share: Drawn
    per_month: Drawn
    eligible: Drawn
    base: Whole
    taxable_original: Drawn
    taxable_hires: Drawn
    taxable_kind: Whole
    replacement: Drawn
    mileage: Drawn
    per_position: Drawn
    per_position_excluded: Drawn


class Payers(NamedTuple):
    """Terms of payment, (draws, s, y, m) unless said otherwise; see `PayerSeries`.

    `client_share`, `kept_of_denied`: (draws, y, m). `by_unit`, `by_month`: (s, y). `open_rate`: the rate in months in
    which a claim is open; `under`: units under day caps where units of a session may be billed; 0 in other months.
    """

    client_share: Drawn
    kept_of_denied: Drawn
    by_unit: Array
    by_month: Array
    open_rate: Drawn
    minimum_sessions: Drawn
    under: Drawn


class ClientCaps(NamedTuple):
    """Caps per client, longer than a day; see `CapSeries`.

    Attributes:
        limit, approved_beyond: (draws, n, m). active, restarts: (n, m).
        listed: (n, s, y) 1 where the cap counts. payers: (n, y).
        months: (n,) of a window. fixed, used_at_start: (n,).
    """

    limit: Drawn
    approved_beyond: Drawn
    active: Array
    restarts: Array
    listed: Array
    payers: Array
    months: Array
    fixed: Array
    used_at_start: Array


class WorkerCaps(NamedTuple):
    """Caps per worker; as `ClientCaps`, and `times`: (n,) how many limits a month holds."""

    limit: Drawn
    active: Array
    listed: Array
    times: Array


class ProgramCaps(NamedTuple):
    """Caps of the program; as `WorkerCaps`, and `dollars`: (n,) 1 where dollars are counted."""

    limit: Drawn
    active: Array
    restarts: Array
    listed: Array
    dollars: Array
    used_at_start: Array
    times: Array


class Clients(NamedTuple):
    """How clients differ and change: (draws, m) each."""

    variation: Drawn
    turnover: Drawn


class Grants(NamedTuple):
    """Grants; see `GrantSeries`.

    `covers`: (draws, g, p, m); `program_costs`, `indirect_rate`, `award`: (draws, g, m); `left_at_start`: (draws, g);
    `ever_covers`: (draws, g, p); `active`, `year_begins`: (g, m); `under_way`, `carryover`, `income`: (g,).
    """

    covers: Drawn
    ever_covers: Drawn
    program_costs: Drawn
    indirect_rate: Drawn
    award: Drawn
    left_at_start: Drawn
    active: Array
    year_begins: Array
    under_way: Array
    carryover: Array
    income: Whole


class Money(NamedTuple):
    """Money other than billing and grants, and the rules for ending seats; see `FundingSeries` and `CostSeries`.

    Attributes:
        contract: (draws, contracts, m). contract_covers: (contracts, p). any_row, for_service: (contracts,).
        fundraising, reserve_floor, program, program_excluded, indirect_rate: (draws, m). reserve_opening: (draws,).
        spread_hours: (draws, p, m). grace_from: (draws, p). order: (rows,), the program's last. own_end: (p,).
        rules: materiality, whether seats end, months of grace, months of winding down.
    """

    contract: Drawn
    contract_covers: Array
    any_row: Array
    for_service: Array
    fundraising: Drawn
    reserve_floor: Drawn
    program: Drawn
    program_excluded: Drawn
    indirect_rate: Drawn
    reserve_opening: Drawn
    spread_hours: Drawn
    grace_from: Drawn
    order: Whole
    own_end: Array
    materiality: float
    ends_seats: bool
    grace_months: float
    wind_down: float


class Inputs(NamedTuple):
    """All that a kernel reads."""

    people: People
    simulated: Simulated
    time: Time
    care: Care
    lines: Lines
    payers: Payers
    client_caps: ClientCaps
    worker_caps: WorkerCaps
    program_caps: ProgramCaps
    clients: Clients
    grants: Grants
    money: Money


class Found(NamedTuple):
    """What is always kept: months (draws, m), rows (draws, rows, m).

    Attributes:
        status: a small whole number for each row.
        spends: (draws, p, m) 1 where a seat costs anything.
        by_payer: (draws, y, m); grants_paid: (draws, g, m).
        ended: (draws, p); last_service: (draws,).
    """

    full: Array
    gap: Array
    status: NDArray[np.int8]
    spends: NDArray[np.int8]
    reserve: Array
    owed: Array
    contracts: Array
    fundraising: Array
    left_over: Array
    repaid: Array
    by_payer: Array
    grants_paid: Array
    ended: Array
    last_service: Array


class Detail(NamedTuple):
    """What is kept when it is asked for: rows (draws, rows, m), grants (draws, g, m) or (draws, g, p, m).

    `sources` is (draws, sources, rows, m); `program_left` (draws, s, y, m).
    """

    on: bool
    weights: Array
    direct: Array
    shared: Array
    indirect: Array
    sources: Array
    program_left: Array
    asked: Array
    left: Array
    balance: Array
    toward_program: Array
    income: Array
    covered: Array
    by_position: Array
