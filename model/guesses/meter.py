"""The meter of data quality, in one sentence."""

from collections.abc import Sequence

from model.guesses.inputs import Input
from model.guesses.swings import Swing

MOST_NAMED = 2
_NUMBERS = {1: "this one moves", 2: "these two move"}


def meter(inputs: Sequence[Input], ranked: Sequence[Swing] = ()) -> str:
    """How many inputs are guesses, and which of them move the answer most.

    Args:
        inputs: of a program.
        ranked: their swings, the largest first; without them nothing is said of what matters.
    """
    guesses = sum(found.kind == "guess" for found in inputs)
    if not guesses:
        return f"None of {len(inputs)} inputs is a guess."
    said = f"{guesses} of {len(inputs)} inputs {'is a guess' if guesses == 1 else 'are guesses'}"
    if not ranked:
        return f"{said}."
    moving = [swing.guess for swing in ranked if swing.ranked and _moves(swing)][:MOST_NAMED]
    if not moving:
        return f"{said}; none of those whose range is known moves the answer."
    named = " and ".join(_inside_a_sentence(guess) for guess in moving)
    return f"{said}; {_NUMBERS[len(moving)]} the answer most: {named}."


def _inside_a_sentence(guess: Input) -> str:
    """A label without its capital, unless that is part of a name."""
    named = guess.path.startswith("benefits.components[")
    return guess.label if named else f"{guess.label[0].lower()}{guess.label[1:]}"


def _moves(swing: Swing) -> bool:
    """Whether a guess moves the answer by what one would see: a tenth of a position-month, or a dollar."""
    return swing.size("position_months_sustained") >= 0.1 or swing.size("gap") >= 1.0
