"""Any number opened down to its inputs: a sentence, the equation with its numbers, and a tree opened level by level."""

from typing import NamedTuple

import streamlit as st

from model.explain import Node, See, as_text, check, explain
from model.exports.opening import comes_from, line, sentence, source_of, with_numbers
from pages.parts.standing import Standing
from pages.parts.words import link, plain

# so many levels below one another still fit a narrow window; what is deeper is opened in a place of its own
LEVELS = 5


class Step(NamedTuple):
    """One number on the way down: where it is asked for, and the way to it from there."""

    asked: See
    way: tuple[int, ...] = ()


@st.fragment
def opened_number(standing: Standing, position: str, month: str, quantity: str, key: str = "opened") -> None:
    """Draw one number of a projection, opened as far as people open it.

    Args:
        standing: the projection that is shown.
        position: an id, or `(program)`.
        month: `YYYY-MM`.
        quantity: one of `model.explain.quantities`.
        key: a name of its own for each place on a page.
    """
    first = Step(See(position=position, month=month, quantity=quantity))
    steps = _steps(first, key)
    _way_back(standing, steps, key)
    node, name = _node(standing, steps[-1]), f"{key}-{len(steps)}-{steps[-1]}"
    st.markdown(f"**{plain(sentence(node))}**")
    _equation(node)
    for number, child in enumerate(node.children):
        _branch(child, Step(steps[-1].asked, (*steps[-1].way, number)), key, 1)
    if not node.children:
        _leaf(node, steps[-1], key)
    _agreement(node)
    with st.expander("As text, to copy into a board paper", key=f"text-{name}", on_change="rerun") as shown:
        if shown.open:
            st.code(as_text(node), language=None, wrap_lines=True)


def _steps(first: Step, key: str) -> list[Step]:
    """The numbers on the way down from the one asked for; another question begins anew."""
    kept: dict[str, list[Step]] = st.session_state.setdefault("opened_steps", {})
    if kept.get(key, [None])[0] != first:
        kept[key] = [first]
    return kept[key]


def _go(key: str, steps: list[Step]) -> None:
    st.session_state["opened_steps"][key] = steps


def _way_back(standing: Standing, steps: list[Step], key: str) -> None:
    """A step back to each number above the one that is shown."""
    if len(steps) == 1:
        return
    with st.container(horizontal=True):
        for number, step in enumerate(steps[:-1]):
            st.button(
                plain(line(_node(standing, step))),
                key=f"up-{key}-{number}",
                type="tertiary",
                icon=":material/arrow_upward:",
                on_click=_go,
                args=(key, steps[: number + 1]),
            )


def _node(standing: Standing, step: Step) -> Node:
    result, _ = standing
    asked = step.asked
    node = explain(result.file, result.projection, result.findings, asked.position, asked.month, asked.quantity)
    for number in step.way:
        node = node.children[number]
    return node


def _equation(node: Node) -> None:
    if node.equation:
        st.code(f"{node.name} = {node.equation}\n{with_numbers(node)}", language=None, wrap_lines=True)


def _branch(node: Node, step: Step, key: str, level: int) -> None:
    """A number below: an input as a line, anything else to open."""
    if not node.children:
        _leaf(node, step, key)
    elif level > LEVELS:
        _further(line(node), step, key, step)
    else:
        with st.expander(plain(line(node)), key=f"node-{key}-{step}", on_change="rerun") as shown:
            if shown.open:
                if node.note:
                    st.caption(plain(node.note))
                _equation(node)
                for number, child in enumerate(node.children):
                    _branch(child, Step(step.asked, (*step.way, number)), key, level + 1)


def _further(said: str, to: Step, key: str, here: Step) -> None:
    """A number to open in a place of its own."""
    steps = [*st.session_state["opened_steps"][key], to]
    icon, name = ":material/arrow_downward:", f"down-{key}-{here}-{to}"
    st.button(plain(said), key=name, icon=icon, type="tertiary", on_click=_go, args=(key, steps))


def _leaf(node: Node, step: Step, key: str) -> None:
    """A number that is not worked out here: where it stands, what it rests on, the source to read, where to read on."""
    source = source_of(node)
    said = [*([plain(comes_from(node))] if comes_from(node) else []), *([link(*source)] if source else [])]
    st.markdown(plain(line(node)) + (f"  \n:small[{'; '.join(said)}]" if said else ""))
    if node.see is not None and node.see != step.asked:
        _further(f"Open {node.see.quantity} of {node.see.position} in {node.see.month}", Step(node.see), key, step)


def _agreement(node: Node) -> None:
    """Say that the equations were worked out again, and what came of it."""
    faults = check(node)
    for fault in faults:
        st.error(plain(fault))
    if not faults:
        st.caption("Every equation below this number was worked out again from its parts, and agrees.")
