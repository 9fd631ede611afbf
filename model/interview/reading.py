"""Reading answers: all that is missing or cannot be, at once, in words, by question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from model.inputs.assumptions import Assumptions
from model.inputs.states import NAMES
from model.interview.answers import Answers, GrantAnswer, bounds_of
from model.interview.blanks import Blank, default_of
from model.interview.choices import cap_choices, rate_choices
from model.interview.grants import grant_problems
from model.interview.questions import GRANT_BLANKS, QUESTIONS, blank_of, question_of

FIRST_START, LAST_START = "2026-01", "2035-12"  # before, the tables have no taxes; after, nothing is worth saying


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong with one answer.

    Attributes:
        question: the key of its question.
        blank: the key of what was filled in.
        sentence: what was found and what would be right.
    """

    question: str
    blank: str
    sentence: str


class AnswersError(ValueError):
    """Answers that give no program, with all their faults in the order of the questions."""

    def __init__(self, faults: Iterable[AnswerFault]) -> None:
        """Keep the faults in the order of the questions."""
        order = [question.key for question in QUESTIONS]
        self.faults = tuple(sorted(faults, key=lambda fault: order.index(fault.question)))
        super().__init__("\n".join(fault.sentence for fault in self.faults))


def answers_of(values: Mapping[str, Any], assumptions: Assumptions) -> Answers:
    """Read what was filled in.

    Args:
        values: by the key of the blank; what is not asked of this program is left aside. A blank that stays empty
            takes its default, where it has one.
        assumptions: defaults, rates and limits.

    Raises:
        AnswersError: with every fault.
    """
    given = {key: value for key, value in values.items() if value is not None and _asked(key, values)}
    missing = list(_missing(given, values, assumptions))
    faults = missing
    try:
        answers = Answers.model_validate(given)
    except ValidationError as error:
        taken = {fault.blank for fault in missing}
        found = [_fault(item) for item in error.errors()]
        faults += [fault for fault in dict.fromkeys(found) if fault.blank not in taken]
        raise AnswersError([*faults, *_between_raw(given)]) from None
    faults += _between(answers, assumptions)
    if faults:
        raise AnswersError(faults)
    return answers


def is_asked(blank: Blank, values: Mapping[str, Any]) -> bool:
    """Whether a blank is asked of this program, by what was answered before."""
    above = all(_above_zero(values.get(key)) for key in blank.if_above)
    return above and (blank.if_is is None or values.get(blank.if_is[0]) == blank.if_is[1])


