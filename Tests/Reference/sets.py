"""Reference numbers on the larger sets: pandas, TA-Lib, scipy and arch.

Run from the repository root: python Tests/Reference/sets.py DATA. DATA is the folder of the larger
sets. Writes sets_*.csv: some rows of columns that were computed over the whole set; a header cell is the
expression in the language.
"""
import sys

import arch
import numpy as np
import pandas as pd
import scipy
import scipy.stats
import talib as ta
from arch import arch_model

DATA = sys.argv[1].rstrip("/") + "/"
VERSIONS = (f"# pandas {pd.__version__}, numpy {np.__version__}, TA-Lib {ta.__version__}, "
            f"scipy {scipy.__version__}, arch {arch.__version__}; made by sets.py\n")


def write(name, columns, step, comment=""):
    table = pd.DataFrame({k: np.asarray(x, dtype=float) for k, x in columns.items()})
    table.index.name = "row"
    with open(f"Tests/Reference/sets_{name}.csv", "w") as file:
        file.write(VERSIONS + comment)
        # Rows of the start, where averages are seeded, and rows at even steps.
        rows = sorted(set(range(0, 60, 3)) | set(range(0, len(table), step)))
        table.iloc[rows].to_csv(file, sep=";", float_format="%.15g", quotechar="`")


def windows(x, n, f):
    """A function of each window, straight from its definition: nothing is carried on."""
    made = np.full(len(x), np.nan)
    made[n - 1:] = [f(w) for w in np.lib.stride_tricks.sliding_window_view(np.asarray(x), n)]
    return made


def bars(d):
    """Indicators of TA-Lib and rolling statistics of pandas over all rows of a set."""
    o, h, l, c, v = (d[k].astype(float).reset_index(drop=True)
                     for k in ["open", "high", "low", "close", "volume"])
    r = c.pct_change(fill_method=None)
    out = {}
    line, signal, hist = ta.MACD(c, 12, 26, 9)
    k, dd = ta.STOCH(h, l, c, 14, 3, 0, 3, 0)
    up, mid, low = ta.BBANDS(c, 20, 2, 2, 0)
    down, top = ta.AROON(h, l, 14)
    out["rsi(close, 14)"] = ta.RSI(c, 14)
    out["macd(close, 12, 26, 9).line"] = line
    out["macd(close, 12, 26, 9).signal"] = signal
    out["macd(close, 12, 26, 9).hist"] = hist
    out["stoch(14, 3, 3).k"], out["stoch(14, 3, 3).d"] = k, dd
    out["atr(14)"] = ta.ATR(h, l, c, 14)
    out["bbands(close, 20, 2).upper"], out["bbands(close, 20, 2).lower"] = up, low
    out["adx(14)"] = ta.ADX(h, l, c, 14)
    out["di_plus(14)"] = ta.PLUS_DI(h, l, c, 14)
    out["di_minus(14)"] = ta.MINUS_DI(h, l, c, 14)
    out["cci(20)"] = ta.CCI(h, l, c, 20)
    out["willr(14)"] = ta.WILLR(h, l, c, 14)
    out["roc(close, 10)"] = ta.ROC(c, 10)
    out["obv()"] = ta.OBV(c, v)
    out["ad()"] = ta.AD(h, l, c, v)
    out["ema(close, 200)"] = ta.EMA(c, 200)
    out["sar(0.02, 0.2)"] = ta.SAR(h, l, 0.02, 0.2)
    out["aroon(14).up"], out["aroon(14).down"] = top, down
    out["trend(close, 20).slope"] = ta.LINEARREG_SLOPE(c, 20)
    for n in (20, 500):
        out[f"mean(close, {n})"] = c.rolling(n).mean()
        out[f"sum(volume, {n})"] = v.rolling(n).sum()
        out[f"std(pct(close), {n})"] = windows(r, n, lambda w: w.std(ddof=1))
        out[f"var(close, {n})"] = windows(c, n, lambda w: w.var(ddof=1))
        out[f"min(low, {n})"] = l.rolling(n).min()
        out[f"max(high, {n})"] = h.rolling(n).max()
        out[f"median(close, {n})"] = c.rolling(n).median()
        out[f"quantile(close, {n}, q=0.9)"] = c.rolling(n).quantile(0.9)
        out[f"rank(close, {n})"] = c.rolling(n).rank(pct=True)
        out[f"corr(pct(close), volume, {n})"] = windows_of_two(r, v, n, corr)
    out["rank(pct(close), 60)"] = windows(r, 60, lambda w: scipy.stats.rankdata(w)[-1] / 60)
    out["skew(pct(close), 60)"] = windows(r, 60, lambda w: scipy.stats.skew(w, bias=False))
    out["kurt(pct(close), 60)"] = windows(r, 60, lambda w: scipy.stats.kurtosis(w, bias=False))
    out["entropy(pct(close), 60)"] = windows(
        r, 60, lambda w: np.nan if np.isnan(w).any()
        else scipy.stats.entropy(np.histogram(w, bins=7)[0], base=2))
    t = c.set_axis(pd.DatetimeIndex(d.time))
    out["mean(close, 2d)"] = t.rolling("2D").mean()
    out["max(close, 2d)"] = t.rolling("2D").max()
    out["rank(close, 1d)"] = t.rolling("1D").rank(pct=True)
    out["ewm(close, span=100)"] = c.ewm(span=100).mean()
    out["ewm_std(pct(close), span=100)"] = r.ewm(span=100).std()
    out["cumsum(pct(close))"] = r.cumsum()
    return out


