"""Reference numbers of the operators on series, from pandas and TA-Lib.

Run from the repository root: python Tests/Reference/operators.py
Writes operators_spx.csv (one symbol, daily bars) and operators_stocks.csv (a panel). The first lines
are comments with versions; a header cell is the expression in the language.
"""
import numpy as np
import pandas as pd
import talib as ta

FOLDER = "Tests/Reference/"
ROWS = 260


def returns(x, k=1):
    return x.pct_change(k, fill_method=None)


def indicators(d):
    h, l, c, v = (d[k].astype(float) for k in ["high", "low", "close", "volume"])
    out = {}
    line, signal, hist = ta.MACD(c, 12, 26, 9)
    k, dd = ta.STOCH(h, l, c, 14, 3, 0, 3, 0)
    up, mid, low = ta.BBANDS(c, 20, 2, 2, 0)
    out["rsi(close, 14)"] = ta.RSI(c, 14)
    out["macd(close, 12, 26, 9).line"] = line
    out["macd(close, 12, 26, 9).signal"] = signal
    out["macd(close, 12, 26, 9).hist"] = hist
    out["macd(close, 5, 35, 5).signal"] = ta.MACD(c, 5, 35, 5)[1]
    out["stoch(14, 3, 3).k"] = k
    out["stoch(14, 3, 3).d"] = dd
    out["atr(14)"] = ta.ATR(h, l, c, 14)
    out["true_range()"] = ta.TRANGE(h, l, c)
    out["bbands(close, 20, 2).upper"] = up
    out["bbands(close, 20, 2).mid"] = mid
    out["bbands(close, 20, 2).lower"] = low
    out["adx(14)"] = ta.ADX(h, l, c, 14)
    out["di_plus(14)"] = ta.PLUS_DI(h, l, c, 14)
    out["di_minus(14)"] = ta.MINUS_DI(h, l, c, 14)
    out["cci(20)"] = ta.CCI(h, l, c, 20)
    out["willr(14)"] = ta.WILLR(h, l, c, 14)
    out["roc(close, 10)"] = ta.ROC(c, 10)
    out["obv()"] = ta.OBV(c, v)
    out["ema(close, 20)"] = ta.EMA(c, 20)
    return out


def windows(d):
    h, l, c, v = (d[k].astype(float) for k in ["high", "low", "close", "volume"])
    r, w = returns(c), returns(v)
    out = {}
    for n in (5, 20):
        out[f"mean(close, {n})"] = c.rolling(n).mean()
        out[f"std(pct(close), {n})"] = r.rolling(n).std()
        out[f"var(close, {n})"] = c.rolling(n).var()
        out[f"std(close, {n}, ddof=0)"] = c.rolling(n).std(ddof=0)
        out[f"sum(volume, {n})"] = v.rolling(n).sum()
        out[f"min(low, {n})"] = l.rolling(n).min()
        out[f"max(high, {n})"] = h.rolling(n).max()
        out[f"median(close, {n})"] = c.rolling(n).median()
        out[f"quantile(close, {n}, q=0.8)"] = c.rolling(n).quantile(0.8)
        out[f"rank(close, {n})"] = c.rolling(n).rank(pct=True)
        out[f"corr(pct(close), pct(volume), {n})"] = r.rolling(n).corr(w)
        out[f"cov(pct(close), pct(volume), {n})"] = r.rolling(n).cov(w)
        out[f"skew(pct(close), {n})"] = r.rolling(n).skew()
        out[f"kurt(pct(close), {n})"] = r.rolling(n).kurt()
        out[f"zscore(close, {n})"] = (c - c.rolling(n).mean()) / c.rolling(n).std()
        out[f"argmax(high, {n})"] = h.rolling(n).apply(lambda a: np.argmax(a[::-1]), raw=True)
    out["mean(pct(close), 20, min=5)"] = r.rolling(20, min_periods=5).mean()
    out["std(pct(close), 20, min=5)"] = r.rolling(20, min_periods=5).std()
    out["corr(pct(close), pct(volume), 20, min=10)"] = r.rolling(20, min_periods=10).corr(w)
    t = d.set_index("date")
    out["mean(close, 30d)"] = t.close.rolling("30D").mean()
    out["std(close, 30d)"] = t.close.rolling("30D").std()
    out["max(high, 30d)"] = t.high.rolling("30D").max()
    out["rank(close, 30d)"] = t.close.rolling("30D").rank(pct=True)
    return out


def holes(d):
    """A missing close every seventh row."""
    c = d.close.where(d.row % 7 != 3)
    x = "where(row % 7 == 3, nan, close)"
    out = {}
    out[f"ewm({x}, span=20)"] = c.ewm(span=20).mean().where(c.notna())
    out[f"mean({x}, 20, min=5)"] = c.rolling(20, min_periods=5).mean()
    out[f"mean({x}, 5)"] = c.rolling(5).mean()
    out[f"var({x}, 20, min=5)"] = c.rolling(20, min_periods=5).var()
    out[f"median({x}, 20, min=5)"] = c.rolling(20, min_periods=5).median()
    out[f"rank({x}, 20, min=5)"] = c.rolling(20, min_periods=5).rank(pct=True)
    out[f"max({x}, 5, min=2)"] = c.rolling(5, min_periods=2).max()
    out[f"pct({x})"] = returns(c)
    out[f"cumsum({x})"] = c.cumsum()
    out[f"fill({x}, limit=2)"] = c.ffill(limit=2)
    return out


