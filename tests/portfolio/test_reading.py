"""Reading results: sums that no order changes, draw by draw, and nothing but the run's own files."""

import math

import duckdb
import numpy as np
import pytest

from model.inputs.faults import InputError
from model.portfolio.reading import TOTAL, read_results
from model.portfolio.results import BASELINE, MEMBERS, TABLES, payer_mix, size_band
from model.portfolio.sums import OWN, added_up, sums_of
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


def test_sums_that_are_kept_are_those_added_up_anew_and_others_are_passed_over(out):
    batches = sorted((out / "batches").iterdir())
    with read_results(out) as results:
        keys = {row[0] for row in results.rows("SELECT DISTINCT key FROM programs_kept")}
    kept, anew = sums_of(out, keys), added_up(batches, keys)
    assert (out / "sums" / "month_sums.parquet").is_file()
    assert all(kept[name].equals(anew[name]) for name in OWN)
    few = set(sorted(keys)[:2])
    fewer = sums_of(out, few)
    assert all(fewer[name].equals(added_up(batches, few)[name]) for name in OWN)
    assert not fewer["month_sums"].equals(kept["month_sums"])


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