def corr(a, b):
    if np.isnan(a).any() or np.isnan(b).any():
        return np.nan
    return scipy.stats.pearsonr(a, b).statistic


def windows_of_two(x, y, n, f):
    views = [np.lib.stride_tricks.sliding_window_view(np.asarray(s), n) for s in (x, y)]
    made = np.full(len(x), np.nan)
    made[n - 1:] = [f(a, b) for a, b in zip(*views)]
    return made


def futures():
    d = pd.read_csv(DATA + "es_fut_5m_vol_2024_2025.csv.gz")
    d["time"] = pd.to_datetime(d.iloc[:, 0])
    write("es5m", bars(d), 997)


def hours():
    d = pd.read_csv(DATA + "spy_1h_1998_2021.csv.gz")
    d["time"] = pd.to_datetime(d.iloc[:, 0])
    write("spy1h", bars(d), 613)


def stocks():
    """Cross-sections by scipy's ranks, and the coefficient of a signal by its Spearman."""
    d = pd.read_csv(DATA + "sp500_stocks_daily_2015_2020.csv.gz", parse_dates=["Date"])
    d = d.sort_values(["Name", "Date"], kind="stable").reset_index(drop=True)
    by_symbol = d.groupby("Name").Close
    d["r"] = by_symbol.pct_change(fill_method=None)
    d["r5"] = by_symbol.pct_change(5, fill_method=None)
    d["next"] = by_symbol.shift(-1) / d.Close - 1
    d = d.replace([np.inf, -np.inf], np.nan)
    dated = d.groupby("Date").r

    def ranks(x):
        good = x.dropna()
        return pd.Series(scipy.stats.rankdata(good) / len(good), good.index).reindex(x.index)

    out = {}
    out["xrank(pct(close))"] = dated.transform(ranks)
    out["xmean(pct(close))"] = dated.transform("mean")
    out["xz(pct(close))"] = (d.r - dated.transform("mean")) / dated.transform("std")
    out["mean(pct(close), 20)"] = d.groupby("Name").r.transform(lambda x: x.rolling(20).mean())
    pairs = d.dropna(subset=["r5", "next"])
    ics = pairs.groupby("Date")[["r5", "next"]].apply(
        lambda p: scipy.stats.spearmanr(p.r5, p.next).statistic if len(p) >= 5 else np.nan).dropna()
    write("sp500", out, 4999, f"# ic {len(ics)} {ics.mean():.15g} {ics.std():.15g}\n")


def garch():
    """Parameters and variance of hourly returns in percent."""
    d = pd.read_csv(DATA + "crypto6_1h_2023h2.csv.gz")
    symbol, close = d.columns[1], "close"
    btc = d[d[symbol] == "BTCUSDT"] if (d[symbol] == "BTCUSDT").any() else d[d[symbol] == "BTC"]
    x = (100 * btc[close].pct_change(fill_method=None)).dropna().to_numpy()
    model = arch_model(x, mean="Constant", vol="GARCH", p=1, q=1, dist="normal", rescale=False)
    start = float(np.mean((x - x.mean()) ** 2))
    fit = model.fit(disp="off", tol=1e-12, backcast=start, options={"maxiter": 1000})
    comment = "# constant " + " ".join(f"{v:.12g}" for v in fit.params) + "\n"
    write("garch_btc1h", {"variance": fit.conditional_volatility ** 2}, 29, comment)


futures()
hours()
stocks()
garch()
