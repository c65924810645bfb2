"""Reference numbers for align and describe: pandas' merge_asof, describe and skew.

Run from this folder: python3 frames.py. Reads ../../scripts/data, writes frames_*.csv.
"""
import pandas as pd

DATA = "../../scripts/data/"


def header(path, table):
    with open(path, "w") as file:
        file.write(f"# pandas {pd.__version__}\n")
        table.to_csv(file, index=False, float_format="%.17g")


def align():
    spx = pd.read_csv(DATA + "spx_daily.csv", parse_dates=["date"])
    vix = pd.read_csv(DATA + "vix_daily.csv", parse_dates=["date"]).dropna()
    spx["limit"] = spx.date - pd.Timedelta(days=1)
    joined = pd.merge_asof(spx, vix.rename(columns={"date": "seen"}), left_on="limit", right_on="seen")
    kept = joined[joined.date >= "2014-01-03"][["date", "close", "vix"]]
    header("frames_align.csv", kept)

    stocks = pd.read_csv(DATA + "stocks5_daily.csv", parse_dates=["date"])
    stocks = stocks.sort_values(["date", "symbol"])
    three = pd.merge_asof(
        stocks, spx[["date", "close"]].rename(columns={"date": "seen", "close": "spx_close"}),
        left_on="date", right_on="seen", tolerance=pd.Timedelta(days=2))
    three = three.sort_values(["symbol", "date"])[["symbol", "date", "spx_close"]]
    header("frames_align_panel.csv", three.iloc[::97])


def describe():
    rows = []
    for name in ["spx_daily", "vix_daily", "stocks5_daily"]:
        table = pd.read_csv(DATA + name + ".csv").select_dtypes("number")
        for column in table:
            x = table[column]
            d = x.describe()
            rows.append(dict(
                file=name, column=column, count=int(d["count"]), missing=int(x.isna().sum()),
                mean=d["mean"], std=d["std"], min=d["min"], q1=d["25%"], median=d["50%"],
                q3=d["75%"], max=d["max"], skew=x.skew()))
    header("frames_describe.csv", pd.DataFrame(rows))


align()
describe()
