"""The cited numbers: complete, cited, in bounds, used, and what they were when they were cited."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from model.inputs.assumptions import (
    FOLDER,
    AssumptionError,
    Assumptions,
    load_assumptions,
    read_assumptions,
)
from model.inputs.strict_yaml import YamlFault, read_scalar, read_yaml
from model.inputs.units import UNITS, covers, known_fields

WAGE_FIGURES = ("p10", "p25", "median", "mean", "p75", "p90", "low", "high")
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
VERIFY = "verify before citing in print"


@pytest.fixture(scope="module")
def numbers() -> Assumptions:
    return load_assumptions()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the assumptions that a test may spoil."""
    copy = tmp_path / "assumptions"
    copy.mkdir()
    for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("*.csv")]:
        shutil.copy(path, copy)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(folder: Path) -> str:
    with pytest.raises(AssumptionError) as found:
        read_assumptions(folder)
    return str(found.value)


# --- complete, cited, in bounds, used


def test_every_number_is_an_entry_with_a_source_a_place_a_year_and_a_confidence(numbers):
    for entry in numbers.entries.values():
        if entry.value is None:
            assert entry.ask, entry.key
            assert entry.ask.endswith(("?", ".")), entry.key
        else:
            assert entry.source in numbers.sources, entry.key
            assert entry.locator and entry.vintage and entry.confidence, entry.key


def test_every_value_lies_in_its_range_and_in_what_its_unit_allows(numbers):
    for entry in numbers.entries.values():
        unit = UNITS[entry.unit]
        for figure in (entry.low, entry.value, entry.high):
            assert figure is None or unit.low <= figure <= unit.high, entry.key
        if entry.value is not None and entry.low is not None:
            assert entry.low <= entry.value <= entry.high, entry.key


def test_money_carries_its_price_year_and_nothing_else_does(numbers):
    for entry in numbers.entries.values():
        assert (entry.price_year is not None) == (UNITS[entry.unit].money and entry.value is not None), entry.key


def test_every_entry_and_rule_fills_a_known_field(numbers):
    for fills in [
        *(entry.fills for entry in numbers.entries.values()),
        *(rule.fills for rule in numbers.federal_rules),
    ]:
        assert any(covers(field, fills) for field in known_fields()), fills


def test_every_source_is_used_and_every_row_names_one(numbers):
    used = {entry.source for entry in numbers.entries.values()} - {None}
    for rows in numbers.tables().values():
        used |= {row.source for row in rows}
    assert used == set(numbers.sources)


def test_every_source_can_be_found_again(numbers):
    for key, source in numbers.sources.items():
        assert source.url or source.where, key
        assert source.accessed == "2026-11-22", key
        assert source.url is None or source.url.startswith(("https://", "http://")), key


def test_a_source_without_an_address_is_never_primary_and_asks_to_be_verified(numbers):
    lost = {key for key, source in numbers.sources.items() if "address not kept" in (source.where or "")}
    cited = [entry for entry in numbers.entries.values() if entry.source in lost]
    cited += [row for rows in numbers.tables().values() for row in rows if row.source in lost]
    assert len(cited) > 50
    for item in cited:
        assert item.confidence != "primary", item
        assert VERIFY in (item.note or "").lower(), item


def test_a_judgement_says_so_in_source_and_confidence(numbers):
    for entry in numbers.entries.values():
        assert (entry.source == "project-judgement") == (entry.confidence == "judgement"), entry.key


def test_nothing_was_recalled_instead_of_read():
    for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("*.csv")]:
        text = path.read_text(encoding="utf-8").lower()
        assert "memory" not in text, path
        assert "recall" not in text, path


def test_what_nobody_could_source_is_asked_and_not_filled(numbers):
    for key in ("no_show.peers", "denial.peers", "rate.iowa_h0038", "fmap.2027", "insecurity.multiplier"):
        assert numbers.entry(key).value is None
        assert numbers.entry(key).ask


def test_effects_with_thin_evidence_are_off_by_default(numbers):
    effects = (
        "staffing.wage_elasticity",
        "staffing.insecurity.multiplier",
        "supports.*.turnover_multiplier",
        "supports.*.no_show_multiplier",
    )
    for field in effects:
        entries = numbers.for_field(field)
        assert entries
        assert all(entry.off_by_default for entry in entries)