def shifts(d):
    c = d.close
    r = returns(c)
    out = {}
    out["pct(close)"] = r
    out["pct(close, 5)"] = returns(c, 5)
    out["logret(close)"] = np.log(c).diff()
    out["diff(close, 5)"] = c.diff(5)
    out["lag(close, 3)"] = c.shift(3)
    out["lead(close, 3)"] = c.shift(-3)
    out["ewm(close, span=20)"] = c.ewm(span=20).mean()
    out["ewm(close, alpha=0.1)"] = c.ewm(alpha=0.1).mean()
    out["ewm(close, halflife=10)"] = c.ewm(halflife=10).mean()
    out["cumsum(pct(close))"] = r.cumsum()
    out["cumprod(1 + pct(close))"] = (1 + r).cumprod()
    out["cut(close, [1250, 1300])"] = pd.cut(c, [-np.inf, 1250, 1300, np.inf], labels=False)
    out["weekday()"] = d.date.dt.day_of_week
    out["month()"] = d.date.dt.month
    out["mean(close)"] = np.full(len(c), c.mean())
    out["std(close)"] = np.full(len(c), c.std())
    out["quantile(close, q=0.8)"] = np.full(len(c), c.quantile(0.8))
    out["rank(close)"] = c.rank(pct=True)
    return out


def volatility(d):
    o, h, l, c, v = (d[k].astype(float) for k in ["open", "high", "low", "close", "volume"])
    r, w = returns(c), returns(v)
    out = {}
    slope = r.rolling(60).cov(w) / w.rolling(60).var()
    level = r.rolling(60).mean() - slope * w.rolling(60).mean()
    out["ols(pct(close), pct(volume), 60).beta"] = slope
    out["ols(pct(close), pct(volume), 60).alpha"] = level
    out["ols(pct(close), pct(volume), 60).resid"] = r - level - slope * w
    hl, co = np.log(h / l) ** 2, np.log(c / o) ** 2
    rs = np.log(h / c) * np.log(h / o) + np.log(l / c) * np.log(l / o)
    out["parkinson(20)"] = np.sqrt(hl.rolling(20).mean() / (4 * np.log(2)))
    out["parkinson(20, annualize=true)"] = out["parkinson(20)"] * np.sqrt(252)
    out["garman_klass(20)"] = np.sqrt((0.5 * hl - (2 * np.log(2) - 1) * co).rolling(20).mean())
    out["rogers_satchell(20)"] = np.sqrt(rs.rolling(20).mean())
    weight = 0.34 / (1.34 + 21 / 19)
    out["yang_zhang(20)"] = np.sqrt(
        np.log(o / c.shift()).rolling(20).var() + weight * np.log(c / o).rolling(20).var()
        + (1 - weight) * rs.rolling(20).mean())
    lr = np.log(c).diff()
    out["realized_vol(logret(close), 20)"] = np.sqrt((lr ** 2).rolling(20).sum())
    out["bipower(logret(close), 20)"] = np.pi / 2 * (lr.abs() * lr.abs().shift()).rolling(19).sum()
    price = (h + l + c) / 3
    out["vwap(20)"] = (price * v).rolling(20).sum() / v.rolling(20).sum()
    out["har(parkinson(1)).mean5"] = np.sqrt(hl / (4 * np.log(2))).rolling(5).mean()
    return out


def panel(d):
    by_date, by_symbol = d.groupby("date"), d.groupby("symbol")
    r = by_symbol.close.transform(lambda c: returns(c))
    dated = r.groupby(d.date)
    count = dated.transform("count")
    out = {}
    out["xmean(pct(close))"] = dated.transform("mean")
    out["xstd(pct(close))"] = dated.transform("std")
    out["xsum(volume)"] = by_date.volume.transform("sum").astype(float)
    out["xcount(pct(close))"] = count.astype(float)
    out["xrank(pct(close))"] = dated.rank(pct=True)
    out["xrank(pct(close), center=true)"] = dated.rank(pct=True) - (count + 1) / 2 / count
    out["xz(pct(close))"] = (r - dated.transform("mean")) / dated.transform("std")
    out["xdemean(pct(close))"] = r - dated.transform("mean")
    out["xquantile(pct(close), q=0.8)"] = dated.transform(lambda x: x.quantile(0.8))
    out["mean(close, 20)"] = by_symbol.close.transform(lambda c: c.rolling(20).mean())
    out["rsi(close, 14)"] = by_symbol.close.transform(
        lambda c: pd.Series(ta.RSI(c.to_numpy(), 14), c.index))
    return out


def write(name, frame, columns):
    made = pd.DataFrame({k: np.asarray(x, dtype=float) for k, x in columns.items()})
    with open(FOLDER + name, "w") as file:
        versions = f"pandas {pd.__version__}, numpy {np.__version__}, TA-Lib {ta.__version__}"
        file.write(f"# {versions}; made by operators.py\n")
        table = pd.concat([frame, made], axis=1)
        table.to_csv(file, index=False, sep=";", float_format="%.15g")


spx = pd.read_csv("scripts/data/spx_daily.csv", parse_dates=["date"]).head(ROWS)
spx["row"] = np.arange(len(spx))
write("operators_spx.csv", spx, {
    **shifts(spx), **windows(spx), **holes(spx), **volatility(spx), **indicators(spx)})

stocks = pd.read_csv("scripts/data/stocks5_daily.csv", parse_dates=["date"])
stocks = stocks[(stocks.date >= "2004-08-01") & (stocks.date < "2004-12-01")]
stocks = stocks.sort_values(["symbol", "date"]).reset_index(drop=True)
write("operators_stocks.csv", stocks, panel(stocks))
