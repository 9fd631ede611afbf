"""Charts as pictures, drawn on this machine: no browser, no network, and the page's own typeface."""

import json
from functools import cache, lru_cache

import font_roboto
import vl_convert

from model.exports.brief.parts import Picture

DOTS = 3.4  # dots for each unit of a chart: 300 an inch where it is printed half a page wide


def png(picture: Picture) -> bytes:
    """A chart as a PNG picture for print."""
    return _png(json.dumps(picture.spec, sort_keys=True))


def svg(picture: Picture) -> bytes:
    """A chart as an SVG picture."""
    _typeface()
    return vl_convert.vegalite_to_svg(json.dumps(picture.spec, sort_keys=True), allowed_base_urls=[]).encode()


@lru_cache(maxsize=64)
def _png(spec: str) -> bytes:
    _typeface()
    return vl_convert.vegalite_to_png(spec, scale=DOTS, ppi=72, allowed_base_urls=[])


@cache
def _typeface() -> None:
    vl_convert.register_font_directory(font_roboto.font_directory)
