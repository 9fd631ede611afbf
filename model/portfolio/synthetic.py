"""A synthetic state: programs drawn from published distributions, nobody's, so that everyone can try a portfolio."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.faults import Fault, InputError
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.states import NAMES
from model.inputs.writing import written
from model.portfolio.members import MARK
from model.portfolio.synthetic_money import contracts_of, grants_of
from model.portfolio.synthetic_numbers import MEDIAN, WEEKS_PER_YEAR, Drawn, StateNumbers, state_numbers

FIRST = Month.of("2026-07")  # that of the examples
FULL, HALF_TIME, SHORTEST = 40, 20, 4
HOURS_PER_MONTH = FULL * WEEKS_PER_YEAR / MONTHS_PER_YEAR
MOST_PROGRAMS = 100_000
ABOUT = (
    "Synthetic: drawn from published distributions and, where none is published, from judgement; no real program. "
    "Each number's origin stands in `basis`."
)
Tree = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class State:
    """What to draw: so many programs of a state, from a seed.

    Attributes:
        state: postal code.
        programs: how many; the first hundred of two hundred are those of one hundred.
        seed: of the draws.
        start, months: of every program.
        rate: dollars for 15 minutes, where none is published or another is to hold.
    """

    state: str
    programs: int
    seed: int = 1
    start: Month = FIRST
    months: int = 60
    rate: float | None = None


def synthetic_program(number: int, asked: State, known: StateNumbers, numbers: Assumptions) -> tuple[str, Tree]:
    """One synthetic program: its region and its tree.

    Args:
        number: from 1; with the seed it decides every draw.
        asked: the state.
        known: what is published of it.
        numbers: the cited numbers.
    """
    stream = np.random.Generator(np.random.Philox(key=[asked.seed & (2**64 - 1), number]))
    drawn = Drawn(numbers, stream)
    region = f"region-{1 + int(stream.integers(int(numbers.entry('synthetic.regions').value or 1)))}"
    peers = drawn.peers()
    ladders = _ladders(drawn, known)
    positions = [*_peers(drawn, peers), *_leads(drawn, peers)]
    hourly = ladders["peer"]["steps"][0]
    pay = sum(seat["hours_per_week"] for seat in positions) / FULL * HOURS_PER_MONTH * hourly
    tree = {
        "schema": 1,
        "name": f"Synthetic program {number} of {NAMES[asked.state]}",
        "state": asked.state,
        "about": ABOUT,
        "basis": drawn.basis,
        "start": str(asked.start),
        "months": asked.months,
        "reserve": {"opening": float(round(pay * drawn.near("synthetic.reserve", "reserve.opening")))},
        "ladders": ladders,
        "benefits": _benefits(drawn),
        "leave": {"paid": drawn.near("synthetic.leave", "leave.paid", 0)},
        "staffing": _staffing(drawn),
        "time": _time(drawn),
        "services": {"individual": _service(drawn, known)},
        "payers": {"medicaid": _medicaid(drawn, known)},
        "positions": positions,
        "costs": _costs(drawn),
        "grants": grants_of(drawn, asked.start, positions, hourly),
        "fundraising": {"per_month": float(round(pay * drawn.near("synthetic.fundraising", "fundraising.per_month")))},
        "when_unfunded": "end",
        "seats": "simulated",
    }
    return region, {**tree, "contracts": contracts_of(drawn, tree)}


def _ladders(drawn: Drawn, known: StateNumbers) -> Tree:
    first = drawn.wage(known.peers, "ladders.peer.steps[0]", MEDIAN)
    top = 1 + drawn.given("pay.step_senior", "ladders.peer.steps[1]")
    lead = max(drawn.wage(known.leads, "ladders.lead.steps[0]"), first)
    increase = {"share": drawn.near("pay.increase", "ladders.peer.annual_increase.share", 4), "month": 7}
    return {
        "peer": {"steps": [first, round(first * top, 2)], "annual_increase": increase},
        "lead": {"steps": [lead], "annual_increase": dict(increase)},
    }


def _peers(drawn: Drawn, number: int) -> list[Tree]:
    caseload = drawn.given("clients.caseload", "positions[id=peer-1].caseload")
    seats = []
    for n in range(1, number + 1):
        hours = HALF_TIME if drawn.chance("synthetic.part_time") else FULL
        seats.append(
            {
                "id": f"peer-{n}",
                "title": "Peer support specialist",
                "ladder": "peer",
                "hours_per_week": hours,
                "direct_service": True,
                "caseload": caseload * hours / FULL,
                "mix": {"individual": 1.0},
            }
        )
    return seats


def _leads(drawn: Drawn, peers: int) -> list[Tree]:
    """A lead for as many peers as one may supervise; the last works as many hours as there are peers left."""
    each = int(drawn.given("limits.peers_per_supervisor", "limits.peers_per_supervisor"))
    seats = []
    for n in range(ceil(peers / each)):
        left = min(each, peers - n * each)
        hours = max(SHORTEST, round(FULL * left / each))
        seats.append(
            {"id": f"lead-{n + 1}", "title": "Lead", "ladder": "lead", "hours_per_week": hours, "direct_service": False}
        )
    return seats


def _benefits(drawn: Drawn) -> Tree:
    at = "benefits.components[name={}].{}".format
    health = {
        "name": "Health",
        "per_month": drawn.given("benefits.health_single", at("Health", "per_month")),
        "eligible_only": True,
        "take_up": drawn.given("benefits.health_take_up", at("Health", "take_up")),
        "annual_change": drawn.given("benefits.health_growth", at("Health", "annual_change")),
    }
    shares = {"FICA": "fica", "Workers compensation": "workers_compensation", "Retirement": "retirement"}
    components = [
        {"name": name, "share_of_wages": drawn.near(f"benefits.{key}", at(name, "share_of_wages"), 4)}
        for name, key in shares.items()
    ]
    return {"full_time_hours": 30, "components": [*components, health]}


def _staffing(drawn: Drawn) -> Tree:
    share = "staffing.replacement.share_of_annual_wage"
    return {
        "annual_turnover": drawn.near("turnover.annual", "staffing.annual_turnover"),
        "months_vacant": drawn.near("vacancy.months", "staffing.months_vacant"),
        "ramp": [drawn.given(f"ramp.month_{n}", f"staffing.ramp[{n - 1}]") for n in (1, 2, 3)],
        "replacement": {"share_of_annual_wage": drawn.near("replacement.share", share)},
    }


def _time(drawn: Drawn) -> Tree:
    return {
        "supervision_hours_per_week": drawn.near("time.supervision_hours", "time.supervision_hours_per_week"),
        "training_hours_per_year": drawn.near("time.training_hours", "time.training_hours_per_year"),
        "meeting_hours_per_week": drawn.near("synthetic.meetings", "time.meeting_hours_per_week"),
    }


def _service(drawn: Drawn, known: StateNumbers) -> Tree:
    def at(name: str) -> str:
        return f"services.individual.{name}"

    return {
        "session_minutes": drawn.given("synthetic.session", at("session_minutes")),
        "no_show": drawn.near("no_show.peers", at("no_show")),
        "documentation_minutes": drawn.near("synthetic.documentation", at("documentation_minutes"), 0),
        "travel_minutes": drawn.near("synthetic.travel", at("travel_minutes"), 0),
        "miles": drawn.near("synthetic.miles", at("miles"), 0),
        "sessions_per_client_per_week": drawn.given(known.sessions, at("sessions_per_client_per_week")),
    }


def _medicaid(drawn: Drawn, known: StateNumbers) -> Tree:
    drawn.basis["payers.medicaid.services.individual.rate"] = known.rate_basis
    soon = drawn.given("payment_lag.within_30_days", "payers.medicaid.payment_lag[1]")
    return {
        "client_share": drawn.near("synthetic.medicaid_clients", "payers.medicaid.client_share"),
        "denial": drawn.near("synthetic.denial", "payers.medicaid.denial"),
        "denial_recovery": drawn.near("synthetic.denial_recovery", "payers.medicaid.denial_recovery"),
        "payment_lag": [0.0, soon, round(1 - soon, 6)],
        "services": {"individual": {"code": "H0038", "rate": known.rate}},
    }


def _costs(drawn: Drawn) -> Tree:
    at = "costs.per_position_month.{}".format
    return {
        "mileage_rate": drawn.given("costs.mileage", "costs.mileage_rate"),
        "per_position_month": {
            "phone": drawn.given("costs.phone", at("phone")),
            "records": drawn.given("costs.records_system", at("records")),
            "rent": drawn.near("synthetic.rent", at("rent"), 0),
        },
        "indirect_rate": drawn.given("indirect.de_minimis", "costs.indirect_rate"),
    }


def write_synthetic(asked: State, folder: Path, told: Callable[[int], None] = lambda _: None) -> tuple[str, ...]:
    """Draw a synthetic state and write it as a folder of program files, marked as synthetic; whole or not at all.

    Args:
        asked: what to draw.
        folder: a new one.
        told: is told how many are written.

    Returns:
        The numbers it rests on, by key of the assumptions.

    Raises:
        InputError: for a folder that is there, a state without a published rate, or a number of programs out of bounds.
    """
    if not 1 <= asked.programs <= MOST_PROGRAMS:
        raise _refused("--programs", f"found {asked.programs}", f"1 to {MOST_PROGRAMS:,}")
    numbers = load_assumptions()
    known = state_numbers(numbers, asked.state, asked.rate)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise _refused(str(folder), "this is there already", "name a new folder")
    if not folder.parent.is_dir():
        raise _refused(str(folder), f"there is no folder {str(folder.parent)!r} to put it in", "name one that is there")
    aside = folder.with_name(f".{folder.name}-unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        rests_on = _write(asked, known, numbers, aside, told)
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise _refused(str(folder), f"the folder cannot be written: {said}", "name one you may write to") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return rests_on


def _write(
    asked: State, known: StateNumbers, numbers: Assumptions, aside: Path, told: Callable[[int], None]
) -> tuple[str, ...]:
    rests_on: dict[str, None] = {}
    width = len(str(asked.programs))
    for number in range(1, asked.programs + 1):
        region, tree = synthetic_program(number, asked, known, numbers)
        rests_on |= dict.fromkeys(tree["basis"].values())
        path = aside / region / f"program-{number:0{width}d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(tree))
        told(number)
    mark = {"synthetic": True, "state": asked.state, "seed": asked.seed, "programs": asked.programs, "about": ABOUT}
    (aside / MARK).write_bytes(written({**mark, "rests_on": list(rests_on)}))
    return tuple(rests_on)


def _refused(place: str, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=place, path="", found=found, wanted=wanted)])
