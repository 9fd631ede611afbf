"""The rate line by line, as state rate studies do, and turned round: what today's rate implies a peer can be paid."""

import streamlit as st

from model.exports.charts.rates import build_up
from model.exports.rate_frames import build_up_lines, build_up_table, rate_table
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.questions.raise_search import main_payer, paid_by_unit
from model.questions.rate_build_up import Asked, RateBuildUp, ServiceRate
from model.questions.rate_lines import Convention
from model.questions.solving import QuestionError, Solved
from pages.parts.chart import show_chart
from pages.parts.controls import number, pick, refused
from pages.parts.here import Here
from pages.parts.long_work import work_through
from pages.parts.rate_answers import build_up_of
from pages.parts.show import bullets, plain_table
from pages.parts.to_scenario import to_scenario
from pages.parts.words import plain

AS_PAID, ONE_WAGE = "As the program pays", "One wage for all"
OWN, GIVEN = "The program's own", "A share given here"
CONVENTIONS: dict[str, Convention] = {"On top of other cost (add-on)": "add_on", "As a share of the rate": "share"}
HELP_ADMINISTRATION = (
    "States differ: some add administration to all other cost, some take it as a share of the finished rate. The same "
    "percent as a share of the rate is more."
)


def build_up_section(asked_of: Here, positions: tuple[str, ...] | None, *, at_once: bool) -> None:
    """The section: controls, rates, lines of each service, and what is implied."""
    file = asked_of.result.file
    try:
        asked = _asked(file, positions)
        steps = {"A large program: this takes a while": lambda _: build_up_of(asked_of, asked)}
        if not at_once and not work_through("build_up", (asked_of, asked), "Build the rate up", steps):
            return
        found = build_up_of(asked_of, asked)
    except (QuestionError, InputError) as error:
        refused(error)
        return
    bullets([one.sentence for one in found.services])
    plain_table(rate_table(found))
    _kept(found)
    for one in found.services:
        _lines(one)
    st.markdown(plain(found.under_caps.sentence))
    st.subheader("Turned round: what today's rate implies a peer can be paid", anchor=False)
    bullets(found.implied.sentences)
    with st.expander("What the build-up rests on"):
        bullets(found.assumed)


def _asked(file: ProgramFile, positions: tuple[str, ...] | None) -> Asked:
    payers = paid_by_unit(file)
    if not payers:
        raise QuestionError("no payer of this program pays by the unit; a rate cannot be worked out")
    (first, second), (third, fourth) = st.columns(2), st.columns(2)
    with first:
        payer = pick("Payer", payers, "rate_payer", main_payer(file, None))
    with second:
        wage = _wage()
    with third:
        administration = _administration()
    with fourth:
        convention = pick("Taken", list(CONVENTIONS), "rate_convention", help=HELP_ADMINISTRATION)
    return Asked(
        payer=payer,
        positions=positions,
        wage=wage,
        administration=administration,
        convention=CONVENTIONS[convention],
    )


def _wage() -> float | None:
    """One wage for all, dollars an hour; None where they are paid as in the program."""
    if pick("Pay", [AS_PAID, ONE_WAGE], "rate_pay") == AS_PAID:
        return None
    return number("Dollars an hour", "rate_wage", 18.0, 0.01, 500.0, 0.25, format="%.2f")


def _administration() -> float | None:
    """A share; None where it is the program's own."""
    if pick("Administration", [OWN, GIVEN], "rate_admin") == OWN:
        return None
    return number("Administration (%)", "rate_share", 10.0, 0.0, 49.0, 1.0, format="%.1f") / 100


def _lines(one: ServiceRate) -> None:
    needed = one.lines[-1].rate
    chart = build_up(build_up_lines(one), one.service, one.rate_now, needed)
    show_chart(chart)
    with st.expander(plain(f"{one.service}: the lines with their arithmetic")):
        plain_table(build_up_table(one))


def _kept(found: RateBuildUp) -> None:
    """These rates as a scenario."""
    changes = [
        {
            "set": f"payers.{found.payer}.services.{one.service}.rate",
            "to": round(one.rate.value + 0.005, 2),
            "from": str(found.first),
        }
        for one in found.services
        if isinstance(one.rate, Solved)
    ]
    if changes:
        to_scenario("build_up", f"{found.payer} pays in full", " ".join(s.sentence for s in found.services), changes)
