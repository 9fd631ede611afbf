"""Summaries together in a real browser: files opened at once become a picture that stays when one comes back to it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from model.inputs.load import program_of
from model.portfolio.anonymous import summary_of
from model.portfolio.anonymous_file import summary_bytes
from tests.browser.look import (
    WIDTHS,
    accessible,
    go,
    main,
    no_error,
    no_overflow,
    open_page,
    opened_folds,
    picture,
    sentence,
    settled,
    typed,
)
from tests.small import peer, tree

pytestmark = pytest.mark.browser


def test_files_opened_at_once_become_a_picture_that_stays(page: Page, server: str, tmp_path: Path) -> None:
    for number in range(6):
        seats = [peer(f"peer-{n}") for n in range(1 + number % 3)]
        made = summary_of(program_of(tree(months=24, positions=seats), "small.yaml"), f"{number:032x}")
        (tmp_path / f"s{number}.yaml").write_bytes(summary_bytes(made))
    (tmp_path / "other.yaml").write_text("name: no summary\n")
    open_page(page, server, "summaries-together")
    main(page).locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.yaml")))
    page.get_by_role("button", name="Close all 6").wait_for()
    settled(page)
    assert typed(sentence(page)).startswith("6 programs gave a summary")
    told = main(page).get_by_test_id("stAlert").inner_text()
    assert "other.yaml" in told and "this is no anonymous summary" in told
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        no_overflow(page)
        picture(page, f"summaries-{width}", width)
    opened_folds(page)
    accessible(page)
    go(page, "Saved work")
    go(page, "Summaries together")
    page.get_by_role("button", name="Close all 6").click()
    page.get_by_text("How do many programs stand").wait_for()
    no_error(page)
