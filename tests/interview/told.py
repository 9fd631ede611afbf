"""Answers to the twelve questions, whole and in bounds; a test states only what differs."""

from typing import Any

from hypothesis import strategies as st

from model.inputs.assumptions import load_assumptions
from model.inputs.load import ProgramFile, program_of
from model.inputs.months import Month
from model.inputs.states import NAMES
from model.interview import AnswersError, answers_of, cap_choices, program_tree, rate_choices

ASSUMPTIONS = load_assumptions()
MINNESOTA = rate_choices("MN", "individual", ASSUMPTIONS)[0].basis


def bcor(**changes: Any) -> dict[str, Any]:
    """A grant under way that pays the first peer, with what is otherwise."""
    grant = {"name": "BCOR", "first": "2025-10", "last": "2027-09", "per_year": 60_000.0, "income": "deductive"}
    return {**grant, "peers": [1], "share": 1.0, **changes}


def said(**changes: Any) -> dict[str, Any]:
    """What a director in Minnesota with two peers would say, with what is otherwise."""
    answers = {
        "name": "Harbor",
        "state": "MN",
        "start": "2026-07",
        "peers": 2,
        "peer_hours": 40.0,
        "entry_pay": 18.0,
        "lead_hours": 0.0,
        "caseload": 20.0,
        "visits": 1.0,
        "session_minutes": 60.0,
        "medicaid_share": 0.6,
        "rate_row": MINNESOTA,
        "no_show": 0.2,
        "denial": 0.1,
        "miles": 4.0,
        "leave_hours": 200.0,
        "grants": [bcor()],
        "other_costs": 1500.0,
        "fundraising": 300.0,
        "reserve": 40_000.0,
        "reserve_floor": 5_000.0,
        "cash": 45_000.0,
        "when_unfunded": "keep",
    }
    return {**answers, **changes}


def tree(**changes: Any) -> dict[str, Any]:
    """The program of such answers."""
    return program_tree(answers_of(said(**changes), ASSUMPTIONS), ASSUMPTIONS)


def file(**changes: Any) -> ProgramFile:
    """The same, read."""
    return program_of(tree(**changes), "harbor.yaml")


def faults(**changes: Any) -> list[str]:
    """What is wrong with such answers."""
    try:
        answers_of(said(**changes), ASSUMPTIONS)
    except AnswersError as error:
        return [fault.sentence for fault in error.faults]
    return []


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers between two bounds, and the bounds themselves."""
    return st.one_of(st.sampled_from([low, high]), st.floats(low, high, allow_subnormal=False))


def _months(low: int, high: int, start: Month) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda ahead: str(start.plus(ahead)))


@st.composite
def grant_answers(draw: st.DrawFn, name: str, start: Month, peers: int, share: float, lead: bool) -> dict[str, Any]:
    """A grant; all of a program's together pay at most the whole of anybody."""
    first = draw(st.integers(-119, 60))
    last = draw(st.integers(max(0, first), 170))
    dollars = draw(st.floats(1.0, 1_000_000.0))
    return {
        "name": name,
        "first": str(start.plus(first)),
        "last": str(start.plus(last)),
        "per_year": dollars,
        "peers": draw(st.lists(st.integers(1, peers), min_size=1, max_size=5)),
        "share": share,
        "lead_share": draw(st.sampled_from([0.0, share])) if lead else 0.0,
        "costs_share": draw(st.sampled_from([0.0, share])),
        "income": draw(st.sampled_from(["deductive", "additive", "matching", "not_billed"])),
    }


@st.composite
def all_answers(draw: st.DrawFn) -> dict[str, Any]:
    """Any answers within bounds that fit together."""
    state = draw(st.sampled_from(sorted(NAMES)))
    start = Month.of(draw(st.sampled_from(["2026-01", "2026-07", "2026-10", "2027-03", "2035-12"])))
    peers, lead = draw(st.integers(1, 6)), draw(st.sampled_from([0.0, 1.0, 20.0, 60.0]))
    groups = draw(st.sampled_from([0.0, 0.25, 1.0]))
    medicaid = draw(_number(0.0, 1.0))
    other = draw(st.sampled_from([0.0, 1.0 - medicaid]))
    single, several = (rate_choices(state, kind, ASSUMPTIONS) for kind in ("individual", "group"))
    limits = [choice.basis for choice in cap_choices(state, ASSUMPTIONS)]
    number = draw(st.integers(0, 3))
    grants = [draw(grant_answers(name, start, peers, 1.0 / number, lead > 0)) for name in ("A", "B: c", "'D'")[:number]]

    def maybe(low: float, high: float) -> float | None:
        return draw(st.one_of(st.none(), _number(low, high)))

    return {
        **said(),
        "name": draw(st.sampled_from(["Harbor", "=1+1", "**bold** [x](y)", "Ünïcode 12", "no: yes"])),
        "state": state,
        "start": str(start),
        "peers": peers,
        "peer_hours": draw(_number(1.0, 60.0)),
        "entry_pay": draw(_number(5.0, 200.0)),
        "raise_share": maybe(0.0, 0.2),
        "lead_hours": lead,
        "lead_pay": draw(_number(5.0, 200.0)),
        "caseload": draw(_number(0.1, 200.0)),
        "visits": draw(_number(0.01, 21.0)),
        "session_minutes": draw(_number(5.0, 480.0)),
        "group_share": groups,
        "group_size": draw(_number(2.0, 50.0)),
        "group_minutes": draw(_number(5.0, 480.0)),
        "group_visits": draw(_number(0.01, 21.0)),
        "medicaid_share": medicaid,
        "other_share": other,
        "other_rate": draw(_number(0.0, 100.0)),
        "other_last": draw(st.one_of(st.none(), _months(0, 80, start))),
        **_rate(draw, "rate_row", "rate", [choice.basis for choice in single]),
        **_rate(draw, "group_row", "group_rate", [choice.basis for choice in several]),
        "caps": draw(st.lists(st.sampled_from(limits), unique=True)) if limits else [],
        "no_show": draw(_number(0.0, 0.95)),
        "denial": draw(_number(0.0, 0.95)),
        "office_share": maybe(0.0, 0.9),
        "miles": draw(_number(0.0, 200.0)),
        "turnover": maybe(0.0, 3.0),
        "months_vacant": maybe(0.0, 24.0),
        "health": maybe(0.0, 5_000.0),
        "retirement": maybe(0.0, 0.3),
        "leave_hours": draw(_number(0.0, 1_000.0)),
        "grants": grants,
        "other_costs": draw(_number(0.0, 1_000_000.0)),
        "indirect": maybe(0.0, 1.0),
        "fundraising": draw(_number(0.0, 1_000_000.0)),
        "reserve": draw(_number(5_000.0, 100_000_000.0)),
        "cash": draw(_number(0.0, 100_000_000.0)),
        "when_unfunded": draw(st.sampled_from(["keep", "end"])),
        "grace": draw(st.integers(1, 24)),
    }


def _rate(draw: st.DrawFn, row: str, own: str, offered: list[str]) -> dict[str, Any]:
    """A published rate where one is offered and drawn, else one's own."""
    chosen = draw(st.sampled_from([*offered, None]))
    return {row: chosen, own: draw(_number(0.0, 100.0)) if chosen is None else None}