def test_the_units_in_use_are_those_of_the_closed_list(numbers):
    units = {entry.unit for entry in numbers.entries.values()}
    for rows in numbers.tables().values():
        units |= {row.unit for row in rows if hasattr(row, "unit")}
    assert units == set(UNITS)


def test_published_percentiles_rise(numbers):
    for row in numbers.wage_table:
        figures = [getattr(row, name) for name in PERCENTILES if getattr(row, name) is not None]
        assert figures == sorted(figures), row
        assert any(getattr(row, name) is not None for name in WAGE_FIGURES), row


def test_what_is_projected_or_interpolated_is_marked_and_derived(numbers):
    for row in numbers.wage_table:
        assert (row.status == "observed") or row.confidence == "derived", row
    assert {row.effective_from for row in numbers.payroll_table if row.status == "projected"} == {"2027-01-01"}


def test_all_states_have_a_federal_match_and_the_enhanced_one_follows_from_it(numbers):
    regular = [row for row in numbers.federal_match if row.kind == "regular"]
    for year in (2024, 2025, 2026):
        assert len({row.state for row in regular if row.year == year}) == 51
    for row in regular:
        assert 0.50 <= row.fmap <= 0.83
        if row.enhanced is not None:
            # a tenth of a point of rounding in the source: 50.01 % gives 65.007, printed 65.01
            assert row.enhanced == pytest.approx(min(0.85, row.fmap + 0.30 * (1 - row.fmap)), abs=6e-5)


def test_all_states_have_wages_of_the_occupations_nearest_to_peers(numbers):
    for soc, states in (("21-1093", 51), ("21-1094", 51), ("21-1018", 51), ("31-1120", 51), ("31-1133", 39)):
        found = {row.state for row in numbers.wage_table if row.soc == soc and row.source == "oews-2024-states"}
        assert len(found) == states, soc


def test_a_rate_is_one_for_peers_and_a_bundle_says_so(numbers):
    for row in numbers.medicaid_rates:
        assert row.rate > 0
        assert (row.kind == "bundle") == (row.code == "99490")
        assert (row.per == "unit") == (row.unit_minutes == 15)


def test_a_cap_without_a_number_is_one_that_says_there_is_none(numbers):
    for row in numbers.medicaid_caps:
        assert (row.limit is None) == (row.kind == "no_limit_reported"), row


# --- what was cited stays as it was: rows are added, not edited

HISTORY = {
    "entries": {
        2002: (1, 0.4), 2005: (1, 1.28), 2010: (3, 350000.566), 2012: (1, 0.21), 2013: (4, 1.853),
        2016: (4, 4.37), 2018: (1, 0.004), 2019: (6, 35.705), 2021: (4, 200014.837), 2022: (15, 300214.479),
        2023: (12, 425.5285), 2024: (40, 43786.06), 2025: (11, 1002378.445), 2026: (44, 142421.5213),
        None: (25, 0.0),
    },
    "medicaid_rates": {
        "2014": (1, 5.75), "2018": (1, 15.02), "2019": (2, 14.85), "2021": (3, 523.08), "2023": (2, 20.93),
        "2024": (9, 131.97), "2025": (12, 129.62), "2026": (27, 607.05),
    },
    "medicaid_caps": {
        "2019": (9, 189.0), "2020": (2, 80.0), "2022": (12, 278.0), "2023": (1, 8.0), "2024": (5, 316.0),
        "2026": (6, 941.0),
    },
    "fmap": {2022: (1, 0.6214), 2024: (51, 30.8138), 2025: (52, 31.3067), 2026: (52, 31.1568), None: (2, 1.4)},
    "wages": {
        2015: (2, 46.36), 2021: (9, 173.74), 2022: (6, 203.99), 2023: (5, 116395.48), 2024: (502, 264260.72),
        2025: (58, 705232.47), 2026: (6, 536012.57),
    },
    "payroll": {
        "2020": (4, 137700.153), "2021": (1, 142800.0), "2022": (1, 147000.0), "2023": (1, 160200.0),
        "2024": (102, 1212412.7061), "2025": (6, 222600.718), "2026": (52, 386167.749), "2027": (1, 192600.0),
    },
    "federal_rules": {
        "2017": (1, 187000.0), "2018": (1, 189600.0), "2019": (1, 192300.0), "2020": (1, 197300.0),
        "2021": (1, 199300.0), "2022": (2, 203700.15), "2023": (16, 242145.38), "2024": (10, 1291900.15),
        "2025": (2, 225700.0), "2026": (4, 228004.0), "": (22, 400184.2),
    },
}  # fmt: skip


