#!/usr/bin/env python3
"""Writes the data sets of the jobs, synthetic and of the real shapes, into Benchmarks/data.

data.py [NAME ...]   names: mlp panel windows bars large; those that exist are left alone
"""

import datetime
import math
import os
import random
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")

MLP_ROWS = 54_417
PANEL_SYMBOLS = 38
# 504 samples after a history of 24 dates and a label one date ahead.
PANEL_DATES = 504 + 23 + 1
WINDOW_ROWS = 8 * 256 + 59
BAR_ROWS = 1_140_000
LARGE_ROWS = 10_000_000


def mlp(out, rng):
    """28 features and a label in [0, 1]."""
    out.write(",".join(f"f{i}" for i in range(28)) + ",label\n")
    for _ in range(MLP_ROWS):
        numbers = [f"{rng.gauss(0, 1):.5f}" for _ in range(28)]
        out.write(",".join(numbers) + f",{rng.random():.5f}\n")


def panel(out, rng):
    """Daily bars of 38 symbols whose volatilities move together."""
    out.write("date,symbol,open,high,low,close\n")
    prices = [100.0] * PANEL_SYMBOLS
    level = 0.0
    for day in range(PANEL_DATES):
        level = 0.95 * level + rng.gauss(0, 0.2)
        for symbol in range(PANEL_SYMBOLS):
            spread = 0.02 * math.exp(0.5 * level + rng.gauss(0, 0.3))
            start, end = prices[symbol], prices[symbol] * math.exp(rng.gauss(0, spread))
            high = max(start, end) * (1 + abs(rng.gauss(0, spread / 2)))
            low = min(start, end) * (1 - min(0.5, abs(rng.gauss(0, spread / 2))))
            prices[symbol] = end
            cells = ",".join(f"{price:.6f}" for price in (start, high, low, end))
            out.write(f"{date(day)},S{symbol:02d},{cells}\n")


def windows(out, rng):
    """14 features and a return; windows of 60 rows make 8 batches of 256."""
    out.write(",".join(f"f{i}" for i in range(14)) + ",label\n")
    for _ in range(WINDOW_ROWS):
        numbers = [f"{rng.gauss(0, 1):.5f}" for _ in range(14)]
        out.write(",".join(numbers) + f",{rng.gauss(0, 0.02):.6f}\n")


def limits(out, rng):
    """Such bars, with the depth below the close at which an order rests."""
    bars(out, rng, name="depth", last=lambda vix: f"{2e-4 + 1e-4 * (vix - 18) / 4:.8f}")


def bars(out, rng, rows=BAR_ROWS, name="vix", last="{:.2f}".format):
    """One-minute bars of a future in quarter points, volume, and a volatility index."""
    out.write(f"date,open,high,low,close,volume,{name}\n")
    tick = lambda price: f"{round(price * 4) / 4:.2f}"
    close = 4000.0
    for row in range(rows):
        start = close
        fat = math.sqrt(rng.gammavariate(2, 0.5))
        close = start * math.exp(2e-4 * rng.gauss(0, 1) / max(fat, 0.1) - 2e-5 * (start > 4000))
        high = max(start, close) * (1 + abs(rng.gauss(0, 1e-4)))
        low = min(start, close) * (1 - abs(rng.gauss(0, 1e-4)))
        vix = 18 + 4 * math.sin(row / 2e4) + rng.gauss(0, 0.3)
        day, minute = divmod(row, 1440)
        time = f"{date(day)} {minute // 60:02d}:{minute % 60:02d}:00"
        prices = ",".join(tick(price) for price in (start, high, low, close))
        out.write(f"{time},{prices},{rng.randint(1, 4999)},{last(vix)}\n")


def large(out, rng):
    """Such bars of 19 years: 640 MB."""
    bars(out, rng, LARGE_ROWS)


def book(out, rng):
    """Daily closes of 500 names over 1,259 days, with a score of each."""
    out.write("date,symbol,open,close,score\n")
    for name in range(500):
        price = 100.0
        for day in range(1259):
            start, price = price, price * math.exp(rng.gauss(3e-4, 0.02))
            out.write(f"{date(day)},N{name:03d},{start:.6f},{price:.6f},{rng.gauss(0, 1):.6f}\n")


def strategies(out, rng):
    """Daily returns of 100 strategies without skill over 2,500 days."""
    out.write("date," + ",".join(f"s{i}" for i in range(100)) + "\n")
    for day in range(2500):
        out.write(date(day) + "," + ",".join(f"{rng.gauss(0, 0.01):.8f}" for _ in range(100)) + "\n")


def date(day):
    """The date `day` days after 2021-01-04."""
    return (datetime.date(2021, 1, 4) + datetime.timedelta(days=day)).isoformat()


SETS = {"mlp": mlp, "panel": panel, "windows": windows, "bars": bars, "limits": limits, "book": book,
        "strategies": strategies, "large": large}


def ensure(name):
    """Writes the data set unless it is there; a half-written one is never left behind."""
    os.makedirs(FOLDER, exist_ok=True)
    path = os.path.join(FOLDER, name + ".csv")
    if os.path.exists(path):
        return
    print(f"writing {name}.csv ...", file=sys.stderr, flush=True)
    with open(path + ".part", "w") as out:
        SETS[name](out, random.Random(7))
    os.replace(path + ".part", path)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        if chosen not in SETS:
            sys.exit(f"data.py: no data set '{chosen}'; there are: {' '.join(SETS)}")
        ensure(chosen)
