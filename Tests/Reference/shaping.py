"""Reference numbers for resample, group, adjust and roll: pandas.

Run from this folder: python3 shaping.py [DATA]. Reads ../../scripts/data and, where DATA names the
folder of the larger sets, one of them; writes shaping_*.csv.
"""
import sys

import numpy as np
import pandas as pd

EMBEDDED = "../../scripts/data/"
RULES = dict(open="first", high="max", low="min", close="last", volume="sum")


def header(path, table):
    with open(path, "w") as file:
        file.write(f"# pandas {pd.__version__}\n")
        table.to_csv(file, index=False, float_format="%.17g")


def weekly():
    """Weeks from Monday of a panel, months of an index."""
    stocks = pd.read_csv(EMBEDDED + "stocks5_daily.csv", parse_dates=["date"])
    parts = []
    for symbol, part in stocks.groupby("symbol"):
        week = part.set_index("date").resample("W-MON", closed="left", label="left").agg(RULES)
        parts.append(week.dropna(subset=["close"]).assign(symbol=symbol).reset_index())
    table = pd.concat(parts)[["symbol", "date", *RULES]]
    header("shaping_week.csv", table.iloc[::13])
    spx = pd.read_csv(EMBEDDED + "spx_daily.csv", parse_dates=["date"]).set_index("date")
    header("shaping_month.csv", spx.resample("MS").agg(RULES).dropna().reset_index())


def grouped():
    """Daily returns by weekday, and closes by symbol."""
    spx = pd.read_csv(EMBEDDED + "spx_daily.csv", parse_dates=["date"])
    spx["ret"] = spx.close.pct_change()
    spx["key"] = spx.date.dt.weekday
    figures = ["count", "mean", "std", "min", "max", "median", "sum", "first", "last", "skew"]
    header("shaping_weekday.csv", spx.groupby("key").ret.agg(figures).reset_index())


def intraday(folder):
    """Hours of a session in New York, and the same minutes to days."""
    bars = pd.read_csv(folder + "us_stocks_1m_2022.csv.gz", parse_dates=["datetime"])
    bars = bars[bars.symbol.isin(["A", "AAPL"])]
    bars["local"] = bars.datetime.dt.tz_localize("UTC").dt.tz_convert("America/New_York")
    bars["wall"] = bars.local.dt.tz_localize(None)
    hours, days = [], []
    for symbol, part in bars.groupby("symbol"):
        part = part.set_index("wall").sort_index().between_time("09:30", "16:00", inclusive="left")
        hour = part.resample("1h", origin="start_day", offset="30min").agg(RULES)
        hours.append(hour.dropna(subset=["close"]).assign(symbol=symbol).reset_index())
        day = part.resample("1D").agg(RULES).dropna(subset=["close"])
        days.append(day.assign(symbol=symbol).reset_index())
    for name, parts in [("hour", hours), ("day", days)]:
        header(f"shaping_{name}.csv", pd.concat(parts)[["symbol", "wall", *RULES]])


def joined(folder):
    """A day's VIX on hourly bars: known from the end of its day on."""
    hours = pd.read_csv(folder + "spy_1h_1998_2021.csv.gz")
    time = hours.columns[0]
    hours["known"] = (
        pd.to_datetime(hours[time]).dt.tz_localize("America/New_York").dt.tz_convert("UTC")
        + pd.Timedelta(hours=1))
    vix = pd.read_csv(folder + "vix_daily_ohlc_1990_2026.csv.gz")
    day = vix.columns[0]
    vix["seen"] = pd.to_datetime(vix[day]).dt.tz_localize("UTC") + pd.Timedelta(days=1)
    close = [c for c in vix.columns if c.lower() == "close"][0]
    table = pd.merge_asof(
        hours.sort_values("known"), vix[["seen", close]].rename(columns={close: "vix"}),
        left_on="known", right_on="seen", tolerance=pd.Timedelta(days=5))
    header("shaping_daily_onto_hours.csv", table[[time, "vix"]].iloc[::499])


def adjusted(folder):
    """Returns of adjusted closes."""
    px = pd.read_csv(folder + "sp500_stocks_daily_2015_2020.csv.gz")
    px = px[px.Name.isin(["AAPL", "GE", "XOM"])].sort_values(["Name", "Date"])
    px["ret"] = px.groupby("Name")["Adj Close"].pct_change()
    header("shaping_adjusted.csv", px[["Name", "Date", "ret"]].dropna().iloc[::61])


def rolled(folder):
    """The contract of each day: the day after another traded more, never back."""
    bars = pd.read_csv(folder + "es_fut_1m_contracts_2013_2020.csv.gz", parse_dates=["datetime"])
    bars["contract"] = bars.contract.astype(str)
    bars["day"] = bars.datetime.dt.normalize()
    volume = bars.pivot_table(index="day", columns="contract", values="volume", aggfunc="sum")
    last = bars.groupby("contract").day.max().sort_values(kind="stable")
    order = sorted(last.index, key=lambda c: (last[c], c))
    first = volume.index[0]
    held = next(c for c in order if not np.isnan(volume.loc[first, c]))
    rows = []
    for day in volume.index:
        rows.append(dict(day=day, contract=held))
        later = order[order.index(held) + 1:]
        traded = [c for c in later if not np.isnan(volume.loc[day, c])]
        if day >= last[held]:
            after = [c for c in traded if last[c] > day] or [c for c in later if last[c] > day]
            held = after[0] if after else held
        elif not np.isnan(volume.loc[day, held]) and traded:
            most = max(traded, key=lambda c: volume.loc[day, c])
            if volume.loc[day, most] > volume.loc[day, held]:
                held = most
    header("shaping_roll.csv", pd.DataFrame(rows))


weekly()
grouped()
if len(sys.argv) > 1:
    folder = sys.argv[1].rstrip("/") + "/"
    intraday(folder)
    joined(folder)
    adjusted(folder)
    rolled(folder)
