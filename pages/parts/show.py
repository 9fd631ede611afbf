"""Pieces of pages: tables as typed, lists, downloads."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from model.exports.csv import ENCODING, projection_files
from pages.parts.standing import Source, Standing
from pages.parts.words import breakable, file_stem, link, plain

# an amount as tables print it: a number with its sign, dollars or percent, and nothing else
AMOUNT = re.compile(r"[-−+]?\$?\d[\d,]*(\.\d+)?( ?%)?")
NO_AMOUNT = ("", "-", "–", "—")


def plain_table(frame: pd.DataFrame) -> None:
    """A table in real HTML, its cells as typed, its amounts to the right; its first column names the rows."""
    cells = frame.map(plain)
    if len(cells.columns):
        right = [place - 1 for place in range(1, len(cells.columns)) if of_amounts(frame.iloc[:, place])]
        aligned(cells.set_index(cells.columns[0]), right)
    else:
        st.table(cells)


def of_amounts(column: pd.Series) -> bool:
    """Whether a column holds amounts and blanks alone, and an amount at least."""
    said = [text for text in map(str, column) if text.strip() not in NO_AMOUNT]
    return bool(said) and all(AMOUNT.fullmatch(text.strip()) for text in said)


def aligned(cells: pd.DataFrame, right: Collection[int]) -> None:
    """A table in real HTML, its index first, with some columns and their heads to the right, by their places."""
    if not right:
        st.table(cells)
        return
    # the name of the table's style: the same at each run, so that the browser keeps the table that it has
    name = f"{crc32(repr((cells.to_dict('split'), tuple(right))).encode()):x}"
    styles: Any = [{"selector": f".col{place}", "props": [("text-align", "right !important")]} for place in right]
    st.table(Styler(cells, uuid=name, cell_ids=False, table_styles=styles))


def origins(basis: pd.DataFrame) -> None:
    """Where numbers come from, with links to what is cited."""
    cited = ["".join(f"; {link(title, url)}" for title, url in sources) for sources in basis["sources"]]
    cells = {"Place in the file": basis["place"].map(breakable), "Comes from": basis["comes_from"].map(plain) + cited}
    st.table(pd.DataFrame(cells).set_index("Place in the file"))


def figures(frame: pd.DataFrame) -> None:
    """A long table of numbers, with thousands set apart."""
    numbers = {str(name): st.column_config.NumberColumn(format="localized") for name in frame.select_dtypes("number")}
    st.dataframe(frame, hide_index=True, column_config=numbers)


def bullets(sentences: Iterable[str]) -> None:
    """Sentences as a list."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def downloads(shown: Standing, program: Source) -> None:
    """The tables behind the page, written when asked for, and the program file, to keep."""
    result, data = shown
    stem = file_stem(result.file.program.name)
    name, content = program
    name = f"{file_stem(name.removesuffix('.yaml').removesuffix('.yml'))}.yaml"
    with st.container(horizontal=True):
        for key, label in (("rows.csv", "Positions by month (CSV)"), ("months.csv", "The program by month (CSV)")):
            table = partial(_table, data, key)
            st.download_button(label, table, f"{stem}-{key}", "text/csv", key=key, on_click="ignore")
        label = "The program file, as given (YAML)"
        st.download_button(label, content, name, "application/yaml", key="yaml", on_click="ignore")


def _table(data: Mapping[str, Any], key: str) -> bytes:
    return projection_files(data)[key].encode(ENCODING)
