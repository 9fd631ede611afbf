"""Cost rules in force on a day, for a funder: values, sources and how sure we are of each.

The rules stand in `assumptions/federal_rules.csv`. A rule that changes on a day changes requests awarded from that day
on and no earlier one. Where the first row of a rule is only attested — its source shows it, and nobody looked up when
it began — it holds for earlier days too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from model.inputs.assumption_records import Rule
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.request import Flavour

HHS: tuple[Flavour, ...] = ("samhsa", "hrsa", "acf", "acl", "cdc")
# What each rule binds; a rule that is not named here binds awards of the HHS agencies.
BINDS: Mapping[str, tuple[Flavour, ...]] = MappingProxyType(
    {
        "data_collection_limit": ("samhsa",),
        "data_collection_limit_other": ("samhsa",),
        "training_award_indirect": ("samhsa", "hrsa"),
        "minor_alteration_limit": ("samhsa",),
        "budget_revision_approval": ("samhsa",),
        "pre_award_costs": ("samhsa",),
        "incentive_limit": ("samhsa",),
        "sf424a_samhsa_sections": ("samhsa",),
        "narrative_pages_samhsa": ("samhsa",),
        "program_income_samhsa": ("samhsa",),
        "no_cost_extension": ("samhsa",),
        "no_cost_extension_notice": ("samhsa",),
        "carryover": ("samhsa",),
        "match_bcor": ("samhsa",),
        "program_income_hrsa": ("hrsa",),
        "application_pages_hrsa": ("hrsa",),
        "fringe_detail_above": ("acl",),
        "supplies_detail_above": ("acl",),
        "unrecovered_indirect_as_match": ("acl",),
        "consultants_in_other": ("acl",),
        "local_travel_in_other": ("acf",),
        "program_income_on_sf424a": HHS,
    }
)
MEMORY = "judgement"  # how the table marks what no document was read for


@dataclass(frozen=True, kw_only=True)
class RuleUse:
    """One rule as it stood on the day.

    Attributes:
        name: such as `de_minimis_rate`; value, text, unit: what it says.
        since: the day it took effect or was first attested; empty when undated.
        date_means: `law`, `attested` or `undated`.
        source, locator, confidence, note: its evidence; the source is a key of `sources.yaml`.
        binds: whether it binds this funder; others are only a custom.
    """

    name: str
    value: float | None
    text: str
    unit: str
    since: str
    date_means: str
    source: str
    locator: str
    confidence: str
    note: str
    binds: bool

    @property
    def from_memory(self) -> bool:
        """Whether no document was read for it: such a rule informs and never blocks."""
        return self.confidence == MEMORY


@dataclass(frozen=True, kw_only=True, eq=False)
class Rules:
    """The rules of a day for a funder."""

    day: str
    flavour: Flavour
    uses: Mapping[str, RuleUse]

    def value(self, name: str) -> float | None:
        """The number of a rule, also of one that does not bind this funder; None where there was none on the day."""
        use = self.uses.get(name)
        return None if use is None else use.value

    def binding(self, name: str) -> RuleUse | None:
        """The rule where it binds this funder."""
        use = self.uses.get(name)
        return use if use is not None and use.binds else None

    @property
    def printed(self) -> tuple[RuleUse, ...]:
        """The rules that bind, in the order of the table: what an export prints with source and date."""
        return tuple(use for use in self.uses.values() if use.binds)


def rules_on(day: str, flavour: Flavour, assumptions: Assumptions | None = None) -> Rules:
    """The rules in force on a day.

    Args:
        day: YYYY-MM-DD, the day of the award.
        flavour: the funder.
        assumptions: the project's own unless given.
    """
    return _of_the_project(day, flavour) if assumptions is None else _on(day, flavour, assumptions)


@lru_cache(maxsize=64)  # every month of everybody's pay asks for the rules of its day
def _of_the_project(day: str, flavour: Flavour) -> Rules:
    return _on(day, flavour, load_assumptions())


def _on(day: str, flavour: Flavour, assumptions: Assumptions) -> Rules:
    rows: dict[str, list[Rule]] = {}
    for row in assumptions.federal_rules:
        rows.setdefault(row.rule, []).append(row)
    found = {name: _in_force(each, day) for name, each in rows.items()}
    uses = {name: _use(row, flavour) for name, row in found.items() if row is not None}
    return Rules(day=day, flavour=flavour, uses=MappingProxyType(uses))


def _in_force(rows: list[Rule], day: str) -> Rule | None:
    ordered = sorted(rows, key=lambda row: row.effective_from or "")
    begun = [row for row in ordered if (row.effective_from or "") <= day]
    if begun:
        return begun[-1]
    return ordered[0] if ordered[0].date_means == "attested" else None


def _use(row: Rule, flavour: Flavour) -> RuleUse:
    return RuleUse(
        name=row.rule,
        value=row.value,
        text=row.text or "",
        unit=row.unit,
        since=row.effective_from or "",
        date_means=row.date_means,
        source=row.source,
        locator=row.locator,
        confidence=row.confidence,
        note=row.note or "",
        binds=flavour in BINDS.get(row.rule, HHS),
    )
