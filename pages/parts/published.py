"""Published results beside the model's."""

import pandas as pd
import streamlit as st

from model.exports.evidence import cited
from model.exports.published import agreeing, compared, in_short
from model.gallery import Missing, Result, not_expressed
from pages.parts.evidence import gallery_run
from pages.parts.show import plain_table
from pages.parts.words import link, plain


@st.cache_resource(show_spinner=False)
def _missing() -> tuple[Missing, ...]:
    return not_expressed()


def published() -> None:
    """The section: how many agree, each case opened, and what cannot be expressed."""
    results, missing = gallery_run(), _missing()
    st.header("What others have published, run through this model", anchor=False)
    st.markdown(plain(in_short(results, missing)))
    named = {result.title: result for result in results}
    chosen = st.selectbox("A case in full", list(named), key="gallery_case", persist_state="session")
    if chosen in named:
        _case(named[chosen])
    st.subheader("All cases", anchor=False)
    st.table(_overview(results).set_index("Case"))
    st.subheader("Published, and not expressible in this model", anchor=False)
    st.table(_absent(missing).set_index("Result"))


def _case(result: Result) -> None:
    st.markdown(f"{link(cited(result.source), result.source.url)}. Tests {plain(result.tests)}.")
    plain_table(compared(result))
    st.markdown(plain(result.why))


def _overview(results: tuple[Result, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Case": plain(result.title),
                "Figures that agree": agreeing(result),
                "Source": link(cited(result.source), result.source.url),
            }
            for result in results
        ]
    )


def _absent(missing: tuple[Missing, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Result": plain(one.title),
                "Published": plain(one.published),
                "What is missing": plain(one.missing),
                "Source": link(cited(one.source), one.source.url),
            }
            for one in missing
        ]
    )
