"""What hangs together: things numbered from nought, and which of them are tied to which."""

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Whole

_Places = Whole | NDArray[np.int32]


def components(count: int, one: _Places, other: _Places) -> Whole:
    """Give for each thing the least number that it hangs together with, through whatever others.

    >>> components(5, np.array([1, 3]), np.array([3, 4])).tolist()
    [0, 1, 2, 1, 1]
    """
    label = np.arange(count, dtype=np.int32)  # more things need another machine
    while True:
        a, b = label[one], label[other]
        apart = a != b
        if not apart.any():
            return label.astype(np.int64)
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        least = np.minimum(a, b)
        np.minimum.at(label, a, least)
        np.minimum.at(label, b, least)
        while (label[label] != label).any():
            label = label[label]
