"""J5: read.py pandas|pyarrow|polars|duckdb; seconds to parse data/bars.csv, times included.

The median of five readings in one process: importing the library is not counted.
"""

import sys

from bars import PATH
from common import median_time, report


def reader(mode):
    if mode == "pandas":
        import pandas
        return lambda: pandas.read_csv(PATH, parse_dates=["date"])
    if mode == "pyarrow":
        import pandas
        return lambda: pandas.read_csv(PATH, parse_dates=["date"], engine="pyarrow")
    if mode == "polars":
        import polars
        return lambda: polars.read_csv(PATH, try_parse_dates=True)
    import duckdb
    duckdb.sql("set threads = 2")
    return lambda: duckdb.sql(f"select * from read_csv('{PATH}')").fetchnumpy()


report(median_time(reader(sys.argv[1]), 5))
