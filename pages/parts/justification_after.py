"""After the award, the figures of the form, and how the request becomes the projection: as printed, and by month."""

import streamlit as st

from model.exports.budget.narrative_back import form_figures, reconciliation
from model.exports.budget.paper import Heading
from model.exports.budget_frames import cell_table, month_table
from pages.parts.justification_asked import Asked
from pages.parts.justification_blocks import show
from pages.parts.show import figures

HELP_AFTER = (
    "Position by position what pays in the year after the award: billing as projected, sources that are signed, and "
    "others by their chance. The projection itself counts on no source that is only hoped for."
)
HELP_FORM = (
    "Type them into the form; a cell without a figure stays blank. Line 6k of section B must agree with 15 and 1."
)
HELP_STEPS = (
    "The request is in whole dollars by budget year; the projection is by month and expects people to leave and seats "
    "to stand empty. Each step is added to come from the one to the other."
)

CENTS = st.column_config.NumberColumn(format="accounting", step=0.01)  # the step gives whole dollars cents too


def after(asked: Asked) -> None:
    """What pays the positions when the award has ended."""
    st.header("After the award", anchor=False, help=HELP_AFTER)
    first, *rest = (b for b in asked.after if not _is_top(b))
    show([first])
    with st.expander("The sustainability section as it will print", key="justification_after"):
        show(rest)


def form(asked: Asked) -> None:
    """The SF-424A section by section, and the element of each cell."""
    st.header("The figures of the SF-424A", anchor=False, help=HELP_FORM)
    show(block for block in form_figures(asked.form) if not _is_top(block))
    with st.expander("Each cell with its element of the form's XML", key="justification_elements"):
        figures(cell_table(asked.form))


def agreement(asked: Asked) -> None:
    """How each budget year becomes what the projection has the grant pay, by fiscal year and by month."""
    st.header("How the request becomes the projection", anchor=False, help=HELP_STEPS)
    show(block for block in reconciliation(asked.years) if not _is_top(block))
    with st.expander("The same by month, in dollars", key="justification_months"):
        months = month_table(asked.budget, asked.spent)
        st.dataframe(months, hide_index=True, column_config=dict.fromkeys(months.columns[2:], CENTS))


def _is_top(block: object) -> bool:
    return isinstance(block, Heading) and block.level == 1