def _above_zero(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _asked(key: str, values: Mapping[str, Any]) -> bool:
    try:
        blank = blank_of(key)
    except StopIteration:
        return True  # an unknown key is told by the reader of answers
    return is_asked(blank, values)


def _missing(given: Mapping[str, Any], values: Mapping[str, Any], assumptions: Assumptions) -> Iterator[AnswerFault]:
    for question in QUESTIONS:
        for blank in question.blanks:
            if blank.optional or blank.begins is not None or not is_asked(blank, values):
                continue
            rows = {"rate": "rate_row", "group_rate": "group_row"}.get(blank.key, blank.key)
            if given.get(blank.key) is None and given.get(rows) is None and default_of(blank, assumptions) is None:
                yield AnswerFault(question.key, blank.key, f"{blank.words}: an answer is needed.")


def _fault(item: Any) -> AnswerFault:
    """A fault of one field in our words."""
    loc, found = item["loc"], item["input"]
    key = str(loc[0])
    if item["type"] == "extra_forbidden" and len(loc) == 1:
        return AnswerFault(QUESTIONS[0].key, key, f"There is no question {key!r}.")
    question = question_of(key).key
    if key == "grants" and len(loc) > 2:
        blank = next((b for b in GRANT_BLANKS if b.key == loc[2]), None)
        words = blank.words if blank else f"{loc[2]}"
        said = _wanted(item, found, blank, *bounds_of(str(loc[2]), GrantAnswer) if blank else (None, None, False))
        return AnswerFault(question, "grants", f"Grant {int(loc[1]) + 1}, {words[0].lower()}{words[1:]}: {said}.")
    blank = blank_of(key)
    return AnswerFault(question, blank.key, f"{blank.words}: {_wanted(item, found, blank, *bounds_of(key))}.")


def _wanted(item: Any, found: Any, blank: Blank | None, low: float | None, high: float | None, above: bool) -> str:
    if item["type"] == "missing":
        return "an answer is needed"
    if item["type"] == "literal_error":
        return "one of the answers offered is needed"
    kind = blank.kind if blank else ""
    if kind == "month":
        return f"found {found!r}; a month is written YYYY-MM, such as 2027-01"
    if kind in ("text", "state", "rate") and isinstance(found, str):
        return "a name of at most 60 characters is needed" if kind == "text" else f"{found!r} is not offered"
    share = kind == "share"
    scale, sign = (100.0, " %") if share else (1.0, "")
    number = isinstance(found, int | float) and not isinstance(found, bool)
    told = f"found {scale * found:g}{sign}" if number else "that is not a number"
    if low is None or high is None:
        return told
    whole = "a whole number " if kind == "whole" else ""
    begins = f"above {scale * low:g}{sign} and at most" if above else f"from {scale * low:g}{sign} to"
    return f"{told}; {whole}{begins} {scale * high:,.10g}{sign} is possible"


def _between_raw(given: Mapping[str, Any]) -> Iterator[AnswerFault]:
    """What does not fit together and can be seen while single answers are still faulty."""
    shares = [given.get(key, 0.0) for key in ("medicaid_share", "other_share")]
    if all(isinstance(share, int | float) and 0 <= share <= 1 for share in shares) and sum(shares) > 1 + 1e-9:
        yield _too_many(sum(shares))


def _too_many(total: float) -> AnswerFault:
    said = f"Clients on Medicaid and clients for whom somebody else pays are {100 * total:g} % together; at most 100 %."
    return AnswerFault("payers", "other_share", said)


def _between(answers: Answers, assumptions: Assumptions) -> list[AnswerFault]:
    """What does not fit together."""
    found = list(_place(answers))
    total = answers.medicaid_share + answers.other_share
    if total > 1 + 1e-9:
        found.append(_too_many(total))
    if answers.other_last is not None and answers.other_last < answers.start:
        said = f"Last month in which they pay: {answers.other_last} is before the first month, {answers.start}."
        found.append(AnswerFault("payers", "other_last", said))
    if answers.reserve_floor > answers.reserve:
        said = "Of it, what the board wants kept: more than the reserve; at most what is there can be kept."
        found.append(AnswerFault("reserve", "reserve_floor", said))
    found += _rows(answers, assumptions)
    found += [AnswerFault("grants", "grants", said) for said in grant_problems(answers)]
    return found


def _place(answers: Answers) -> Iterator[AnswerFault]:
    if answers.state not in NAMES:
        yield AnswerFault("place", "state", f"State: {answers.state!r} is not offered.")
    if not FIRST_START <= answers.start <= LAST_START:
        said = f"First month to look at: found {answers.start}; {FIRST_START} to {LAST_START} is possible."
        yield AnswerFault("place", "start", said)


def _rows(answers: Answers, assumptions: Assumptions) -> Iterator[AnswerFault]:
    """Rates and limits that the state does not have, and a rate given twice."""
    if answers.state not in NAMES:
        return  # that is told, and what it offers is not known
    single = rate_choices(answers.state, "individual", assumptions)
    group = rate_choices(answers.state, "group", assumptions)
    for key, own, choices in (("rate_row", "rate", single), ("group_row", "group_rate", group)):
        row, offered = getattr(answers, key), [choice.basis for choice in choices]
        if row is not None and row not in offered:
            yield AnswerFault("rate", own, f"{blank_of(own).words}: {row!r} is no published rate of {answers.state}.")
        if row is not None and getattr(answers, own) is not None:
            yield AnswerFault("rate", own, f"{blank_of(own).words}: a published rate and one of your own; give one.")
    limits = [choice.basis for choice in cap_choices(answers.state, assumptions)]
    for row in answers.caps:
        if row not in limits:
            said = f"Limits that hold for your clients: {row!r} is no published limit of {answers.state}."
            yield AnswerFault("rate", "caps", said)
    if len(set(answers.caps)) < len(answers.caps):
        yield AnswerFault("rate", "caps", "Limits that hold for your clients: one is named twice.")
