"""The gallery: published results, and what the model makes of the same inputs.

No published rate study of peer support (H0038) could be read down to its worksheet, so none is here: the cases test
parts of the arithmetic against budgets, awards, rules and rates that print their numbers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from model.gallery import budgets, rates
from model.gallery.records import Case, Given, load_book
from model.gallery.runs import Figures
from model.inputs.assumption_records import Source

READINGS: Mapping[str, Callable[[Case], Figures]] = {
    "guilford_daymark_partial_year": budgets.guilford,
    "madison_coap_cliff": budgets.madison,
    "samhsa_sample_budget": budgets.samhsa_personnel,
    "basu_chw_thresholds": rates.every_state,
    "gurley_calvez_2020": budgets.kc_care,
    "nc_h0038_2019": rates.north_carolina,
    "oregon_beside_north_carolina": rates.two_states,
    "ajmc_massachusetts_model": budgets.massachusetts_model,
    "csh_services_cost": rates.housing_services,
    "national_council_pps": rates.clinic_month,
    "leadingage_turnover": budgets.turnover,
    "fms_unit_rate": rates.wage_as_unit,
    "nc_dcw_2023": rates.pass_through,
    "ma_ch257_parameters": rates.chapter_257,
    "RM1": rates.four_states,
    "RM2": rates.illinois,
    "RM4": rates.productive_hours,
    "RM5": rates.clinic_visit,
    "RM8": budgets.samhsa_travel,
    "RM9": budgets.samhsa_match,
    "RM10": budgets.acl,
    "RM11": budgets.object_classes,
    "RM12": budgets.intervention,
    "RM15": rates.leave_and_rooms,
    "SYN1": rates.peer_rate,
    "SYN2": budgets.total_direct_cost,
}
# what an exact figure may miss by, since the model's sums are floating point
ROUNDING = 1e-9


class Published(NamedTuple):
    """A figure as its source gives it."""

    label: str
    unit: str
    figure: float


@dataclass(frozen=True, kw_only=True)
class Result:
    """A published result beside ours. Tuples run alike, one place a figure.

    Attributes:
        key: of the case; title; what it tests.
        source: where it is published, and when.
        program: the file that was run, in `assumptions/gallery/`; empty for a direct call.
        published: label, unit and figure.
        given: printed, arithmetic (ours on printed numbers), source code, or constructed.
        ours: from the model, computed when asked.
        tolerance: within which they agree.
        differs: why they must not agree; empty where they must.
        why: what was inferred, and what a small difference comes from.
    """

    key: str
    title: str
    tests: str
    source: Source
    program: str
    published: tuple[Published, ...]
    given: tuple[Given, ...]
    ours: tuple[float, ...]
    tolerance: tuple[float, ...]
    differs: tuple[str, ...]
    why: str

    @property
    def route(self) -> Literal["program file", "direct call"]:
        """Whether a whole program was run, or a stage called."""
        return "program file" if self.program else "direct call"

    @property
    def difference(self) -> tuple[float, ...]:
        """Ours less the published figure."""
        return tuple(ours - published.figure for ours, published in zip(self.ours, self.published, strict=True))

    @property
    def within(self) -> tuple[bool, ...]:
        """Whether each figure agrees within its tolerance."""
        pairs = zip(self.difference, self.tolerance, strict=True)
        return tuple(abs(difference) <= tolerance + ROUNDING for difference, tolerance in pairs)

    @property
    def agrees(self) -> bool:
        """Whether all figures agree."""
        return all(self.within)

    @property
    def as_expected(self) -> bool:
        """Whether each figure agrees, or must not agree and does not."""
        return all(close != bool(reason) for close, reason in zip(self.within, self.differs, strict=True))


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A published result that the model cannot express: what is published, and what is missing."""

    key: str
    title: str
    source: Source
    published: str
    missing: str


def gallery() -> tuple[Result, ...]:
    """Run every case and lay it beside what is published."""
    return tuple(_result(key, case, READINGS[key](case)) for key, case in load_book().cases.items())


def not_expressed() -> tuple[Missing, ...]:
    """Published results that the model cannot express."""
    return tuple(Missing(key=key, **dict(absent)) for key, absent in load_book().not_expressed.items())


def _result(key: str, case: Case, ours: Figures) -> Result:
    figures = case.figures.values()
    return Result(
        key=key,
        title=case.title,
        tests=case.tests,
        source=case.source,
        program=case.program,
        published=tuple(Published(f.label, f.unit, f.published) for f in figures),
        given=tuple(f.given for f in figures),
        ours=tuple(ours[name] for name in case.figures),
        tolerance=tuple(f.tolerance for f in figures),
        differs=tuple(f.differs or "" for f in figures),
        why=case.why,
    )
