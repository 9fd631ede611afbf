"""What a request comes to, worked out once for each content; a paragraph rewritten moves no number of it."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import streamlit as st

from model.exports.budget.narrative_after import after_the_award
from model.exports.budget.paper import Block
from model.exports.budget_frames import effort_table
from model.inputs.load import ProgramFile, read_tree
from model.inputs.request import Request
from model.inputs.writing import written
from model.requests.budget import Budget
from model.requests.check import Check
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.paragraphs import Paragraph, paragraph_of, paragraphs
from model.requests.reconciling import Reconciled, reconciled
from model.requests.sf424a import Form, sf424a
from model.requests.spending import Spending, spending
from model.requests.sustaining import SustainingPlan, sustaining
from model.requests.sustaining_words import sustaining_paragraphs
from pages.parts.here import Here
from pages.parts.standing import Source

Key = tuple[Here, str]


@st.cache_resource(max_entries=16, show_spinner=False)
def _wordless(source: Source) -> Source:
    """A program by content, without its name and without what people wrote into its requests."""
    name, content = source
    tree = read_tree(content, name)[0]
    bare = [{key: part for key, part in request.items() if key != "texts"} for request in tree.get("requests", [])]
    return "", written({**tree, "requests": bare})


class Asked(NamedTuple):
    """A request of the program that is shown.

    Attributes:
        shown: the program with the scenarios laid on; request: the id of one of its requests.
        key: the same without anybody's own wording, which moves no number: what answers are cached by.
    """

    shown: Here
    request: str
    key: Key

    @property
    def file(self) -> ProgramFile:
        """The program."""
        return self.shown.result.file

    @property
    def own(self) -> Request:
        """The request as it is written, own wording and all."""
        return next(one for one in self.file.program.requests if one.id == self.request)

    @property
    def budget(self) -> Budget:
        """The computed budget."""
        return replace(_budget(self.key, self), request=self.own)

    @property
    def spent(self) -> Spending:
        """Its spending by month."""
        return _spent(self.key, self)

    @property
    def form(self) -> Form:
        """Its SF-424A."""
        return _form(self.key, self)

    @property
    def found(self) -> tuple[Check, ...]:
        """What the checks found."""
        return _found(self.key, self)

    @property
    def plan(self) -> SustainingPlan:
        """What becomes of the work after the award."""
        return _plan(self.key, self)

    @property
    def years(self) -> tuple[Reconciled, ...]:
        """How it becomes the projection."""
        return _years(self.key, self)

    @property
    def efforts(self) -> pd.DataFrame:
        """Who pays how much of each position's time."""
        return _efforts(self.key, self)

    @property
    def after(self) -> tuple[Block, ...]:
        """The sustainability section as it prints."""
        return _after(self.shown, self.request, self)

    @property
    def told(self) -> dict[str, Paragraph]:
        """The paragraphs of the budget narrative by id, in their order, in the wording that prints."""
        budget = self.budget
        facts = _facts(self.key, self)
        return {each.id: paragraph_of(budget, each.id, each.title, each.facts.items()) for each in facts}

    @property
    def told_after(self) -> dict[str, Paragraph]:
        """The paragraphs of the sustainability section by id, in their order."""
        return {each.id: each for each in sustaining_paragraphs(self.file, self.budget, self.plan)}


def asked_of(shown: Here, request: str) -> Asked:
    """A request of the program that is shown."""
    scenarios = None if shown.scenarios is None else ("", shown.scenarios[1])
    return Asked(shown, request, (Here(_wordless(shown.program), scenarios, shown.laid), request))


@st.cache_resource(max_entries=16, show_spinner=False)
def _budget(key: Key, _asked: Asked) -> Budget:  # noqa: ARG001 - the key is what it is cached by
    return budget_of(_asked.file, _asked.own)


@st.cache_resource(max_entries=16, show_spinner=False)
def _spent(key: Key, _asked: Asked) -> Spending:  # noqa: ARG001
    return spending(_asked.file, _asked.budget)


@st.cache_resource(max_entries=16, show_spinner=False)
def _form(key: Key, _asked: Asked) -> Form:  # noqa: ARG001
    return sf424a(_asked.budget, _asked.spent)


@st.cache_resource(max_entries=16, show_spinner=False)
def _found(key: Key, _asked: Asked) -> tuple[Check, ...]:  # noqa: ARG001
    return checks(_asked.file, _asked.budget, _asked.form)


@st.cache_resource(max_entries=16, show_spinner=False)
def _plan(key: Key, _asked: Asked) -> SustainingPlan:  # noqa: ARG001
    return sustaining(_asked.file, _asked.budget)


@st.cache_resource(max_entries=16, show_spinner=False)
def _years(key: Key, _asked: Asked) -> tuple[Reconciled, ...]:  # noqa: ARG001
    return reconciled(_asked.file, _asked.budget)


@st.cache_resource(max_entries=16, show_spinner=False)
def _efforts(key: Key, _asked: Asked) -> pd.DataFrame:  # noqa: ARG001
    return effort_table(_asked.file, _asked.budget)


@st.cache_resource(max_entries=8, show_spinner=False)
def _after(shown: Here, request: str, _asked: Asked) -> tuple[Block, ...]:  # noqa: ARG001
    return tuple(after_the_award(_asked.file, _asked.budget, _asked.plan))


@st.cache_resource(max_entries=16, show_spinner=False)
def _facts(key: Key, _asked: Asked) -> tuple[Paragraph, ...]:  # noqa: ARG001
    return paragraphs(_asked.file, _asked.budget)
