"""A whole state in a real browser: in the menu of an app started with results, it fits and shuts nobody out."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.parts.menu import PORTFOLIO
from tests.browser.look import (
    WIDTHS,
    accessible,
    no_error,
    no_overflow,
    open_page,
    opened_folds,
    picture,
    sentence,
    settled,
    sidebar,
    typed,
)
from tests.browser.serving import address_of, running, the_app
from tests.portfolio.sets import run_set, terms, write_set

pytestmark = pytest.mark.browser


def test_the_page_opens_from_the_menu_fits_and_shuts_nobody_out(page: Page, tmp_path: Path) -> None:
    run_set(write_set(tmp_path / "programs", 12), tmp_path / "out", terms(draws=1), batch=6)
    app = the_app(tmp_path)
    with running(replace(app, env={**app.env, PORTFOLIO: str(tmp_path / "out")})) as server:
        open_page(page, address_of(server), "every-program-of-a-state")
        assert sidebar(page).get_by_role("link", name="A whole state", exact=True).count() == 1
        assert " positions in 12 programs" in typed(sentence(page))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settled(page)
            no_error(page)
            no_overflow(page)
            picture(page, f"whole-state-{width}", width)
        opened_folds(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settled(page)
            accessible(page)
            no_overflow(page)
