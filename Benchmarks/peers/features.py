"""J4: 28 features over data/bars.csv; features.py pandas | polars THREADS | numba | talib.

Seconds for all features once the bars are in memory. TA-Lib has no rolling quantile: it does 27.
"""

import os
import sys

if sys.argv[1] == "polars" and len(sys.argv) > 2:
    os.environ["POLARS_MAX_THREADS"] = sys.argv[2]

import numpy as np

import bars
from common import median_time, report


def with_pandas(d):
    import pandas as pd

    d = pd.DataFrame(d)

    def ewm(x, **options):
        return x.ewm(adjust=False, **options).mean()

    def run():
        f, c, r, lr = {}, d.close, d.close.pct_change(), np.log(d.close).diff()
        f["ret1"], f["ret5"], f["ret20"], f["lr"] = r, c.pct_change(5), c.pct_change(20), lr
        for w in (5, 20, 252):
            f[f"sma{w}"], f[f"sd{w}"] = c / c.rolling(w).mean() - 1, r.rolling(w).std()
        f["cv"] = r.rolling(20).corr(d.volume.pct_change())
        f["cx"] = r.rolling(252).corr(d.vix.pct_change())
        move = c.diff()
        up, down = ewm(move.clip(lower=0), alpha=1 / 14), ewm((-move).clip(lower=0), alpha=1 / 14)
        f["rsi"] = 100 - 100 / (1 + up / down)
        f["macd"] = ewm(c, span=12) - ewm(c, span=26)
        f["signal"] = ewm(f["macd"], span=9)
        f["histogram"] = f["macd"] - f["signal"]
        low, high = d.low.rolling(14).min(), d.high.rolling(14).max()
        f["k"] = 100 * (c - low) / (high - low)
        f["d"] = f["k"].rolling(3).mean()
        last = c.shift()
        span = np.maximum(d.high - d.low, np.maximum((d.high - last).abs(), (d.low - last).abs()))
        f["atr"] = ewm(span, alpha=1 / 14)
        mid, sd = c.rolling(20).mean(), c.rolling(20).std()
        f["band"], f["width"] = (c - mid) / (2 * sd), 4 * sd / mid
        rv = lr**2
        f["har1"], f["har5"] = np.sqrt(rv), np.sqrt(rv.rolling(5).mean())
        f["har22"] = np.sqrt(rv.rolling(22).mean())
        f["q80"] = d.vix.rolling(252).quantile(0.8)
        v = d.volume
        f["vr"], f["vz"] = v / v.rolling(50).mean(), (v - v.rolling(20).mean()) / v.rolling(20).std()
        f["drawdown"] = c / c.rolling(60).max() - 1
        return pd.DataFrame(f)

    return run


def with_polars(d):
    import polars as pl

    d = pl.DataFrame(d)

    def ewm(x, **options):
        return x.ewm_mean(adjust=False, **options)

    def run():
        c, h, l, v, x = (pl.col(name) for name in ("close", "high", "low", "volume", "vix"))
        r, lr, move = c.pct_change(), c.log().diff(), c.diff()
        macd = ewm(c, span=12) - ewm(c, span=26)
        low, high = l.rolling_min(14), h.rolling_max(14)
        k = 100 * (c - low) / (high - low)
        mid, sd, rv, last = c.rolling_mean(20), c.rolling_std(20), lr**2, c.shift()
        up, down = ewm(move.clip(lower_bound=0), alpha=1 / 14), ewm(
            (-move).clip(lower_bound=0), alpha=1 / 14)
        span = pl.max_horizontal(h - l, (h - last).abs(), (l - last).abs())
        f = dict(
            ret1=r, ret5=c.pct_change(5), ret20=c.pct_change(20), lr=lr,
            cv=pl.rolling_corr(r, v.pct_change(), window_size=20),
            cx=pl.rolling_corr(r, x.pct_change(), window_size=252),
            rsi=100 - 100 / (1 + up / down), macd=macd, signal=ewm(macd, span=9),
            histogram=macd - ewm(macd, span=9), k=k, d=k.rolling_mean(3),
            atr=ewm(span, alpha=1 / 14), band=(c - mid) / (2 * sd), width=4 * sd / mid,
            har1=rv.sqrt(), har5=rv.rolling_mean(5).sqrt(), har22=rv.rolling_mean(22).sqrt(),
            q80=x.rolling_quantile(0.8, interpolation="linear", window_size=252),
            vr=v / v.rolling_mean(50), vz=(v - v.rolling_mean(20)) / v.rolling_std(20),
            drawdown=c / c.rolling_max(60) - 1)
        for w in (5, 20, 252):
            f[f"sma{w}"], f[f"sd{w}"] = c / c.rolling_mean(w) - 1, r.rolling_std(w)
        return d.lazy().select(**f).collect()

    return run


def with_talib(d):
    import talib as ta

    c, h, l, v, x = (d[name] for name in ("close", "high", "low", "volume", "vix"))

    def run():
        r, lr = ta.ROC(c, 1) / 100, np.diff(np.log(c), prepend=np.nan)
        r0, rv = np.nan_to_num(r), np.nan_to_num(lr) ** 2
        f = [r, ta.ROC(c, 5) / 100, ta.ROC(c, 20) / 100, lr]
        for w in (5, 20, 252):
            f += [c / ta.SMA(c, w) - 1, ta.STDDEV(r0, w)]
        f += [ta.CORREL(r0, np.nan_to_num(ta.ROC(v, 1)), 20),
              ta.CORREL(r0, np.nan_to_num(ta.ROC(x, 1)), 252)]
        f += [ta.RSI(c, 14), *ta.MACD(c), *ta.STOCHF(h, l, c, 14, 3), ta.ATR(h, l, c, 14)]
        upper, mid, lower = ta.BBANDS(c, 20)
        f += [(c - mid) / (upper - mid), (upper - lower) / mid]
        f += [np.sqrt(rv), np.sqrt(ta.SMA(rv, 5)), np.sqrt(ta.SMA(rv, 22))]
        f += [v / ta.SMA(v, 50), (v - ta.SMA(v, 20)) / ta.STDDEV(v, 20), c / ta.MAX(c, 60) - 1]
        return f

    return run


