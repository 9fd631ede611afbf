"""Concentration by fiscal year, awards, match and program income, as rows of charts and tables."""

from collections.abc import Sequence

import pandas as pd

from model.awards import Award
from model.exports.frames import NO_MONTH, in_words, short
from model.exports.money_spans import TONES
from model.inputs.program import Program
from model.questions.cliffs import Grants
from model.questions.concentration import YearOfSources
from model.questions.ladder_payroll import LadderYear
from model.questions.spans import KINDS, Kind
from model.sentences import rounded

YEAR = 12
SOME = 0.1  # of the dearest year's cost
COLUMNS = ["group", "source", "told", "letter", "ink", "order", "dollars"]


def year_name(year: YearOfSources | LadderYear) -> str:
    """A fiscal year by its first month; one that is not projected to its end says how much of it is."""
    part = "" if year.months == YEAR else f" ({year.months} month{'' if year.months == 1 else 's'})"
    return f"Year from {in_words(str(year.year))}{part}"


def kind_of(source: str, program: Program) -> Kind:
    """The kind of a source of `concentration`, whose billing is told apart by payer."""
    if source in {grant.id for grant in program.grants}:
        return "grant"
    if source in {contract.id for contract in program.contracts}:
        return "contract"
    return "fundraising" if source == "fundraising" else "billing"


def by_year(years: Sequence[YearOfSources], program: Program) -> pd.DataFrame:
    """Dollars by fiscal year and source, in the order of security: a row for each; they add up to the year's cost."""
    records = []
    for year in years:
        parts = [(kind_of(name, program), name, dollars) for name, dollars in year.by_source.items()]
        parts += [("reserve", "reserve", year.reserve), ("nobody", "nobody", year.nobody)]
        for kind, name, dollars in parts:
            tone = TONES[kind]
            look = {"told": tone.legend, "letter": tone.letter, "ink": tone.ink, "order": KINDS.index(kind)}
            records.append({"group": year_name(year), "source": name, **look, "dollars": dollars})
    return pd.DataFrame(records, columns=COLUMNS)


def year_table(years: Sequence[YearOfSources]) -> pd.DataFrame:
    """Concentration by fiscal year."""
    records = [
        {
            "Fiscal year": year_name(year),
            "Cost": rounded(year.cost),
            "Largest source": year.largest or "none",
            "It pays": f"{100 * year.largest_share:.0f} %",
            "As if so many equal sources": f"{year.as_if_sources:.1f}" if year.largest else NO_MONTH,
            "From the reserve": rounded(year.reserve),
            "Nobody pays": rounded(year.nobody),
        }
        for year in years
    ]
    return pd.DataFrame(records)


def year_sentence(years: Sequence[YearOfSources]) -> str:
    """The year in which most hangs on one source; years in which hardly anything is spent any more do not count."""
    least = SOME * max(year.cost for year in years)
    paying = [year for year in years if year.largest is not None and year.cost >= least]
    if not paying:
        return "No source pays in any year"
    most = max(paying, key=lambda year: year.largest_share)
    when = f"the year from {in_words(str(most.year))}"
    return f"Most hangs on one source in {when}: {most.largest} pays {100 * most.largest_share:.0f} % of all cost"


def award_table(found: Grants) -> pd.DataFrame:
    """What becomes of each grant: whether it runs out early, and the even spending that would not; match; income."""
    records = [
        {
            "Grant": award.grant,
            "Runs out": NO_MONTH if award.runs_out is None else short(str(award.runs_out)),
            "Even spending, a month": NO_MONTH if award.even_spending is None else rounded(award.even_spending),
            "Asked and not paid": rounded(award.unpaid),
            "Match needed": rounded(award.match_needed),
            "Program income kept": rounded(award.income_balance),
        }
        for award in found.awards
    ]
    return pd.DataFrame(records)


def award_sentences(found: Grants) -> list[str]:
    """What runs out early, match, and income kept, each in one sentence; what does not happen is said too."""
    said = [sentence for award in found.awards for sentence in _early(award)]
    said = said or ["No award runs out before its budget year does."]
    needed = sum(award.match_needed for award in found.awards)
    if needed >= 0.5:
        enough = "enough" if found.could_match >= needed else f"{rounded(needed - found.could_match)} too little"
        said.append(f"Match needed is {rounded(needed)}; {rounded(found.could_match)} could count toward it, {enough}.")
    else:
        said.append("No grant asks for a match.")
    kept = [award for award in found.awards if award.income_balance >= 0.5]
    said += [
        f"{award.grant!r} keeps {rounded(award.income_balance)} of program income to the end, for its own project."
        for award in kept
    ]
    return said


def _early(award: Award) -> list[str]:
    if award.runs_out is None or award.even_spending is None:
        return []
    return [
        f"{award.grant!r} runs out in {in_words(str(award.runs_out))}: {rounded(award.unpaid)} that it is asked for in "
        f"all is not paid. Even spending of {rounded(award.even_spending)} a month would last through that budget year."
    ]
