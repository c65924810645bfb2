"""Reference numbers of statistics, microstructure and labels, from TA-Lib, scipy, statsmodels, pandas.

Run from the repository root: python Tests/Reference/operators_features.py
Writes operators_features.csv: 300 daily bars, a header cell is the expression in the language.
What no library has is written out here anew, in another way than in the product.
"""
import numpy as np
import pandas as pd
import scipy
import scipy.stats
import statsmodels
import talib as ta
from statsmodels.tsa.stattools import adfuller

d = pd.read_csv("scripts/data/spx_daily.csv", parse_dates=["date"]).iloc[2000:2300].reset_index(drop=True)
d["row"] = np.arange(len(d))
o, h, l, c, v = (d[k].astype(float) for k in ["open", "high", "low", "close", "volume"])
r, lr = c.pct_change(fill_method=None), np.log(c).diff()
out = {}


def rolling(x, n, f):
    return x.rolling(n).apply(f, raw=True)


def lz76(bits):
    """Kaspar and Schuster's count of words."""
    s, n = bits, len(bits)
    i, k, first, count, longest = 0, 1, 1, 1, 1
    while True:
        if s[i + k - 1] == s[first + k - 1]:
            k += 1
            if first + k > n:
                return count + 1
        else:
            longest = max(longest, k)
            i += 1
            if i == first:
                count += 1
                first += longest
                if first + 1 > n:
                    return count
                i, k, longest = 0, 1, 1
            else:
                k = 1


def words(x):
    bits = (x > np.median(x)).astype(int)
    return lz76(bits) * np.log2(len(x)) / len(x)


