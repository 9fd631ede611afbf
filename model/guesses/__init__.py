"""Guesses: which numbers of a program are known, which are guessed, and which guesses matter most."""

from model.guesses.inputs import Input, inputs_of
from model.guesses.meter import meter
from model.guesses.places import Number
from model.guesses.swings import Swing, swings

__all__ = ["Input", "Number", "Swing", "inputs_of", "meter", "swings"]