def tally(figures: Iterable[tuple[object, list[float | None]]]) -> dict[object, tuple[int, float]]:
    """Count and add up by vintage."""
    counts: dict[object, int] = defaultdict(int)
    sums: dict[object, float] = defaultdict(float)
    for vintage, values in figures:
        counts[vintage] += 1
        sums[vintage] += sum(value for value in values if value is not None)
    return {vintage: (counts[vintage], round(sums[vintage], 4)) for vintage in counts}


VINTAGES: dict[str, Callable[[Assumptions], Iterable[tuple[object, list[float | None]]]]] = {
    "entries": lambda all_: ((entry.vintage, [entry.value]) for entry in all_.entries.values()),
    "medicaid_rates": lambda all_: ((row.as_of[:4], [row.rate]) for row in all_.medicaid_rates),
    "medicaid_caps": lambda all_: ((row.as_of[:4], [row.limit]) for row in all_.medicaid_caps),
    "fmap": lambda all_: ((row.year, [row.fmap]) for row in all_.federal_match),
    "wages": lambda all_: ((row.vintage, [getattr(row, name) for name in WAGE_FIGURES]) for row in all_.wage_table),
    "payroll": lambda all_: ((row.effective_from[:4], [row.value]) for row in all_.payroll_table),
    "federal_rules": lambda all_: (((row.effective_from or "")[:4], [row.value]) for row in all_.federal_rules),
}


@pytest.mark.parametrize("table", HISTORY)
def test_the_count_and_the_sum_of_a_year_stay_as_they_were_cited(numbers, table):
    assert HISTORY[table] == tally(VINTAGES[table](numbers))


# --- figures typed by hand from the documents


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("turnover.annual", 0.33),
        ("turnover.supervisors", 0.234),
        ("replacement.share", 0.12),
        ("replacement.all_in", 0.21),
        ("elasticity.separations", 1.2),
        ("benefits.fica", 0.0765),
        ("benefits.unemployment_base_iowa", 20_400),
        ("costs.mileage", 0.725),
        ("indirect.de_minimis", 0.15),
        ("indirect.de_minimis_before", 0.10),
        ("pay.outside_store_iowa", 15.50),
        ("no_show.addiction_first_before", 0.374),
        ("denial.authorizations", 0.125),
        ("limits.peers_per_supervisor_nc", 8),
        ("clients.caseload_limit_nc", 15),
        ("award.bcor_2022", 300_000),
    ],
)
def test_an_entry_is_what_its_source_says(numbers, key, value):
    assert numbers.entry(key).value == value


@pytest.mark.parametrize(
    ("key", "arithmetic"),
    [
        ("vacancy.months", 7 * 12 / 52),
        ("vacancy.all_employers", 42 * 12 / 365),
        ("vacancy.health_services", 8 * 12 / 52),
        ("vacancy.direct_support_steady", 52 * 0.153 / (0.409 * 0.847) * 12 / 52),
        ("turnover.peers_who_intend", 0.42 * 0.44),
        ("benefits.health_single", (9325 - 1440) / 12),
        ("benefits.health_family", (26993 - 6850) / 12),
        ("benefits.all_fringe_service_jobs", (1.36 + 0.38 + 2.07) / 18.15),
        ("benefits.all_fringe_private", (3.62 + 1.57 + 3.38) / 32.60),
        ("pay.certification_dollars", 16.50 - 15.39),
        ("pay.supervisor_ceiling", 38.65 / 22.08),
        ("clients.sessions_per_week_michigan", 50.0 / 4 / 52),
        ("supports.retention_bonus", 0.14 / 0.25),
        ("supports.fewer_no_shows", 19.9 / 37.4),
        ("costs.certification", 165 / 2),
        ("award.telligen", 17_000_000 / 389),
    ],
)
def test_a_derived_entry_is_its_own_arithmetic(numbers, key, arithmetic):
    assert numbers.entry(key).value == pytest.approx(arithmetic, rel=5e-3)


