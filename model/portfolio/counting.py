"""Which counts of programs by kind may be shown beside one another: of all programs, and of groups that make them up.

A count is a sum in which each of its programs has one part, so that the rule is that of `differencing`: no sum or
difference of counts shown, of kinds, scenarios, groups or all together, rests on one program or on a few.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.portfolio.cells import Mask
from model.portfolio.differencing import ABSENT, Kinds, rests_on_few


def countable(kinds: Kinds, number: int, least: int) -> Mask:
    """The counts of all programs that may be shown: (scenarios, kinds), scenario by scenario, the largest first.

    Args:
        kinds: (programs, scenarios): of which kind a program is under each scenario, 0 to `number` - 1.
        number: of kinds.
        least: the fewest programs on which anything shown may rest.
    """
    shown = np.zeros((kinds.shape[1], number), dtype=bool)
    for scenario, of in enumerate(kinds.T):
        for kind in np.argsort(-np.bincount(of, minlength=number), kind="stable"):
            shown[scenario, kind] = True
            shown[scenario, kind] = not rests_on_few(_parts(kinds, shown), least)
    return shown


def apart(kinds: Kinds, shown: Mask, groups: Mapping[str, Sequence[bool] | Mask], least: int) -> frozenset[str]:
    """The groups whose counts may be shown beside those of all programs.

    A group's counts are shown as those of all programs are, or none of them is. What stands apart from the groups shown
    is then one group more, all less those shown; the smallest of the others are hidden with it until it may be known.

    Args:
        kinds, least: as in `countable`; `shown` is what it gave.
        groups: their members; each program is in one group.
    """
    parts, held = _parts(kinds, shown), {name: np.asarray(members, dtype=bool) for name, members in groups.items()}
    by_size = sorted(held, key=lambda name: int(held[name].sum()))
    alone = [name for name in by_size if not rests_on_few(parts[held[name]], least)]
    rest = [name for name in by_size if name not in alone]
    while rest and alone and rests_on_few(parts[np.any([held[name] for name in rest], axis=0)], least):
        rest.append(alone.pop(0))
    return frozenset(alone)


def _parts(kinds: Kinds, shown: Mask) -> Kinds:
    """(programs, 1 + counts shown): 0 where a program is counted, first in the number of all programs."""
    there = [kinds[:, scenario] == kind for scenario, kind in np.argwhere(shown)]
    return np.where(np.column_stack([np.ones(len(kinds), dtype=bool), *there]), 0, ABSENT)
