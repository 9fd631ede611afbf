"""Who pays for whom until when: the Gantt by positions or by sources, each cliff, and concentration by year."""

from collections.abc import Sequence

import streamlit as st

from model.compare import Outcome
from model.exports import money_spans, money_years
from model.exports.charts import Chart, Mark, gantt
from model.questions.cliffs import Cliff, Grants, grants_and_other_money
from pages.parts.chart import show_chart
from pages.parts.choices import one_of
from pages.parts.here import Here
from pages.parts.show import bullets, plain_table

BY_POSITION, BY_SOURCE = "Positions by months", "Sources by months"
LONGEST_MARK = 32  # letters beside a dashed line: more would leave the bars no room
AT_ONCE = 12  # positions in one chart: more lanes are hard to read; the table holds them all
HELP_GANTT = (
    "Each bar is a stretch of months in which a source pays. What a grant pays toward supervisors or shared costs is "
    "spread over the seats that see clients. Dashed lines mark the month in which a source has stopped."
)
HELP_CLIFFS = (
    "Dollars a month are the mean of the last three months. Lacking after: what the reserve or nobody pays, of all "
    "seats together, a month in the year after. What is left of an award lapses unless the funder lets it run on."
)
HELP_AWARDS = (
    "An award runs out in the first month in which it pays less than it is asked for. Even spending is what would have "
    "lasted through that budget year. Earnings, contracts and fundraising could count toward a match."
)


@st.cache_resource(max_entries=16, show_spinner=False)
def grants_of(asked: Here) -> Grants:
    """Grants and other money of what is shown."""
    return grants_and_other_money(asked.result)


def who_pays(shown: Here, before: Here | None) -> None:
    """The Gantt; where scenarios are laid on, the one without them folded below it."""
    st.header("Who pays for whom, and until when", anchor=False, help=HELP_GANTT)
    found, positions = grants_of(shown), [p.id for p in shown.result.file.program.positions]
    if not found.spans:
        st.markdown("Nothing is spent in any month, so nobody pays for anything.")
        return
    view = one_of(st.container(), "Rows", [BY_POSITION, BY_SOURCE], "gantt_rows")
    chosen = positions
    if view == BY_POSITION and len(positions) > AT_ONCE:
        chosen = st.multiselect("Positions in the chart", positions, positions[:AT_ONCE], key=f"gantt_{positions}")
    _draw(_chart(shown, view, chosen))
    if before is not None:
        with st.expander("The same without the scenario"):
            _draw(_chart(before, view, chosen, "Without the scenario: "))
    with st.expander("Who pays for whom as a table"):
        plain_table(money_spans.span_table(found.spans))


def _chart(asked: Here, view: str, positions: Sequence[str], said: str = "") -> Chart | None:
    """The Gantt; nothing where no money reaches the positions chosen."""
    result, found = asked.result, grants_of(asked)
    months, marks = _months(result), _marks(found.cliffs)
    if view == BY_SOURCE:
        return gantt.sources_paying(money_spans.by_source(result.projection, months), months, marks, before=said)
    everybody = len(positions) == len(result.file.program.positions)
    frame = money_spans.by_position(found.spans, months, None if everybody else positions)
    return gantt.positions_paid(frame, months, marks, before=said) if len(frame) else None


def _months(result: Outcome) -> list[str]:
    program = result.file.program
    return [str(program.start.plus(number)) for number in range(program.months)]


def _marks(cliffs: Sequence[Cliff]) -> list[Mark]:
    """The month in which sources have stopped, those of one month in one mark."""
    by_month: dict[str, list[str]] = {}
    for cliff in cliffs:
        by_month.setdefault(str(cliff.last.plus(1)), []).append(cliff.source)
    named = {month: _shortened(", ".join(sources)) for month, sources in by_month.items()}
    return [
        Mark(month, f"{named[month]} {'has' if len(sources) == 1 else 'have'} stopped")
        for month, sources in by_month.items()
    ]


def _shortened(names: str) -> str:
    return names if len(names) <= LONGEST_MARK else f"{names[: LONGEST_MARK - 1]}…"


def cliffs(shown: Here) -> None:
    """Each end of money: its month, its dollars, the seats under it, what is left and what it may pay for."""
    st.header("The cliffs", anchor=False, help=HELP_CLIFFS)
    found = grants_of(shown).cliffs
    if not found:
        st.markdown("No grant, contract or payer ends within the months projected.")
        return
    plain_table(money_spans.cliff_table(found))
    st.markdown("**What each may pay for, until it ends**")
    bullets(money_spans.cliff_terms(cliff) for cliff in found)


def concentration(shown: Here) -> None:
    """How much of each year hangs on one source."""
    found = grants_of(shown)
    st.header("How much hangs on one source", anchor=False, help=found.meaning)
    frame = money_years.by_year(found.years, shown.result.file.program)
    if (frame["dollars"] >= 0.5).any():
        _draw(gantt.sources_by_year(frame, money_years.year_sentence(found.years)))
    with st.expander("Sources by fiscal year as a table"):
        plain_table(money_years.year_table(found.years))


def awards(shown: Here) -> None:
    """What runs out early, the even spending that would not, match, and program income kept."""
    st.header("Awards, match and program income", anchor=False, help=HELP_AWARDS)
    found = grants_of(shown)
    if not found.awards:
        st.markdown("The program has no grant: there is no award to run out, and no match to find.")
        return
    bullets(money_years.award_sentences(found))
    plain_table(money_years.award_table(found))


def _draw(chart: Chart | None) -> None:
    if chart is None:
        st.markdown("No money reaches the positions chosen.")
    else:
        show_chart(chart)
