"""J6: backtest.py limit|book numba|pandas|vectorbt; seconds per backtest.

limit: a buy order rests below the close of every bar of data/limits.csv, held for four bars.
book: the 500 names and 1,259 days of data/book.csv, long and short the 50 best and worst of a score,
daily, at the close that the score is known at.
pandas' limit orders overlap: it keeps no position, so it does less than the others.
"""

import os
import sys

import numpy as np

import bars
from common import median_time, report

FEE, HOLD, SIDE = 2e-6, 4, 50


def limit_data():
    names = ("close", "low", "depth")
    columns = bars.load(os.path.join(bars.FOLDER, "limits.csv"), names)
    return tuple(columns[name] for name in names)


def book_data():
    import pandas

    frame = pandas.read_csv(os.path.join(bars.FOLDER, "book.csv"))
    return tuple(
        frame.pivot(index="date", columns="symbol", values=name).to_numpy(copy=True)
        for name in ("close", "score"))


def limit_numba():
    import numba

    @numba.njit
    def trade(close, low, depth):
        n = close.size
        equity, curve, profits, count = 1.0, np.ones(n), np.empty(n), 0
        held, leave, entry = False, 0, 0.0
        for i in range(n - 1):
            if held and i == leave:
                profit = close[i] / entry * (1 - FEE) * (1 - FEE) - 1
                equity *= 1 + profit
                profits[count] = profit
                count += 1
                held = False
            curve[i] = equity * (close[i] / entry) if held else equity
            if not held:
                limit = close[i] * (1 - depth[i])
                if low[i + 1] <= limit:
                    held, entry, leave = True, limit, i + 1 + HOLD
        chosen = profits[:count]
        return curve, count, chosen.mean() / chosen.std()

    data = limit_data()
    return lambda: trade(*data)


def limit_pandas():
    import pandas

    close, low, depth = limit_data()
    frame = pandas.DataFrame({"close": close, "low": low, "depth": depth})

    def trade():
        limit = frame.close * (1 - frame.depth)
        fill = frame.low.shift(-1) <= limit
        profit = (frame.close.shift(-1 - HOLD) / limit * (1 - FEE) ** 2 - 1).where(fill, 0.0)
        return (1 + profit / (HOLD + 1)).cumprod(), profit[fill].mean() / profit[fill].std()

    return trade


def limit_vectorbt():
    import numba
    import pandas
    import vectorbt
    from vectorbt.portfolio import enums, nb

    @numba.njit
    def order(context, close, low, depth, entered):
        i = context.i
        if context.position_now > 0:
            if i - entered[0] >= HOLD:
                entered[0] = -1
                return nb.order_nb(size=-context.position_now, price=close[i], fees=FEE)
        elif i > 0:
            limit = close[i - 1] * (1 - depth[i - 1])
            if low[i] <= limit:
                entered[0] = i
                return nb.order_nb(size=np.inf, price=limit, fees=FEE)
        return enums.NoOrder

    close, low, depth = limit_data()
    prices = pandas.Series(close)

    def trade():
        book = vectorbt.Portfolio.from_order_func(
            prices, order, close, low, depth, np.array([-1]), init_cash=1e6)
        return book.value(), book.trades.count(), book.sharpe_ratio(freq="1min")

    return trade


def book_numba():
    import numba

    @numba.njit
    def trade(prices, scores):
        days, names = prices.shape
        weights, equity, curve = np.zeros(names), 1.0, np.ones(days)
        for t in range(days - 1):
            order = np.argsort(scores[t])
            wanted = np.zeros(names)
            wanted[order[:SIDE]] = -0.5 / SIDE
            wanted[order[names - SIDE:]] = 0.5 / SIDE
            turnover, gain = np.abs(wanted - weights).sum(), 0.0
            for j in range(names):
                gain += wanted[j] * (prices[t + 1, j] / prices[t, j] - 1)
            equity *= 1 + gain - 5e-4 * turnover
            curve[t + 1] = equity
            for j in range(names):
                weights[j] = wanted[j] * (prices[t + 1, j] / prices[t, j]) / (1 + gain)
        return curve

    data = book_data()
    return lambda: trade(*data)


def book_frames():
    import pandas

    prices, scores = book_data()
    return pandas.DataFrame(prices), pandas.DataFrame(scores)


def book_pandas():
    prices, scores = book_frames()

    def trade():
        rank = scores.rank(axis=1)
        weights = (rank > 450) * 0.01 - (rank <= 50) * 0.01
        returns = prices.pct_change().shift(-1)
        gain = (weights * returns).sum(axis=1)
        drifted = weights.mul(1 + returns).div(1 + gain, axis=0).shift(1).fillna(0)
        turnover = (weights - drifted).abs().sum(axis=1)
        return (1 + gain - 5e-4 * turnover).cumprod()

    return trade


def book_vectorbt():
    import vectorbt

    prices, scores = book_frames()

    def trade():
        rank = scores.rank(axis=1)
        weights = (rank > 450) * 0.01 - (rank <= 50) * 0.01
        book = vectorbt.Portfolio.from_orders(
            prices, size=weights, size_type="targetpercent", group_by=True, cash_sharing=True,
            fees=5e-4, init_cash=1e6, call_seq="auto")
        return book.value()

    return trade


maker = globals()[f"{sys.argv[1]}_{sys.argv[2]}"]
report(median_time(maker(), 3 if sys.argv[2] == "vectorbt" else 5))
