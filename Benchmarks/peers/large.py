"""The long job: large.py pandas | pyarrow | polars; seconds to read data/large.csv with its times and
to compute the 28 features of features.py over it, once."""

import os
import sys
import time

import bars
from common import report
from features import MAKERS

PATH = os.path.join(os.path.dirname(bars.PATH), "large.csv")


def read(mode):
    if mode == "polars":
        import polars
        return polars.read_csv(PATH, try_parse_dates=True)
    import pandas
    options = {"engine": "pyarrow"} if mode == "pyarrow" else {}
    return pandas.read_csv(PATH, parse_dates=["date"], **options)


mode = sys.argv[1]
start = time.perf_counter()
frame = read(mode)
columns = {name: frame[name].to_numpy().astype(float) for name in bars.COLUMNS}
run = MAKERS["polars" if mode == "polars" else "pandas"](columns)
found = run()
report(time.perf_counter() - start)
