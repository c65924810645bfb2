"""The bars of data/bars.csv as arrays of float64."""

import os

PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "bars.csv")
COLUMNS = ("open", "high", "low", "close", "volume", "vix")


def load():
    """Columns by name."""
    import numpy
    import pandas

    frame = pandas.read_csv(PATH, usecols=list(COLUMNS), dtype=numpy.float64)
    return {name: frame[name].to_numpy(copy=True) for name in COLUMNS}
