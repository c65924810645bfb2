"""The bars of data/bars.csv, or of a file beside it, as arrays of float64."""

import os

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
PATH = os.path.join(FOLDER, "bars.csv")
COLUMNS = ("open", "high", "low", "close", "volume", "vix")


def load(path=PATH, columns=COLUMNS):
    """Columns by name."""
    import numpy
    import pandas

    frame = pandas.read_csv(path, usecols=list(columns), dtype=numpy.float64)
    return {name: frame[name].to_numpy(copy=True) for name in columns}
