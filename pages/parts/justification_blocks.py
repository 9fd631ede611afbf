"""What a document prints, shown on the page: the same headings, texts, tables and pictures."""

from collections.abc import Iterable
from itertools import groupby

import pandas as pd
import streamlit as st

from model.exports.brief.parts import Picture
from model.exports.budget.paper import Block, Heading, Row, Table, Text
from pages.parts.show import aligned, bullets
from pages.parts.words import plain

WIDEST = 6  # columns of a table that fits a narrow window; a wider one is a grid that scrolls
OF_PAPER = ("width", "height", "autosize", "config")


def show(blocks: Iterable[Block]) -> None:
    """Blocks of a document in their order; its title is left to the page."""
    for listed, group in groupby(blocks, _is_bullet):
        if listed:
            bullets(block.text for block in group if isinstance(block, Text))
        else:
            for block in group:
                _show(block)


def _is_bullet(block: Block) -> bool:
    return isinstance(block, Text) and block.look == "bullet"


def _show(block: Block) -> None:
    if isinstance(block, Table):
        table(block)
    elif isinstance(block, Picture):
        picture(block)
    elif isinstance(block, Heading):
        # inside a section of the page, headings of a document are bold lines: the page has its own
        if block.level:
            st.markdown(f"**{plain(block.text)}**")
    else:
        st.markdown(f"**{plain(block.text)}**" if block.look == "strong" else plain(block.text))


def table(block: Table) -> None:
    """A table under its title; sums stand out."""
    if block.title:
        st.markdown(f"**{plain(block.title)}**")
    if len(block.columns) > WIDEST:
        _grid(block)
        return
    heads = [plain(column.head) for column in block.columns]
    rows = [[_cell(cell, row) for cell in row.cells] for row in block.rows]
    right = [place for place, column in enumerate(block.columns[1:]) if column.number]
    aligned(pd.DataFrame(rows, columns=heads, dtype=object).set_index(heads[0]), right)


def _cell(cell: str, row: Row) -> str:
    return f"**{plain(cell)}**" if cell and row.kind != "row" else plain(cell)


def _grid(block: Table) -> None:
    """A wide table: it scrolls, also by keyboard."""
    frame = pd.DataFrame([row.cells for row in block.rows], columns=[column.head for column in block.columns])
    about = {
        column.head: st.column_config.TextColumn(pinned=place == 0, alignment="right" if column.number else "left")
        for place, column in enumerate(block.columns)
    }
    st.dataframe(frame, hide_index=True, column_config=about)


def picture(block: Picture) -> None:
    """A chart under its title, in the colours and the width of the page."""
    st.markdown(f"**{plain(block.title)}**")
    spec = {key: part for key, part in block.spec.items() if key not in OF_PAPER}
    st.vega_lite_chart(spec=spec, alt=block.alt)
