"""Kernel of what a limit leaves of units that differ between clients. model.md, section 8, step 4."""

import math

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.jit import part

LITTLE = 1e-17  # a term so much smaller than the sum changes it no more
LARGE_SHAPE = 20.0  # from here on Stirling's series is exact to the last bit
OCTAVES, PIECES, TERMS = 12, 4, 12
LOWEST = -5  # the table begins at 2 to this power, and ends 12 octaves above
SMOOTH_SHAPE = 50.0  # up to here a piece of the table is smooth enough for 12 terms
COSINES = np.array([[math.cos(math.pi * j * (k + 0.5) / TERMS) for k in range(TERMS)] for j in range(TERMS)])


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
def table_of(shape: float, table: Array, values: Array) -> None:
    """Chebyshev coefficients of `share_kept`, piece by piece: (octaves x pieces, terms); `values` is room for terms."""
    for piece in range(OCTAVES * PIECES):
        octave, part_of = divmod(piece, PIECES)
        for k in range(TERMS):
            mantissa = 0.5 + (part_of + 0.5 + COSINES[1, k] / 2) / (2 * PIECES)
            values[k] = share_kept(shape, math.ldexp(mantissa, octave + LOWEST + 1))
        for j in range(TERMS):
            total = 0.0
            for k in range(TERMS):
                total += values[k] * COSINES[j, k]
            table[piece, j] = total * (1 if j == 0 else 2) / TERMS


@part
def _looked_up(table: Array, x: float) -> float:
    mantissa, exponent = math.frexp(x)
    within = (mantissa - 0.5) * (2 * PIECES)
    part_of = min(int(within), PIECES - 1)
    row = table[(exponent - 1 - LOWEST) * PIECES + part_of]
    at = 2 * (within - part_of) - 1
    one, two = 0.0, 0.0
    for j in range(TERMS - 1, 0, -1):
        one, two = 2 * at * one - two + row[j], one
    return at * one - two + row[0]


@part
def expected_under(mean: float, limit: float, variation: float, table: Array, holds: bool) -> float:
    """E[min(X, limit)]; see `parts.caps.expected_under`. `holds` says whether the table is of this variation."""
    if not (variation > 0 and mean > 0):
        return min(mean, limit)
    if limit <= 0:
        return 0.0
    shape = 1 / variation**2
    x = limit / mean * shape
    lowest, highest = 2.0**LOWEST, 2.0 ** (LOWEST + OCTAVES)
    if holds and lowest <= x < highest:
        return limit * _looked_up(table, x)
    # so far above the mean that nobody reaches it, or a limit so small that all do
    return limit * share_kept(shape, x) if math.isfinite(x) else mean
