"""The budget as it will print: all years, then each object class with its table and the arithmetic of every line."""

from collections.abc import Iterator

import streamlit as st

from model.exports.budget import narrative_lines as say
from model.exports.budget.narrative_classes import base_table, three_tests
from model.exports.budget.narrative_cover import cover
from model.exports.budget.narrative_tables import class_tables
from model.exports.budget.narrative_years import later_years, match_and_limits, one_table
from model.exports.budget.paper import Heading
from model.exports.budget_frames import rule_table
from model.inputs.assumptions import load_assumptions
from model.requests.budget import Budget, Line, ObjectClass
from model.requests.sf424a import ALL_YEARS
from model.sentences import spoken
from pages.parts.choices import pick
from pages.parts.justification_asked import Asked
from pages.parts.justification_blocks import show, table
from pages.parts.quality import cited
from pages.parts.words import plain

HELP = (
    "The same tables and words as in the Word file and the PDF. Every line is rounded once, to whole dollars; totals "
    "are sums of printed lines."
)
HELP_RULES = (
    "They are those of the day of the award, by default the first day of the request. A rule that changes later "
    "changes no request awarded before."
)


def printed(asked: Asked) -> None:
    """The request in all years, its settings, and each object class."""
    budget, told = asked.budget, asked.told
    st.header("The budget as it will print", anchor=False, help=HELP)
    years = later_years(budget, told)
    show(block for block in years if not isinstance(block, Heading) or block.level > 1)
    with st.expander("The front page: applicant, funder, period, objectives", key="justification_front"):
        show(cover(asked.file, budget))
    st.subheader("Object classes", anchor=False)
    year = _year(budget)
    for cls in budget.classes:
        if cls.lines:
            with st.expander(_label(cls), key=f"justification_class_{cls.name}"):
                _class(budget, cls, year)
    empty = [cls.title.lower() for cls in budget.classes if not cls.lines]
    if empty:
        st.markdown(
            plain(f"Nothing is asked for {' or '.join([', '.join(empty[:-1]), empty[-1]][len(empty) == 1 :])}.")
        )
    if budget.request.flavour in ALL_YEARS:
        with st.expander("The budget in one table, as this funder's form has it", key="justification_one_table"):
            show(one_table(budget, told))
    with st.expander("Match, limits of the notice, program income", key="justification_match"):
        show(match_and_limits(budget, told, (), warnings=False))


def _label(cls: ObjectClass) -> str:
    return f"{cls.line_of_form} {cls.title}: \\${cls.total(None):,}"


def _year(budget: Budget) -> int:
    names = {str(y.number - 1): f"year {y.number}, {spoken(y.start)} to {spoken(y.end)}" for y in budget.years}
    return int(pick(st.container(), "Arithmetic of", list(names), "justification_year", said=names.__getitem__))


def _class(budget: Budget, cls: ObjectClass, year: int) -> None:
    """The table of the first year, and how each line is worked out in the year chosen."""
    if cls.name == "indirect":
        table(base_table(budget, year))
    else:
        show(class_tables(budget, cls.name))
    st.markdown("\n".join(_worked_out(cls, year)))
    if budget.request.flavour == "acf" and cls.name != "indirect":
        show(three_tests(budget, cls.name))


def _worked_out(cls: ObjectClass, year: int) -> Iterator[str]:
    """A list: each line with its amount, and under it the arithmetic, what it was held to, and who pays."""
    for line in cls.lines:
        payer = say.PAYER_WORDS[line.paid_by]
        named = f"{line.title} ({payer})" if payer else line.title
        yield f"- **{plain(named)}: {plain(f'${line.years[year].printed:,}')}**"
        yield from (f"    - {plain(words)}" for words in _arithmetic(line, year))
        yield from (f"    - {plain(note)}" for note in line.notes)
    total = cls.total(year)
    yield f"- **{plain(f'{cls.title}, year {year + 1}: ${total:,}')}**"
    asked = cls.total(year, ("grant",))
    if asked != total:
        yield f"    - {plain(f'of it asked for: ${asked:,}')}"


def _arithmetic(line: Line, year: int) -> Iterator[str]:
    """What is multiplied, in words; then the numbers."""
    terms = line.years[year].terms
    if terms and len(terms[0].factors) > 1:
        names = " × ".join(factor.name for factor in terms[0].factors)
        yield f"{names[:1].upper()}{names[1:]}"
    yield from say.worked_out(line, year)
    for part in line.parts:
        yield from (f"{part.title}. {words}" for words in say.worked_out(part, year))


def rules(asked: Asked) -> None:
    """The rules in force on the day of the award, with their sources."""
    rules = asked.budget.rules
    st.header(plain(f"Rules in force on {rules.day}"), anchor=False, help=HELP_RULES)
    if not rules.printed:
        st.markdown("No rule of our table binds this funder: its own terms hold.")
        return
    with st.expander(f"{len(rules.printed)} rules, each with its source", key="justification_rules"):
        cited(rule_table(asked.budget, load_assumptions()))