def hurst(x):
    sizes, ranges = [], []
    for m in range(2, min(19, len(x) // 2) + 1):
        chunks = np.reshape(x[: len(x) // m * m], (-1, m))
        path = np.cumsum(chunks - chunks.mean(axis=1, keepdims=True), axis=1)
        spread = chunks.std(axis=1)
        keep = spread > 0
        ranges.append(np.log(((path.max(axis=1) - path.min(axis=1))[keep] / spread[keep]).mean()))
        sizes.append(np.log(m))
    return np.clip(np.polyfit(sizes, ranges, 1)[0], 0, 1)


def higuchi(x, most=7):
    n, lengths = len(x), []
    for k in range(1, most + 1):
        parts = []
        for m in range(1, k + 1):
            picked = x[np.arange(m - 1, n, k)]
            steps = len(picked) - 1
            parts.append(np.abs(np.diff(picked)).sum() * (n - 1) / (steps * k) / k)
        lengths.append(np.mean(parts))
    slope = scipy.stats.linregress(np.log(1 / np.arange(1, most + 1)), np.log(lengths)).slope
    return np.clip(slope, 1, 2)


def fracdiff(x, order, weights):
    w = np.cumprod(np.concatenate([[1.0], [(k - 1 - order) / k for k in range(1, weights)]]))
    return rolling(x, weights, lambda a: np.dot(a[::-1], w))


def drawdown(a):
    return (a / np.maximum.accumulate(a) - 1).min()


def corwin_schultz():
    two = np.log(h / l) ** 2
    b = two + two.shift()
    g = np.log(h.rolling(2).max() / l.rolling(2).min()) ** 2
    k = 3 - 2 * np.sqrt(2)
    a = (np.sqrt(2 * b) - np.sqrt(b)) / k - np.sqrt(g / k)
    return (2 * (np.exp(a) - 1) / (1 + np.exp(a))).clip(lower=0).rolling(20).mean()


def vpin(buckets, bars):
    """Trade by trade: each bar is a list of (volume, side) pieces put into buckets."""
    side, values, result = 0, [], []
    held, signed, size = 0.0, 0.0, None
    for t in range(len(c)):
        if t > 0 and c[t] != c[t - 1]:
            side = 1 if c[t] > c[t - 1] else -1
        left = v[t] if side else 0.0
        while left > 0:
            if held == 0:
                size = bars * v[: t + 1].mean()
            take = min(left, size - held)
            held, signed, left = held + take, signed + take * side, left - take
            if held >= size * (1 - 1e-12):
                values.append(abs(signed) / held)
                held, signed = 0.0, 0.0
        result.append(np.mean(values[-buckets:]) if len(values) >= buckets else np.nan)
    return np.array(result)


def barriers(n, take, stop, path):
    label, ret, bars = (np.full(len(c), np.nan) for _ in range(3))
    take, stop = (np.broadcast_to(x, len(c)) for x in (take, stop))
    for t in range(len(c) - n):
        if not (take[t] > 0 and stop[t] > 0):
            continue
        top, bottom = c[t] * (1 + take[t]), c[t] * (1 - stop[t])
        end = (1.0, c[t + n], n)
        for j in range(t + 1, t + n + 1):
            if path == "close":
                hit = (0.0, c[j]) if c[j] <= bottom else (2.0, c[j]) if c[j] >= top else None
            elif o[j] <= bottom:
                hit = (0.0, o[j])
            elif o[j] >= top:
                hit = (2.0, o[j])
            else:
                hit = (0.0, bottom) if l[j] <= bottom else (2.0, top) if h[j] >= top else None
            if hit:
                end = (*hit, j - t)
                break
        label[t], ret[t], bars[t] = end[0], end[1] / c[t] - 1, end[2]
    return label, ret, bars


def uniqueness(bars):
    lives = [(t, t + int(b)) for t, b in enumerate(bars) if not np.isnan(b)]
    alive = [sum(a <= t <= b for a, b in lives) for t in range(len(bars))]
    mean = {a: np.mean([1 / alive[t] for t in range(a, b + 1)]) for a, b in lives}
    return [mean.get(t, np.nan) for t in range(len(bars))]


def states():
    move5 = c.shift(-5) / c - 1
    out["direction(close, 5)"] = (move5 > 0).astype(float).where(move5.notna())
    three = np.select([move5 > 0.01, move5 < -0.01], [2.0, 0.0], 1.0)
    out["direction(close, 5, threshold=0.01)"] = pd.Series(three).where(move5.notna())
    out['direction(close, 5, threshold=0.01, flat="drop")'] = (
        (move5 > 0).astype(float).where(move5.abs() > 0.01))
    up = sum((c.shift(-k) > c).astype(float) for k in range(1, 4)) / 3
    out["prob_up(close, 3)"] = up.where(c.shift(-3).notna())
    for path in ("close", "range"):
        made = barriers(5, 0.02, 0.01, path)
        for name, x in zip(("label", "ret", "bars"), made):
            out[f'barriers(5, take=0.02, stop=0.01, path="{path}").{name}'] = x
    lives = barriers(5, 0.02, 0.01, "close")[2]
    out["uniqueness(barriers(5, take=0.02, stop=0.01).bars)"] = uniqueness(lives)
    sigma = r.ewm(span=20).std()
    scaled = barriers(7, (2 * sigma).to_numpy(), sigma.to_numpy(), "close")
    e = "ewm_std(pct(close), span=20)"
    out[f"barriers(7, take=2 * {e}, stop={e}).label"] = scaled[0]
    wait = [next((k for k in range(0, 41) if t + k < len(c) and c[t + k] > o[t + k] * 1.01), np.nan)
            for t in range(len(c))]
    out["until(close > open * 1.01, within=40)"] = wait


out["sar(0.02, 0.2)"] = ta.SAR(h, l, 0.02, 0.2)
out["sar(0.05, 0.1)"] = ta.SAR(h, l, 0.05, 0.1)
down, up = ta.AROON(h, l, 14)
out["aroon(14).up"], out["aroon(14).down"] = up, down
out["aroon(25).osc"] = ta.AROONOSC(h, l, 25)
out["ad()"] = ta.AD(h, l, c, v)
flow = np.where(h > l, ((c - l) - (h - c)) / (h - l), 0) * v
out["cmf(20)"] = pd.Series(flow).rolling(20).sum() / v.rolling(20).sum()
out["trend(close, 20).slope"] = ta.LINEARREG_SLOPE(c, 20)
out["trend(close, 20).value"] = ta.LINEARREG(c, 20)
out["trend(close, 20).r2"] = rolling(c, 20, lambda a: np.corrcoef(a, np.arange(20))[0, 1] ** 2)
out["entropy(pct(close), 20)"] = rolling(
    r, 20, lambda a: scipy.stats.entropy(np.histogram(a, bins=6)[0], base=2))
out["entropy(close, 60, bins=10)"] = rolling(
    c, 60, lambda a: scipy.stats.entropy(np.histogram(a, bins=10)[0], base=2))
out["lempel_ziv(pct(close), 40)"] = rolling(r, 40, words)
out["hurst(logret(close), 60)"] = rolling(lr, 60, hurst)
out["fractal_dimension(close, 20)"] = rolling(c, 20, higuchi)
out["fractal_dimension(close, 50, k=10)"] = rolling(c, 50, lambda a: higuchi(a, 10))
out["variance_ratio(logret(close), 60, 5)"] = rolling(
    lr, 60, lambda a: np.convolve(a, np.ones(5), "valid").var(ddof=1) / (5 * a.var(ddof=1)))
out["autocorr(pct(close), 20)"] = r.rolling(20).corr(r.shift())
out["autocorr(pct(close), 60, 5)"] = r.rolling(60).corr(r.shift(5))
out["fracdiff(ln(close), 0.4, n=100)"] = fracdiff(np.log(c), 0.4, 100)
out["max_drawdown(close, 20)"] = rolling(c, 20, drawdown)
out["adf(ln(close), 60)"] = rolling(
    np.log(c), 60, lambda a: adfuller(a, maxlag=0, regression="c", autolag=None, result_object=False)[0])
out["adf(close, 100, lags=2)"] = rolling(
    c, 100, lambda a: adfuller(a, maxlag=2, regression="c", autolag=None, result_object=False)[0])
out["ewm_std(pct(close), span=60)"] = r.ewm(span=60).std()
gaps = c.where(d.row % 7 != 3)
out["ewm_std(where(row % 7 == 3, nan, close), alpha=0.1)"] = (
    gaps.ewm(alpha=0.1).std().where(gaps.notna()))
out["amihud(20)"] = (r.abs() / (c * v)).rolling(20).mean()
signed = v * np.sign(r)
out["kyle(20)"] = r.rolling(20).cov(signed) / signed.rolling(20).var()
bounce = r.rolling(20).cov(r.shift())
out["roll_spread(20)"] = 2 * np.sqrt((-bounce).clip(lower=0))
out["corwin_schultz(20)"] = corwin_schultz()
moved = (v * np.sign(c.diff()))
out["order_flow(20)"] = moved.rolling(20).sum() / moved.abs().rolling(20).sum()
out["vpin(20, bars=3)"] = vpin(20, 3)
bipower = np.pi / 2 * (lr.abs() * lr.abs().shift()).rolling(19).sum()
out["jump(logret(close), 20)"] = ((lr ** 2).rolling(20).sum() - bipower).clip(lower=0)
out["daily(close, 5)"] = c.rolling(5).mean().shift()
keyed = v.groupby(d.date.dt.day_of_week)
out["mean(volume, 10, by=weekday())"] = keyed.transform(lambda x: x.rolling(10).mean())
out["std(volume, 10, by=weekday())"] = keyed.transform(lambda x: x.rolling(10).std())
out["median(volume, 10, by=weekday())"] = keyed.transform(lambda x: x.rolling(10).median())
out["rank(volume, 10, by=weekday())"] = keyed.transform(lambda x: x.rolling(10).rank(pct=True))
dated = pd.Series(v.to_numpy(), index=d.date)
within = dated.groupby(dated.index.day_of_week, group_keys=False).rolling("60D").mean()
out["mean(volume, 60d, by=weekday())"] = within.droplevel(0).sort_index().to_numpy()
states()

with open("Tests/Reference/operators_features.csv", "w") as file:
    file.write(f"# pandas {pd.__version__}, numpy {np.__version__}, TA-Lib {ta.__version__}, "
               f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}; "
               "made by operators_features.py\n")
    made = pd.DataFrame({k: np.asarray(x, dtype=float) for k, x in out.items()})
    pd.concat([d, made], axis=1).to_csv(file, index=False, sep=";", float_format="%.15g", quotechar="`")
