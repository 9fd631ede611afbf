"""Reading results: sums that no order changes, draw by draw, and nothing but the run's own files."""

import math
import shutil

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

from model.inputs.faults import InputError
from model.portfolio import store, sums
from model.portfolio.reading import read_results
from model.portfolio.results import BASELINE, MEMBERS, SUMS, TABLES, payer_mix, size_band
from model.portfolio.sums import LAID_OUT
from model.portfolio.views import TOTAL
from tests.portfolio.sets import run_set, terms, write_set


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reading")
    run_set(write_set(folder / "programs"), folder / "out", terms(draws=4))
    return folder / "out"


def test_sums_of_dollars_do_not_depend_on_their_order():
    values = np.random.default_rng(1).uniform(-1e6, 1e6, 10_000)
    totals = set()
    for order in (values, values[::-1], np.sort(values)):
        with duckdb.connect() as connection:
            connection.execute(TOTAL)
            connection.register("given", {"x": order})
            totals.update(connection.execute("SELECT total(x) FROM given").fetchall())
    assert len({float(order.cumsum()[-1]) for order in (values, np.sort(values))}) == 2  # plain sums do depend on it
    ((total,),) = totals
    assert total == pytest.approx(math.fsum(values), abs=10_000 * 1e-6)


def test_sums_by_draw_are_those_of_each_program_draw_by_draw(out):
    with read_results(out) as results:
        by_draw = results.by_draw("months", "sustained_by_draw", ("scenario", "month"))
        rows = results.rows(f"SELECT sustained_by_draw FROM months WHERE month = '2026-09' AND scenario = '{BASELINE}'")
        ours = by_draw[(by_draw.month == "2026-09") & (by_draw.scenario == BASELINE)]
        assert list(ours.draw) == [0, 1, 2, 3]
        assert list(ours.total) == [sum(row[0][draw] for row in rows) for draw in range(4)]
        regions = results.by_draw("years", "medicaid_paid_by_draw", ("region",)).groupby("region").total.mean()
        means = dict(results.rows("SELECT region, total(medicaid_paid) FROM years GROUP BY region"))
    assert dict(regions) == pytest.approx(means)


def sums_in(out):
    """Every table of sums, and whether they were kept."""
    with read_results(out) as results:
        kept = bool(results.known[SUMS])
        _ = results.sums
        return kept, {name: results.rows(f"SELECT * FROM {name} ORDER BY ALL") for name in LAID_OUT}


def test_sums_that_are_kept_are_those_added_up_anew_however_many_draws_at_once(out, tmp_path, monkeypatch):
    kept, found = sums_in(out)
    assert kept and all(found.values())
    shutil.copytree(out, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "sums")
    assert sums_in(tmp_path / "out") == (False, found)
    monkeypatch.setattr(sums, "AT_ONCE", 3)  # of four draws
    assert sums_in(tmp_path / "out") == (False, found)


def test_sums_of_other_programs_than_the_run_s_are_passed_over(out, tmp_path):
    shutil.copytree(out, tmp_path / "out")
    members = pq.read_table(out / store.MEMBERS)
    pq.write_table(members.slice(0, 2), tmp_path / "out" / store.MEMBERS)
    kept, found = sums_in(tmp_path / "out")
    assert not kept
    assert {row[-1] for row in found["month_sums"]} <= {1, 2}  # programs of a group in a month


def test_sums_over_draws_are_those_of_each_program(out):
    with read_results(out) as results:
        by_draw = results.by_draw("months", "sustained_by_draw", ("scenario", "month"))
        _ = results.sums
        held = results.rows("SELECT scenario, month, by_draw, programs FROM month_sums")
        ends = results.rows(f"SELECT sum(list_sum(by_draw)) FROM end_sums WHERE scenario = '{BASELINE}'")
        paid = results.rows("SELECT total(medicaid_paid), sum(list_avg(by_draw)) / 1e6 FROM year_sums")
    summed = {}
    for scenario, month, draws, _ in held:
        summed[scenario, month] = np.add(summed.get((scenario, month), 0), draws)
    for (scenario, month), rows in by_draw.groupby(["scenario", "month"]):
        assert list(summed[scenario, month]) == list(rows.total)
    last = by_draw[(by_draw.scenario == BASELINE) & (by_draw.month == by_draw.month.max())]
    assert ends == [(last.total.sum(),)]  # all programs end in one month
    ((expected, mean),) = paid
    assert mean == pytest.approx(expected)


def test_names_that_are_not_ours_do_not_reach_a_query(out):
    with read_results(out) as results, pytest.raises(KeyError):
        results.by_draw("months", "sustained_by_draw", ('month"; DROP VIEW months; --',))


def test_nothing_outside_the_folder_can_be_read(out, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with read_results(out) as results, pytest.raises(duckdb.Error):
        results.rows(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')")


def test_every_column_of_the_views_is_described(out):
    with read_results(out) as results:
        for table, columns in TABLES.items():
            known = {column.name for column in columns} - {"key"}
            held = {row[0] for row in results.rows(f"DESCRIBE {table}")}
            added = {"state", "region", "size", "payer_mix", "synthetic"} - known
            assert held == known | added
        assert {row[0] for row in results.rows("DESCRIBE members")} == {column.name for column in MEMBERS}


def test_a_folder_without_results_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(InputError) as refused:
        read_results(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}: there are no results of a portfolio in this folder; name the folder that `portfolio run` was "
        "given as --out."
    )


def test_bands_meet_without_a_gap():
    assert [size_band(n) for n in (1, 4, 5, 9, 10, 19, 20)] == [
        *["1 to 4 positions"] * 2,
        *["5 to 9 positions"] * 2,
        *["10 to 19 positions"] * 2,
        "20 positions or more",
    ]
    assert [payer_mix(0.5, 0.5), payer_mix(0.4, 0.5), payer_mix(0.4, 0.4)] == [
        "earnings pay most",
        "grants pay most",
        "mixed",
    ]
