"""Kernel of what a limit leaves of units that differ between clients. model.md, section 8, step 4."""

import math
from typing import NamedTuple

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.jit import part

LITTLE = 1e-17  # a term so much smaller than the sum changes it no more
LARGE_SHAPE = 20.0  # from here on Stirling's series is exact to the last bit
SMOOTH_SHAPE = 50.0  # up to here a piece of the fit is smooth enough for its terms
LOWEST, OCTAVES = -5, 12  # the fit begins at 2 to this power, and ends so many octaves above
PIECES, TERMS = 16, 8  # of an octave, and of a polynomial
BELOW, ABOVE = 2.0**LOWEST, 2.0 ** (LOWEST + OCTAVES)
PIECE_BITS = 52 - 4  # of a float64's bits, those that stand for a place within a piece of a sixteenth
FIRST = int(np.float64(BELOW).view(np.int64)) >> PIECE_BITS
NODES = np.cos(np.pi * (np.arange(TERMS) + 0.5) / TERMS)
THROUGH_NODES = np.linalg.inv(np.vander(NODES, increasing=True))  # values at the nodes to a polynomial's coefficients


class Fits(NamedTuple):
    """Polynomials in the place of `share_kept`, made piece by piece when a piece is first looked at.

    Attributes:
        terms: (octaves x pieces, terms) coefficients over -1 to 1.
        shape: (octaves x pieces,) of the gamma variable that a piece stands for, 0 where it is not made.
        values: (terms,) room to make one.
    """

    terms: Array
    shape: Array
    values: Array


def no_fits() -> Fits:
    """Room for all pieces, none of them made."""
    return Fits(np.zeros((OCTAVES * PIECES, TERMS)), np.zeros(OCTAVES * PIECES), np.zeros(TERMS))


@part
def _density(shape: float, x: float) -> float:
    """x^a e^-x / Γ(a + 1)."""
    if shape < LARGE_SHAPE:
        return math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    off = (x - shape) / shape
    rest = 1 / (12 * shape) - 1 / (360 * shape**3) + 1 / (1260 * shape**5)
    return math.exp(-shape * (off - math.log1p(off)) - rest) / math.sqrt(2 * math.pi * shape)


@part
def _above(shape: float, x: float) -> float:
    """Q(a, x) for x ≥ a + 1 over x^a e^-x / Γ(a): Legendre's continued fraction, by Lentz."""
    b, c = x + 1 - shape, 1e300
    d = 1 / b
    value, n = d, 0
    while True:
        n += 1
        an = -n * (n - shape)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        value *= d * c
        if abs(d * c - 1) < 3e-16 or n > 1_000_000:
            return value


@part
def share_kept(shape: float, x: float) -> float:
    """E[min(X, limit)] / limit of a gamma variable, `shape` 1/variation² and x = limit/θ.

        (a/x) P(a + 1, x) + Q(a, x)

    P(a, x) is a series of positive terms below a + 1; above it Q(a, x) is a continued fraction.
    """
    density = _density(shape, x)
    if x >= shape + 1:
        above = density * shape * _above(shape, x)
        return shape / x * (1 - above - density) + above
    term, total, n = 1.0, 0.0, shape
    while term > LITTLE * (total + 1):
        n += 1
        term *= x / n
        total += term
    return shape / x * density * total + 1 - density * (1 + total)


@part
def _fit(shape: float, piece: int, fits: Fits) -> None:
    """Lay a polynomial through `share_kept` at the nodes of one piece."""
    octave, part_of = divmod(piece, PIECES)
    for k in range(TERMS):
        fits.values[k] = share_kept(shape, math.ldexp(1 + (part_of + 0.5 + NODES[k] / 2) / PIECES, octave + LOWEST))
    for j in range(TERMS):
        fits.terms[piece, j] = 0.0
        for k in range(TERMS):
            fits.terms[piece, j] += THROUGH_NODES[j, k] * fits.values[k]
    fits.shape[piece] = shape


@part
def _fitted(shape: float, x: float, fits: Fits) -> float:
    """`share_kept` where the fit reaches: a number's leading bits name its piece, the others the place in it."""
    bits = np.float64(x).view(np.int64)
    piece = int(bits >> PIECE_BITS) - FIRST
    if fits.shape[piece] != shape:
        _fit(shape, piece, fits)
    c, within = fits.terms[piece], bits & ((1 << PIECE_BITS) - 1)
    t = 2 * (float(within) / (1 << PIECE_BITS)) - 1
    # not one term after another, which would wait for each
    square = t * t
    low = (c[0] + c[1] * t) + (c[2] + c[3] * t) * square
    return low + ((c[4] + c[5] * t) + (c[6] + c[7] * t) * square) * (square * square)


@part
def expected_under(mean: float, limit: float, shape: float, fits: Fits) -> float:
    """E[min(X, limit)]; see `parts.caps.expected_under`. `shape` is 1/variation², 0 where clients do not differ."""
    if shape <= 0 or mean <= 0:
        return min(mean, limit)
    if limit <= 0:
        return 0.0
    x = limit * shape / mean
    if BELOW <= x < ABOVE and shape <= SMOOTH_SHAPE:
        return limit * _fitted(shape, x, fits)
    # so far above the mean that nobody reaches it, a limit so small that all do, or too sharp a bend
    return limit * share_kept(shape, x) if math.isfinite(x) else mean
