"""Rules by date: a change on a day changes only what is awarded from that day on."""

import pytest

from model.inputs.request import Flavour
from model.requests.checking import checks, may_be_exported
from model.requests.computing import budget_of
from model.requests.indirect import equipment_threshold, subaward_part
from model.requests.rules import rules_on
from tests.requests.asking import asked, budget, line, small_file, typed

BEFORE, AFTER = "2024-09-30", "2024-10-01"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("de_minimis_rate", 0.10, 0.15), ("mtdc_subaward_part", 25000, 50000), ("equipment_threshold", 5000, 10000)],
)
def test_a_rule_changes_on_its_day(name: str, before: float, after: float) -> None:
    assert rules_on(BEFORE, "samhsa").value(name) == before
    assert rules_on(AFTER, "samhsa").value(name) == after
    assert rules_on("2016-01-01", "samhsa").value(name) == before  # attested later, in force already


@pytest.mark.parametrize(
    ("day", "limit"), [("2026-01-10", 225700), ("2026-01-11", 228000), ("2023-12-31", 212100), ("2040-01-01", 228000)]
)
def test_the_salary_limit_is_that_of_the_day(day: str, limit: float) -> None:
    assert rules_on(day, "hrsa").value("salary_limit") == limit


def test_a_rule_of_2024_was_not_there_before() -> None:
    assert rules_on(BEFORE, "acf").value("single_audit_threshold") is None


@pytest.mark.parametrize("flavour", ["foundation", "opioid_settlement"])
def test_federal_rules_bind_no_foundation_and_no_settlement(flavour: Flavour) -> None:
    assert rules_on(AFTER, flavour).printed == ()


def test_every_rule_has_a_source_and_what_is_from_memory_says_so() -> None:
    rules = rules_on("2026-11-01", "samhsa")
    assert all(use.source for use in rules.printed)
    memory = {use.name for use in rules.printed if use.from_memory}
    assert memory == {"incentive_limit", "program_income_default", "program_income_samhsa", "supplement_not_supplant"}


def test_only_the_request_awarded_later_has_the_later_base_and_rate() -> None:
    # subaward 60,000: 25,000 x 10 % = 2,500 before, 50,000 x 15 % = 7,500 after
    wanted = {"contractual": [line("sub", 60000, kind="subaward")], "indirect": {"kind": "de_minimis"}}
    assert budget(award_date=BEFORE, **wanted).indirect(0) == 2500
    assert budget(award_date=AFTER, **wanted).indirect(0) == 7500


def test_a_subaward_earns_indirect_once_over_its_life() -> None:
    # 30,000 a year: 30,000 in year 1, the 20,000 left in year 2
    found = budget(years=2, contractual=[line("sub", 30000, kind="subaward")], indirect={"kind": "de_minimis"})
    assert [year.base for year in found.base] == [30000, 20000]


def test_a_negotiated_rate_keeps_the_old_thresholds_until_its_agreement_says_otherwise() -> None:
    negotiated = {"kind": "negotiated", "rate": 0.2}
    old = asked(award_date=AFTER, indirect=negotiated)
    rules = rules_on(AFTER, "samhsa")
    assert (subaward_part(old, rules)[0], equipment_threshold(old, rules)[0]) == (25000, 5000)
    new = asked(award_date=AFTER, indirect={**negotiated, "subaward_part": 50000, "equipment_threshold": 10000})
    assert (subaward_part(new, rules)[0], equipment_threshold(new, rules)[0]) == (50000, 10000)


def test_equipment_of_seven_thousand_is_equipment_before_and_supplies_after() -> None:
    for day, codes in ((BEFORE, []), (AFTER, ["E8"])):
        file = small_file()
        found = checks(file, budget_of(file, asked(file, award_date=day, equipment=[line("copier", 7000)])))
        assert [c.code for c in found] == codes
        assert may_be_exported(found) is (not codes)


def test_a_training_award_pays_eight_percent_whatever_is_negotiated() -> None:
    # 8 % of 100,000
    indirect = {"kind": "negotiated", "rate": 0.3, "agreed": "2026-01-01", "type": "final", "training_award": True}
    assert budget(personnel=[typed("Trainer", 100000)], indirect=indirect).indirect(0) == 8000
