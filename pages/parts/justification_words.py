"""The words of the narrative: each paragraph can be rewritten, is kept, and is told when its facts have changed."""

from collections.abc import Iterator

import streamlit as st

from model.exports.budget.narrative_classes import line_text
from model.requests.paragraphs import Paragraph, fingerprint
from pages.parts.justification_asked import Asked
from pages.parts.justification_saving import worded
from pages.parts.words import plain

MOST = 4000  # signs of a text in a program file
HELP = (
    "Each paragraph is written from the program and the request. Type over one and leave the field: your wording is "
    "kept and prints from then on, also when numbers change. The arithmetic of a line stands under it by itself."
)
OTHERS, AFTER = "Later years, income and match", "After the award"
Texts = dict[str, tuple[Paragraph, str]]


def words(asked: Asked) -> None:
    """Which paragraphs need another look, then all of them to read and to rewrite."""
    st.header("The words of the narrative", anchor=False, help=HELP)
    groups = dict(_groups(asked))
    everything = [paragraph for texts in groups.values() for paragraph, _ in texts.values()]
    stale = [paragraph for paragraph in everything if paragraph.stale]
    yours = sum(paragraph.edited for paragraph in everything)
    st.markdown(
        f"{len(everything)} paragraphs, {yours or 'none'} in your own wording. Type over one to make it yours; it is "
        "kept when you leave the field."
    )
    if stale:
        one = len(stale) == 1
        st.warning(
            f"What {'one paragraph rests' if one else f'{len(stale)} paragraphs rest'} on has changed since you wrote "
            f"{'it' if one else 'them'}. Read {'it' if one else 'each'} again, then keep yours or take the new text."
        )
        for paragraph in stale:
            _stale(asked, paragraph)
    for group, texts in groups.items():
        with st.expander(group, key=f"justification_words_{group}"):
            for paragraph, shown in texts.values():
                _edited(asked, paragraph, shown)


def _groups(asked: Asked) -> Iterator[tuple[str, Texts]]:
    """Paragraphs by object class, then the others, then those of the time after the award."""
    budget, told = asked.budget, asked.told
    left = dict(told)
    for cls in budget.classes:
        own: Texts = {}
        for line in cls.lines:
            identity = "indirect" if cls.name == "indirect" else line.id
            if identity in left:
                paragraph = left.pop(identity)
                own[identity] = (paragraph, paragraph.text if cls.name == "indirect" else line_text(told, line))
        if own:
            yield cls.title, own
    if left:
        yield OTHERS, {identity: (each, each.text) for identity, each in left.items()}
    yield AFTER, {identity: (each, each.text) for identity, each in asked.told_after.items()}


def _stale(asked: Asked, paragraph: Paragraph) -> None:
    """One paragraph whose facts have changed: both wordings, and a button for each."""
    with st.container(border=True):
        st.markdown(f"**{plain(paragraph.title)}**")
        st.markdown(f"**Yours:** {plain(paragraph.text)}")
        st.markdown(f"**Written from today's facts:** {plain(_written(paragraph))}")
        with st.container(horizontal=True):
            if st.button("Keep mine", key=f"justification_keep_{asked.request}_{paragraph.id}"):
                _keep(asked, paragraph, paragraph.text)
            if st.button("Take the new text", key=f"justification_take_{asked.request}_{paragraph.id}"):
                _keep(asked, paragraph, None)


def _edited(asked: Asked, paragraph: Paragraph, shown: str) -> None:
    """A field with the paragraph as it prints; what is typed there is kept."""
    # another text is another field: a browser would go on showing what was there before
    mark = fingerprint({"shown": shown})
    given = st.text_area(
        plain(paragraph.title),
        shown,
        key=f"justification_text_{asked.request}_{paragraph.id}_{mark}",
        max_chars=MOST,
        height="content",
    )
    typed = (given or "").strip()
    if typed != shown.strip():
        _keep(asked, paragraph, typed or None)
    if paragraph.edited and not paragraph.stale:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption("Your own wording.")
            if st.button("Take the written text instead", key=f"justification_undo_{asked.request}_{paragraph.id}"):
                _keep(asked, paragraph, None)


def _keep(asked: Asked, paragraph: Paragraph, text: str | None) -> None:
    if text is None:
        worded(asked.request, paragraph.id, None, f"Narrative: “{paragraph.title}” as it is written from the facts")
    else:
        own = {"text": text, "facts": paragraph.fingerprint}
        worded(asked.request, paragraph.id, own, f"Narrative: “{paragraph.title}” in own words")


def _written(paragraph: Paragraph) -> str:
    return " ".join(sentence for key, sentence in paragraph.facts.items() if key != "arithmetic")
