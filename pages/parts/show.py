"""Pieces of pages: tables as typed, lists, downloads."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from model.exports.csv import ENCODING, projection_files
from pages.parts.standing import Source, Standing
from pages.parts.words import breakable, file_stem, link, plain


def plain_table(frame: pd.DataFrame) -> None:
    """A table in real HTML whose cells stand as typed; its first column names the rows."""
    cells = frame.map(plain)
    st.table(cells.set_index(cells.columns[0]) if len(cells.columns) else cells)


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
