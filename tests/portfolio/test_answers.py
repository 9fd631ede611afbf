"""What a whole state comes to: sums that a loop over programs gives too, and nothing said of a few programs."""

import numpy as np
import pytest

from model.portfolio import answers
from model.portfolio.cells import OTHERS, groups_of, hidden
from model.portfolio.reading import read_results
from model.questions.solving import QuestionError
from tests.portfolio.sets import run_set, terms, write_set


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("state")
    run_set(write_set(folder / "programs", 6), folder / "out", terms(draws=3), batch=6)
    with read_results(folder / "out") as found:
        yield found


@pytest.mark.parametrize("by", [None, "region", "size", "payer_mix"])
def test_groups_add_up_to_what_a_loop_over_programs_gives(results, by):
    found = answers.by_month(results, by, least=1)
    summed = found.groupby(["scenario", "month"])["mean"].sum()
    rows = results.rows("SELECT scenario, month, sustained FROM months")
    looped: dict[tuple[str, str], float] = {}
    for scenario, month, sustained in rows:
        looped[scenario, month] = looped.get((scenario, month), 0.0) + sustained
    assert summed.to_dict() == pytest.approx(looped)


def test_bounds_of_the_total_are_those_of_sums_draw_by_draw(results):
    found = answers.overall(results, least=1).set_index("scenario")
    rows = results.rows('SELECT scenario, sustained_by_draw FROM months WHERE "index" = 9')
    for scenario in found.index:
        sums = np.sum([held for name, held in rows if name == scenario], axis=0)
        assert (found.low[scenario], found.high[scenario]) == (sums.min(), sums.max())  # 10 and 90 % of three
        assert found.at_end[scenario] == pytest.approx(sums.mean(), abs=1e-5)  # sums are of millionths


def test_every_program_is_counted_once_and_the_grant_reaches_those_who_have_one(results):
    found = answers.reach(results, least=1)
    assert (found[list(answers.KINDS)].sum(axis=1) == 6).all()
    assert found.set_index("scenario")["not reached"]["The grant goes on"] == 3


def test_a_set_of_few_programs_is_not_shown(results):
    with pytest.raises(QuestionError, match=r"^there are 6 programs, and nothing is said of fewer than 7 together$"):
        answers.overall(results, least=7)
    with pytest.raises(QuestionError, match=r"^programs are grouped by region, size, payer_mix, state; found 'name'$"):
        groups_of(results, "name")


def test_small_regions_stand_together(results):
    assert groups_of(results, "region", least=3).programs == {"east": 3, "west": 3}
    assert groups_of(results, "region", least=4).programs == {OTHERS: 6}
    assert answers.by_month(results, "region", least=4)["programs"].unique().tolist() == [6]


def test_a_point_of_the_distribution_needs_programs_to_either_side(results):
    found = answers.distribution(results, least=3)
    assert found["p50"].notna().all()  # half of six is three
    assert found[["p10", "p25", "p75", "p90"]].isna().all(axis=None)


def test_a_hidden_cell_cannot_be_had_by_subtraction():
    # 3 of 40 alone would be 40 less 37: the smaller of the others is hidden with it.
    assert hidden([[3, 12, 25]], least=5).tolist() == [[True, True, False]]
    assert hidden([[6, 12, 0]], least=5).tolist() == [[False, False, False]]
    # 2 and 2 tell less than five programs together: a third is hidden.
    assert hidden([[2, 2, 9, 20]], least=5).tolist() == [[True, True, True, False]]


@pytest.mark.parametrize("seed", range(20))
def test_no_line_of_any_table_hides_a_single_cell(seed):
    counts = np.random.default_rng(seed).integers(0, 30, size=(4, 4))
    mask = hidden(counts.tolist(), 5)
    assert mask[(counts > 0) & (counts < 5)].all()
    for line, masked in [*zip(counts, mask, strict=True), *zip(counts.T, mask.T, strict=True)]:
        enough = masked.sum() >= 2 and line[masked].sum() >= 5
        assert not masked.any() or enough or not (line[~masked] > 0).any()
