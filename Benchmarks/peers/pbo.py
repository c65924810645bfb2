"""J7: probability of backtest overfitting by symmetric cross-validation; pbo.py numpy|numba.

The 100 strategies and 2,500 days of data/strategies.csv in 16 blocks: 12,870 splits, judged by the
Sharpe ratio. Both keep sums and sums of squares per block, so that a split is a few additions.
"""

import itertools
import os
import sys

import numpy as np

import bars
from common import median_time, report

DAYS, STRATEGIES, BLOCKS = 2500, 100, 16
PATH = os.path.join(bars.FOLDER, "strategies.csv")
returns = np.loadtxt(PATH, delimiter=",", skiprows=1, usecols=range(1, STRATEGIES + 1))
blocks = returns[: DAYS // BLOCKS * BLOCKS].reshape(BLOCKS, -1, STRATEGIES)
splits = np.array(list(itertools.combinations(range(BLOCKS), BLOCKS // 2)))
half = DAYS // BLOCKS * BLOCKS // 2


def with_numpy():
    mask = np.zeros((len(splits), BLOCKS))
    np.put_along_axis(mask, splits, 1, 1)
    first, second = blocks.sum(1), (blocks * blocks).sum(1)

    def sharpe(chosen):
        sums, squares = chosen @ first, chosen @ second
        mean = sums / half
        return mean / np.sqrt((squares - sums * mean) / (half - 1))

    inside, outside = sharpe(mask), sharpe(1 - mask)
    best = np.take_along_axis(outside, inside.argmax(1)[:, None], 1)
    rank = (outside <= best).sum(1) / (STRATEGIES + 1)
    return (rank <= 0.5).mean()


def with_numba():
    import numba

    @numba.njit
    def share(first, second, splits, half):
        count, strategies = 0, first.shape[1]
        all_first, all_second = first.sum(0), second.sum(0)
        a, q, z = np.empty(strategies), np.empty(strategies), np.empty(strategies)
        for split in range(len(splits)):
            a[:] = 0
            q[:] = 0
            for block in splits[split]:
                for j in range(strategies):
                    a[j] += first[block, j]
                    q[j] += second[block, j]
            best, chosen = -1e300, 0
            for j in range(strategies):
                mean = a[j] / half
                value = mean / np.sqrt((q[j] - a[j] * mean) / (half - 1))
                if value > best:
                    best, chosen = value, j
                rest = all_first[j] - a[j]
                mean = rest / half
                z[j] = mean / np.sqrt((all_second[j] - q[j] - rest * mean) / (half - 1))
            rank = 0
            for j in range(strategies):
                rank += z[j] <= z[chosen]
            count += rank / (strategies + 1) <= 0.5
        return count / len(splits)

    return lambda: share(blocks.sum(1), (blocks * blocks).sum(1), splits, half)


run = with_numpy if sys.argv[1] == "numpy" else with_numba()
report(median_time(run, 7))