def test_the_ramp_is_a_line_from_half_to_full_in_twelve_weeks(numbers):
    # 12 weeks are 2.77 months; productivity at month t is 0.5 + 0.5 t / 2.77, so a whole month has its middle:
    # 0.5 + 0.5 x 0.5 / 2.77 = 0.590 and 0.5 + 0.5 x 1.5 / 2.77 = 0.771;
    # the third is 0.77 of a month at the mean of 0.861 and 1, then 0.23 of one at 1: 0.946
    ramp = [numbers.entry(f"ramp.month_{month}").value for month in (1, 2, 3)]
    assert ramp == pytest.approx([0.590, 0.771, 0.946], abs=0.006)


def test_north_carolina_pays_11_97_and_2_88_for_a_unit(numbers):
    rows = numbers.rates("NC")
    assert {(row.delivery, row.rate) for row in rows} == {("individual", 11.97), ("group", 2.88)}


def test_disagreeing_rates_stand_side_by_side(numbers):
    assert {row.rate for row in numbers.rates("NH")} == {24.94, 25.69}
    assert {row.rate for row in numbers.rates("WY")} == {9.00, 14.68}


def test_iowa_has_only_the_bundle_and_no_unit_rate(numbers):
    assert {(row.kind, row.rate) for row in numbers.rates("IA")} == {("bundle", 121.14), ("bundle", 200.97)}


def test_texas_allows_104_units_in_six_months_whenever_they_begin(numbers):
    limits = [row for row in numbers.caps("TX") if row.kind == "unit_limit"]
    assert [(row.limit, row.period, row.window, row.per) for row in limits] == [(104, "half", "rolling", "client")]


def test_plans_of_one_state_disagree_on_units_before_authorization(numbers):
    limits = [row.limit for row in numbers.caps("NC") if row.kind == "units_before_authorization"]
    assert sorted(limits) == [24, 64]


def test_federal_match_by_state_and_year(numbers):
    assert numbers.fmap("IA", 2024).fmap == 0.6413
    assert numbers.fmap("IA", 2026).fmap == 0.627
    assert numbers.fmap("NC", 2025).fmap == 0.6506
    assert numbers.fmap("MS", 2025).fmap == 0.769


def test_wages_by_area_and_occupation(numbers):
    national = {row.period: row.median for row in numbers.wages("US", "21-1093") if row.kind == "oews"}
    assert national == {"May 2024": 21.69, "May 2025": 22.08}
    iowa = [row for row in numbers.wages("Iowa", "21-1094") if row.status == "observed"]
    assert [(row.p10, row.median, row.p90) for row in iowa] == [(18.36, 23.52, 34.12)]


def test_the_rate_of_a_mile_goes_by_the_month(numbers):
    assert numbers.payroll("mileage_rate", "US", "2025-12").value == 0.70
    assert numbers.payroll("mileage_rate", "US", "2026-01").value == 0.725


def test_unemployment_goes_by_state_and_month(numbers):
    assert numbers.payroll("unemployment_wage_base", "IA", "2025-12").value == 39_500
    assert numbers.payroll("unemployment_wage_base", "IA", "2026-07").value == 20_400
    assert numbers.payroll("unemployment_rate", "NC", "2026-07").value == 0.01


def test_a_rule_holds_from_its_month_on(numbers):
    assert numbers.rule("de_minimis_rate", "2024-09").value == 0.10
    assert numbers.rule("de_minimis_rate", "2024-10").value == 0.15
    assert numbers.rule("salary_limit", "2025-12").value == 225_700
    assert numbers.rule("salary_limit", "2026-01").value == 228_000


