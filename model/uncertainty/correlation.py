"""Inputs that move together: a Gaussian copula with the rank correlations that a file gives.

The chances of correlated inputs become normal scores, the scores are mixed, and become chances again; each input
keeps its own distribution. Unlike reordering a whole sample (Iman and Conover 1982), this goes draw by draw, so that
more draws leave the earlier ones as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from model.inputs.numbers import Array

LEAST_EIGENVALUE = 1e-9


@dataclass(frozen=True)
class Tie:
    """Two inputs, by name, and the rank correlation between them."""

    one: str
    other: str
    rank: float


def scores_matrix(names: Sequence[str], ties: Sequence[Tie]) -> Array:
    """Correlations of the normal scores of named inputs: 2 sin(pi rank / 6), Pearson 1907."""
    matrix = np.eye(len(names))
    place = {name: number for number, name in enumerate(names)}
    for tie in ties:
        if tie.one in place and tie.other in place:
            value = 2 * np.sin(np.pi * tie.rank / 6)
            matrix[place[tie.one], place[tie.other]] = matrix[place[tie.other], place[tie.one]] = value
    return matrix


def possible(matrix: Array) -> bool:
    """Whether correlations can hold at the same time: the matrix is positive definite."""
    return bool(np.linalg.eigvalsh(matrix)[0] > LEAST_EIGENVALUE)


def tied(chances: Mapping[str, Array], ties: Sequence[Tie]) -> dict[str, Array]:
    """Chances with the rank correlations of the ties; those of inputs without a tie stay as they are.

    Args:
        chances: (draws,) by name, independent of one another.
        ties: of inputs by name; those of names that are not there do nothing.
    """
    names = sorted({name for tie in ties for name in (tie.one, tie.other) if name in chances})
    if not names:
        return dict(chances)
    scores = ndtri(np.stack([chances[name] for name in names]))
    mixed = ndtr(np.linalg.cholesky(scores_matrix(names, ties)) @ scores)
    return {**chances, **dict(zip(names, mixed, strict=True))}