def with_numba(d):
    from numba import njit

    @njit
    def pct(c, k):
        o = np.full(c.size, np.nan)
        for i in range(k, c.size):
            o[i] = c[i] / c[i - k] - 1
        return o

    @njit
    def moments(x, w, start, with_sd):
        m, s = np.full(x.size, np.nan), np.full(x.size, np.nan)
        a = q = 0.0
        for i in range(start, x.size):
            a += x[i]
            q += x[i] * x[i]
            if i >= start + w:
                a -= x[i - w]
                q -= x[i - w] * x[i - w]
            if i >= start + w - 1:
                m[i] = a / w
                if with_sd:
                    s[i] = np.sqrt(max((q - a * a / w) / (w - 1), 0.0))
        return m, s

    @njit
    def correlation(x, y, w, start):
        o = np.full(x.size, np.nan)
        a = b = aa = bb = ab = 0.0
        for i in range(start, x.size):
            a, b = a + x[i], b + y[i]
            aa, bb, ab = aa + x[i] * x[i], bb + y[i] * y[i], ab + x[i] * y[i]
            if i >= start + w:
                j = i - w
                a, b = a - x[j], b - y[j]
                aa, bb, ab = aa - x[j] * x[j], bb - y[j] * y[j], ab - x[j] * y[j]
            if i >= start + w - 1:
                scale = (aa - a * a / w) * (bb - b * b / w)
                o[i] = (ab - a * b / w) / np.sqrt(scale) if scale > 0 else 0.0
        return o

    @njit
    def ewm(x, alpha, start):
        o = np.full(x.size, np.nan)
        e = x[start]
        o[start] = e
        for i in range(start + 1, x.size):
            e += alpha * (x[i] - e)
            o[i] = e
        return o

    @njit
    def extreme(x, w, sign):
        o, queue, head, tail = np.full(x.size, np.nan), np.empty(x.size, np.int64), 0, 0
        for i in range(x.size):
            value = sign * x[i]
            while tail > head and sign * x[queue[tail - 1]] <= value:
                tail -= 1
            queue[tail] = i
            tail += 1
            if queue[head] <= i - w:
                head += 1
            if i >= w - 1:
                o[i] = x[queue[head]]
        return o

    @njit
    def quantile(x, w, p):
        o, b, k = np.full(x.size, np.nan), np.empty(w), 0
        for i in range(x.size):
            if i >= w:
                j = np.searchsorted(b[:k], x[i - w])
                for q in range(j, k - 1):
                    b[q] = b[q + 1]
                k -= 1
            j = np.searchsorted(b[:k], x[i])
            for q in range(k, j, -1):
                b[q] = b[q - 1]
            b[j] = x[i]
            k += 1
            if k == w:
                place = p * (w - 1)
                a = int(place)
                o[i] = b[a] + (place - a) * (b[a + 1] - b[a])
        return o

    c, h, l, v, x = (d[name] for name in ("close", "high", "low", "volume", "vix"))

    def run():
        r = pct(c, 1)
        lr = np.log1p(r)
        f = [r, pct(c, 5), pct(c, 20), lr]
        for w in (5, 20, 252):
            f += [c / moments(c, w, 0, False)[0] - 1, moments(r, w, 1, True)[1]]
        f += [correlation(r, pct(v, 1), 20, 1), correlation(r, pct(x, 1), 252, 1)]
        move = np.diff(c, prepend=c[0])
        up, down = ewm(np.maximum(move, 0), 1 / 14, 1), ewm(np.maximum(-move, 0), 1 / 14, 1)
        macd = ewm(c, 2 / 13, 0) - ewm(c, 2 / 27, 0)
        signal = ewm(macd, 0.2, 0)
        low = extreme(l, 14, -1.0)
        k = 100 * (c - low) / (extreme(h, 14, 1.0) - low)
        f += [100 - 100 / (1 + up / down), macd, signal, macd - signal, k, moments(k, 3, 13, False)[0]]
        last = np.r_[c[:1], c[:-1]]
        f.append(ewm(np.maximum(h - l, np.maximum(abs(h - last), abs(l - last))), 1 / 14, 0))
        mid, sd = moments(c, 20, 0, True)
        rv = lr * lr
        f += [(c - mid) / (2 * sd), 4 * sd / mid, np.sqrt(rv)]
        f += [np.sqrt(moments(rv, 5, 1, False)[0]), np.sqrt(moments(rv, 22, 1, False)[0])]
        vm, vs = moments(v, 20, 0, True)
        f += [quantile(x, 252, 0.8), v / moments(v, 50, 0, False)[0], (v - vm) / vs]
        f.append(c / extreme(c, 60, 1.0) - 1)
        return f

    return run


MAKERS = {"pandas": with_pandas, "polars": with_polars, "talib": with_talib, "numba": with_numba}
if __name__ == "__main__":
    report(median_time(MAKERS[sys.argv[1]](bars.load()), 3))
