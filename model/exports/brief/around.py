"""What stands around the numbers: what is assumed, what nobody knows, which documents, which day, which version."""

from collections.abc import Iterable

from model.exports.brief.case import Case
from model.exports.brief.texts import inert, sentence
from model.exports.documents import dates, this_version
from model.exports.script import script
from model.guesses import inputs_of, meter
from model.inputs.assumption_records import Source
from model.inputs.assumptions import Assumptions
from model.inputs.citations import rows_named
from model.questions.fiscal_note import FiscalNote, NoteTerms
from model.sentences import spoken

OWN = "project-judgement"
MOST_SAID, MOST_TITLE = 260, 110


def assumed_by_board(case: Case, assumptions: Assumptions) -> tuple[str, ...]:
    """What a page for a board rests on."""
    said = [_as_things_stand(case)]
    if case.scenarios:
        said.append(f"The proposal supposes that this comes true: {'; '.join(case.changes)}.")
    seats = "ends, after its months of grace" if case.program.when_unfunded == "end" else "is kept, and its gap grows"
    said += [
        f"A seat for which no money is left {seats}.",
        f"{meter(inputs_of(case.after.file, assumptions))[:-1]}; everything else is the program’s own or cited.",
    ]
    return tuple(said)


def assumed_by_note(case: Case, note: FiscalNote, terms: NoteTerms, assumptions: Assumptions) -> tuple[str, ...]:
    """What a fiscal note rests on: its own list, and how far the program's numbers are known."""
    only, payers, year, share, blend, *rest = note.assumed
    if not terms.blend.expansion and not terms.blend.enhanced:
        blend = (
            "All added dollars draw the regular match, none the higher ones for expansion adults or enhanced services; "
            "where some do, the state pays less."
        )
    regular = ", ".join(f"{100 * m.regular:.2f} % in {m.year}" for m in note.matches if not m.projected)
    match = f"The regular federal match is {regular} (federal fiscal years)." if regular else ""
    said = [only, match, *(_without_question(one) for one in rest), blend, year, payers, share]
    said += [_as_things_stand(case), meter(inputs_of(case.after.file, assumptions))]
    return tuple(case.told(one, MOST_SAID) for one in said if one)


def _without_question(text: str) -> str:
    """A text up to where it asks its reader something."""
    sentences = text.split(". ")
    asked = next((n for n, one in enumerate(sentences) if "?" in one), len(sentences))
    return sentence(". ".join(sentences[:asked]))


def _as_things_stand(case: Case) -> str:
    program = case.program
    span = f"{spoken(program.start)} through {spoken(program.last)}"
    return f"“As things stand” is the program’s file with nothing changed, worked out month by month from {span}."


def unknown(case: Case) -> tuple[str, ...]:
    """What nobody knows, each once; that this is one projection comes first."""
    said = ["How far off these figures may be: they are one projection, not a forecast, and carry no range here."]
    said += [one for one in script(case.after).unknown if not one.startswith("Who will leave")]
    if case.scenarios:
        said.append("Whether the proposal comes true, when, and what else changes because of it.")
    return tuple(case.told(one, MOST_SAID) for one in said)


def sources(case: Case, assumptions: Assumptions, first: Iterable[str] = ()) -> tuple[str, ...]:
    """The documents behind the numbers of the page, each once, with its dates; those asked for first, then Medicaid's.

    Args:
        case: the program.
        assumptions: whose sources these are.
        first: keys of sources that come before all others.
    """
    rates, others = [], []
    for path, basis in case.after.file.program.basis.items():
        entry = assumptions.entries.get(basis)
        rows = () if entry else rows_named(basis, assumptions)
        found = [entry.source] if entry else [row.source for row in rows]
        (rates if path.startswith(("payers", "caps")) else others).extend(key for key in found if key)
    keys = dict.fromkeys([*first, *rates, *others])
    return tuple(_cited(assumptions.sources[key]) for key in keys if key in assumptions.sources and key != OWN)


def _cited(source: Source) -> str:
    published = f", {source.published}" if source.published else ""
    title = inert(source.title, MOST_TITLE)
    return sentence(f"{title} ({inert(source.publisher, MOST_TITLE)}{published}; read {source.accessed})")


def dated(assumptions: Assumptions) -> str:
    """Which day's data, and which version."""
    read = dates(assumptions).read
    return f"Sources as read through {read}. Worked out with Staying Power {this_version()}."