def test_the_first_entry_of_a_field_is_the_default_and_the_others_are_choices(numbers):
    turnover = numbers.for_field("staffing.annual_turnover")
    assert [entry.key for entry in turnover[:2]] == ["turnover.annual", "turnover.sud_counselors"]
    assert numbers.for_field("services.individual.no_show")[0].key == "no_show.peers"
    assert numbers.for_field("benefits.components[name=FICA].share_of_wages")[0].value == 0.0765
    assert numbers.for_field("materiality") == ()


def test_what_was_read_cannot_be_changed(numbers):
    with pytest.raises(TypeError):
        numbers.entries["turnover.annual"] = None
    with pytest.raises(ValueError, match="frozen"):
        numbers.entry("turnover.annual").value = 0.5
    assert load_assumptions() is numbers


# --- lookups that miss


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda all_: all_.entry("turnover.anual"),
            "no assumption is called turnover.anual; did you mean turnover.annual?",
        ),
        (
            lambda all_: all_.for_field("staffing.anual_turnover"),
            "staffing.anual_turnover is not a field of the program file; did you mean staffing.annual_turnover?",
        ),
        (
            lambda all_: all_.caps("IL"),
            "no Medicaid cap for IL was found; there is one for AZ, CA, IA, KS, MA, MI, MN, MS, NC, NJ, NM, NV, NY, "
            "OH, OR, TN, TX, VA, WA",
        ),
        (
            lambda all_: all_.fmap("IA", 2027),
            "no federal match for IA in 2027; there is one for 2022, 2024, 2025, 2026",
        ),
        (
            lambda all_: all_.fmap("Iowa", 2026),
            "no federal match for Iowa; the fifty states and DC have one, by postal code",
        ),
        (lambda all_: all_.wages("Iowas", "21-1093"), "no wages for Iowas; did you mean Iowa?"),
        (lambda all_: all_.wages("Iowa", "21-1903"), "no wages for 21-1903 in Iowa; did you mean 21-1093?"),
        (
            lambda all_: all_.payroll("milage_rate", "US", "2026-01"),
            "no payroll number is called milage_rate; did you mean mileage_rate?",
        ),
        (
            lambda all_: all_.payroll("mileage_rate", "NC", "2026-01"),
            "no mileage_rate for NC; there is one for US",
        ),
        (
            lambda all_: all_.rule("de_minimis", "2026-01"),
            "no federal rule is called de_minimis; did you mean de_minimis_rate?",
        ),
        (
            lambda all_: all_.rule("de_minimis_rate", "2022-12"),
            "de_minimis_rate has no value in 2022-12; the first is from 2023-01-01",
        ),
    ],
)
def test_a_lookup_that_misses_names_the_nearest_right_one(numbers, ask, message):
    with pytest.raises(AssumptionError) as found:
        ask(numbers)
    assert str(found.value) == message


# --- refusals of a spoilt folder


def test_a_misspelt_field_is_refused_with_the_nearest_right_one(folder):
    change(folder / "labor.yaml", "  vintage: 2024\n", "  vintag: 2024\n")
    assert fault(folder) == (
        "assumptions/labor.yaml, line 3: turnover.annual: vintage is missing\n"
        "assumptions/labor.yaml, line 12: turnover.annual: vintag is not a field of Entry; did you mean vintage?"
    )


def test_a_misplaced_field_is_refused(folder):
    change(folder / "labor.yaml", "  low: 0.2\n  high: 0.45\n", "  range:\n    low: 0.2\n    high: 0.45\n")
    assert fault(folder) == (
        "assumptions/labor.yaml, line 3: turnover.annual: low is missing\n"
        "assumptions/labor.yaml, line 3: turnover.annual: high is missing\n"
        "assumptions/labor.yaml, line 7: turnover.annual: range is not a field of Entry; did you mean range_means?"
    )


