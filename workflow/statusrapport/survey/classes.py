"""Classes of response: municipalities among which those who answered are taken as a sample of all.

A class in which few have answered is joined with its neighbour: one rule, for the weights of all and for single items.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]


def join_small(counts: Sequence[int], minimum: int) -> list[int]:
    """The number of the group that each class belongs to, so that every group has `minimum` answers, if all have.

    `counts` are the answers of the classes in their order. From the first on, a class is joined with those that follow
    until there are enough; what is left at the end joins the last group.
    """
    groups, filled = [], 0
    number = 0
    for count in counts:
        groups.append(number)
        filled += count
        if filled >= minimum:
            number, filled = number + 1, 0
    if groups and groups[-1] == number and number > 0:  # the last group has too few
        groups = [min(group, number - 1) for group in groups]
    return groups


def form_classes(frame: pd.DataFrame, names: Sequence[str], minimum: int) -> pd.Series[int]:
    """The class of each municipality of `frame`, numbered from 1, with `minimum` answers in each.

    The classes are those of the columns `names`, crossed, in the order of their values; `answers` tells who has
    answered. Values of the first column are joined first, then within each of the groups those of the second.
    """
    numbers = pd.Series(0, frame.index)
    for name in names:
        joined: dict[object, tuple[int, int]] = {}
        for number, inside in frame.assign(group=numbers).groupby("group", sort=True):
            counts = inside.groupby(name, sort=True)["answers"].sum()
            groups = dict(zip(counts.index, join_small(counts.to_list(), minimum), strict=True))
            joined |= {code: (int(str(number)), groups[value]) for code, value in inside[name].items()}
        order = {pair: place for place, pair in enumerate(sorted(set(joined.values())), 1)}
        numbers = pd.Series([order[joined[code]] for code in frame.index], frame.index)
    return numbers
