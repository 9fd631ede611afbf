"""What we don't know: chances, ranges, what matters most, whom to ask first, and stress tests."""

import streamlit as st

from pages.parts import futures_kept, futures_solved, stressing, unknown_shown, weighing
from pages.parts.here import here
from pages.parts.ranges_edited import ranges
from pages.parts.words import plain

shown = here()
top = st.container()
asked = futures_kept.asked(shown)
kept, why_not = futures_kept.kept(asked)
found = None if kept is None else kept.answers
with top:
    if kept is None or found is None:
        st.title("The futures of this program cannot be drawn as its ranges stand.", anchor=False)
        for sentence in why_not:
            st.error(plain(sentence))
    else:
        st.title(plain(unknown_shown.odds(found)), anchor=False)
        st.markdown(plain(unknown_shown.first_gap(found)))
        st.caption(plain(unknown_shown.how_sure(found, kept.made)))

if kept is not None and found is not None:
    futures_kept.sharpening(asked, kept)
    unknown_shown.not_known(kept.made)
    unknown_shown.chances(found)
    unknown_shown.fans(found)
    weighing.tornado_of(asked, kept.made)
    weighing.indices_of(asked, kept.made)
    weighing.ask_first(asked, kept.made)
    weighing.chance_and_ignorance(asked)
    futures_solved.solved_answers(asked)
stressing.tests(shown)
ranges()
if kept is not None:
    futures_kept.go_on(asked, kept)