def test_a_field_out_of_its_block_is_refused(folder):
    path = folder / "grants.yaml"
    path.write_text("low: 0.2\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert fault(folder) == "assumptions/grants.yaml, line 1: low is 0.2; it must be a block of fields"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "labor.yaml",
            "  value: 0.33\n",
            "  value: 0.33\n  value: 0.30\n",
            "assumptions/labor.yaml, line 7: 'value' stands twice in one block, first on line 6",
        ),
        (
            "labor.yaml",
            "  value: 0.33\n",
            "  value: '0.33'\n",
            "assumptions/labor.yaml, line 6: turnover.annual: value is '0.33'; it must be a number",
        ),
        (
            "labor.yaml",
            "  value: 0.33\n",
            "  value: 0.53\n",
            "turnover.annual: low, value and high are [0.2, 0.53, 0.45]; they must not fall",
        ),
        (
            "labor.yaml",
            "unit: separations a filled seat and year",
            "unit: separations a seat and year",
            "turnover.annual: unit is 'separations a seat and year', which is not in the list; "
            "did you mean separations a filled seat and year?",
        ),
        (
            "labor.yaml",
            "  value: 0.0765\n",
            "  value: 7.65\n",
            "benefits.fica: 7.65 is not possible in share of wages: it lies between 0 and 1\n"
            "benefits.fica: low, value and high are [0.0765, 7.65, 0.0765]; they must not fall",
        ),
        (
            "labor.yaml",
            "  source: eby-2010\n",
            "  source: eby-2011\n",
            "turnover.sud_counselors: source eby-2011 is not in sources.yaml; did you mean eby-2010?",
        ),
        (
            "labor.yaml",
            "  fills: staffing.annual_turnover\n",
            "  fills: staffing.turnover\n",
            "turnover.annual: fills is staffing.turnover, which is not a known field; "
            "did you mean staffing.annual_turnover?",
        ),
        (
            "labor.yaml",
            "  confidence: judgement\n",
            "  confidence: certain\n",
            "assumptions/labor.yaml, line 13: turnover.annual: confidence is 'certain'; "
            "it must be 'primary', 'secondary', 'derived' or 'judgement'",
        ),
        (
            "labor.yaml",
            "  price_year: 2024\n",
            "",
            "pay.outside_store_iowa: price_year belongs to an amount of money, and only to one",
        ),
        (
            "labor.yaml",
            "  value: 0.332\n",
            "  value: null\n",
            "turnover.sud_counselors: ask belongs to an entry without a value, and only to one",
        ),
        (
            "labor.yaml",
            "turnover.annual:\n",
            "turnover.annual:\n  key: turnover\n",
            "assumptions/labor.yaml, line 3: turnover.annual: key is not a field; the name of the block is the key",
        ),
        (
            "grants.yaml",
            "indirect.de_minimis:\n",
            "turnover.annual:\n",
            "assumptions/grants.yaml: turnover.annual stands in another file too",
        ),
        (
            "sources.yaml",
            "  accessed: 2026-11-22\n",
            "  accessed: 22.11.2026\n",
            "assumptions/sources.yaml, line 8: project-judgement: accessed is '22.11.2026'; "
            "it must be of the form 2026-07-01, or 2026-07 where days do not matter",
        ),
        (
            "fmap.csv",
            "AK,2024,regular",
            "Alaska,2024,regular",
            "assumptions/fmap.csv, line 2: state is 'Alaska'; it must be of the form NC",
        ),
        (
            "fmap.csv",
            "AK,2025,regular",
            "AK,2024,regular",
            "assumptions/fmap.csv, line 3: says the same thing as line 2",
        ),
        (
            "fmap.csv",
            "2024-09-30,0.5001,",
            "2024-09-30,5001e-4,",
            "assumptions/fmap.csv, line 2: fmap is 5001e-4: write the number in full, or quote it if it is text",
        ),
        (
            "fmap.csv",
            "2024-09-30,0.5001,",
            "2024-09-30,half,",
            "assumptions/fmap.csv, line 2: fmap is 'half'; it must be a number",
        ),
        (
            "fmap.csv",
            "AK,2024,regular",
            "AK,2024,regular,",
            "assumptions/fmap.csv, line 2: there are 12 cells; there must be 11",
        ),
        (
            "payroll.csv",
            "parameter,jurisdiction",
            "parameter,state",
            "assumptions/payroll.csv, line 1: the columns are parameter, state, effective_from, value, unit, status, "
            "source, locator, confidence, note; they must be parameter, jurisdiction, effective_from, value, unit, "
            "status, source, locator, confidence, note",
        ),
        (
            "federal_rules.csv",
            "acf-nofo-2023",
            "acf-nofo-2032",
            "assumptions/federal_rules.csv, indirect cost: source acf-nofo-2032 is not in sources.yaml; "
            "did you mean acf-nofo-2023?",
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_the_place_and_what_is_wrong(folder, name, old, new, message):
    change(folder / name, old, new)
    assert fault(folder) == message


def test_a_missing_table_is_refused(folder):
    (folder / "payroll.csv").unlink()
    assert fault(folder).startswith("assumptions/payroll.csv: the table cannot be read: [Errno 2]")


def test_missing_sources_are_one_fault_and_not_hundreds(folder):
    (folder / "sources.yaml").unlink()
    assert fault(folder) == "assumptions/sources.yaml, line 1: the file cannot be read: no such file or directory"


def test_all_faults_are_reported_together(folder):
    change(folder / "labor.yaml", "  value: 0.33\n", "  value: 0.53\n")
    change(folder / "labor.yaml", "  source: eby-2010\n", "  source: eby-2011\n")
    change(folder / "fmap.csv", "AK,2024,regular", "Alaska,2024,regular")
    assert len(fault(folder).splitlines()) == 3


# --- strict YAML


def faults_of(text: str | bytes) -> list[str]:
    with pytest.raises(YamlFault) as found:
        read_yaml(text, "file.yaml")
    return str(found.value).splitlines()


def test_plain_yaml_is_read_as_written():
    text = (
        "state: IA\nstart: 2026-07\nday: 2026-07-01\ncode: H0038\nshares: [0.5, .25, -1, 0]\nleft_out: null\n"
        "empty:\nlong: true\nquoted: '1e6'\nblock: |\n  NO\n"
    )
    assert read_yaml(text).value == {
        "state": "IA",
        "start": "2026-07",
        "day": "2026-07-01",
        "code": "H0038",
        "shares": [0.5, 0.25, -1, 0],
        "left_out": None,
        "empty": None,
        "long": True,
        "quoted": "1e6",
        "block": "NO\n",
    }


def test_a_whole_number_stays_whole_and_a_decimal_is_a_float():
    assert [type(read_scalar(text)) for text in ("15", "15.0", "-3", "+.5")] == [int, float, int, float]


def test_the_line_of_a_path_is_known_and_of_a_missing_one_its_block():
    document = read_yaml("positions:\n  - id: peer-1\n    mix: {individual: 0.85}\n  - id: peer-2\n", "file.yaml")
    assert document.line_of(("positions", 0, "mix", "individual")) == 3
    assert document.line_of(("positions", 1, "id")) == 4
    assert document.line_of(("positions", 1, "caseload")) == 4
    assert document.line_of(("nothing",)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: 'a' stands twice in one block, first on line 1"),
        ("a: {b: 1, b: 2}\n", "line 1: 'b' stands twice in one block, first on line 1"),
        ("state: NO\n", "line 1: NO is refused: some readers take it for true or false: quote it if it is text"),
        ("on: 1\n", "line 1: on is refused: some readers take it for true or false: quote it if it is text"),
        ("a: True\n", "line 1: True is refused: write true or false in small letters, or quote it if it is text"),
        ("a: 1e6\n", "line 1: 1e6 is refused: write the number in full, or quote it if it is text"),
        ("a: 1.5E-3\n", "line 1: 1.5E-3 is refused: write the number in full, or quote it if it is text"),
        ("a: 1_000\n", "line 1: 1_000 is refused: write the number without underscores, or quote it if it is text"),
        ("a: 1,000\n", "line 1: 1,000 is refused: write the number without commas, or quote it if it is text"),
        ("a: 1:30\n", "line 1: 1:30 is refused: some readers count it in sixties: quote it if it is text"),
        (
            "a: 010\n",
            "line 1: 010 is refused: it begins with 0: write 64,000 as 64000, or quote text",
        ),
        (
            "a: 0x1F\n",
            "line 1: 0x1F is refused: it begins with 0: write 64,000 as 64000, or quote text",
        ),
        (
            "a: 0o17\n",
            "line 1: 0o17 is refused: it begins with 0: write 64,000 as 64000, or quote text",
        ),
        ("a: .inf\n", "line 1: .inf is refused: it is not a finite number: leave a limit out to have none"),
        ("a: .NaN\n", "line 1: .NaN is refused: it is not a finite number: leave a limit out to have none"),
        ("a: 5.\n", "line 1: 5. is refused: a digit must follow the point, or quote it if it is text"),
        ("a: 15%\n", "line 1: 15% is refused: write a share as a fraction, such as 0.15 for 15 %"),
        ("a: $15.50\n", "line 1: $15.50 is refused: write dollars as a plain number"),
        (f"a: {'9' * 31}\n", f"line 1: {'9' * 31} is refused: the number is too long, or quote it if it is text"),
        ("1: a\n", "line 1: a key must be text, and 1 is not: quote it, or write 1,400 as 1400"),
        ("null: a\n", "line 1: a key must be text, and null is not: quote it"),
        ("? [a]\n: b\n", "line 1: a key must be text, and a block is not: quote it"),
        ("a: &x 1\n", "line 1: &x is a reference: write the value out where it is needed"),
        ("a: *x\n", "line 1: *x is a reference: write the value out where it is needed"),
        (
            "a: !!str 5\n",
            "line 1: !!str is a tag: leave it out, and quote the value if it is text",
        ),
        ("a: !include b\n", "line 1: !include is a tag: leave it out, and quote the value if it is text"),
        ("a: 1\n---\nb: 2\n", "line 2: a second document begins here: keep one to a file"),
        ("", "line 1: the file is empty"),
        ("# nothing but a remark\n", "line 1: the file is empty"),
        ("---\n", "line 1: the file is empty"),
        (
            "a: b: c\n",
            "line 1: this is not YAML: look here or just above for indentation, a missing colon or an open quote",
        ),
        (
            "a: 1\n\tb: 2\n",
            "line 2: a tab stands here: indent with spaces",
        ),
        (b"a: 1\nb: \xff\n", "line 2: the file is not UTF-8 text: save it as UTF-8"),
        ("a: 1\nb: \0\n", "line 2: the file holds a NUL byte, so it is not text"),
        ('a: "\\0"\n', "line 1: the text holds a NUL character"),
        ("a: \x01\n", "line 1: the file holds a character that is not text"),
        ("[" * 60, "line 1: blocks are nested more than 40 deep"),
        ("a: '" + "x" * 1_000_000 + "'", "line 1: the file is larger than 1 MB"),
    ],
)
def test_what_yaml_readers_take_differently_is_refused_with_the_line(text, said):
    assert faults_of(text) == [f"file.yaml, {said}"]


def test_all_faults_of_a_file_are_reported_together():
    assert faults_of("a: 1e6\nb: NO\nb: &x 2\n") == [
        "file.yaml, line 1: 1e6 is refused: write the number in full, or quote it if it is text",
        "file.yaml, line 2: NO is refused: some readers take it for true or false: quote it if it is text",
        "file.yaml, line 3: 'b' stands twice in one block, first on line 2",
        "file.yaml, line 3: &x is a reference: write the value out where it is needed",
    ]


def test_a_hundred_faults_are_enough():
    assert len(faults_of("- 1e6\n" * 1000)) == 100


def test_a_nest_of_forty_is_read_and_of_forty_one_refused():
    assert read_yaml("[" * 40 + "1" + "]" * 40).value is not None
    assert faults_of("[" * 41 + "1" + "]" * 41) == ["file.yaml, line 1: blocks are nested more than 40 deep"]


def test_a_file_is_named_by_its_path_and_a_missing_one_says_so(tmp_path):
    path = tmp_path / "program.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert read_yaml(path).name == str(path)
    with pytest.raises(YamlFault) as found:
        read_yaml(tmp_path / "none.yaml", "none.yaml")
    assert str(found.value) == "none.yaml, line 1: the file cannot be read: no such file or directory"
