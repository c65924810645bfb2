"""Reference figures of returns: metrics.csv, and metrics_returns.csv with the returns they are of.

Run from the repository root: python Tests/Reference/metrics.py DATA. DATA is the folder of the larger sets
(phase4_daily.csv). The portfolio holds AAPL, IBM and MSFT in equal parts, its benchmark is the S&P 500.

Figures are empyrical's where it computes what the product defines, else closed forms in numpy:
- ulcer: quantstats divides by n - 1 and takes the first return for the start; the root mean square divides by n.
- alpha: empyrical compounds it, (1 + a)^252 - 1; Jensen's is the intercept times the periods of a year, as
  statsmodels' least squares gives it.
- up_capture, down_capture: empyrical compounds rising days alone to a year, which makes of 0.6 % a day 350 %;
  Morningstar divides the geometric means per period.
- information_ratio: empyrical's is per period; times sqrt(252).
- autocorr: pandas correlates the two shifted series with their own means; statsmodels' acf has one mean.
- omega with a rate: empyrical's `risk_free` is per period.
- max_drawdown, total_return without compounding: wealth is 1 + the sum of returns.
"""
import sys
import warnings

import empyrical as em
import numpy as np
import pandas as pd
import scipy
import scipy.stats
import statsmodels
import statsmodels.api as sm
from statsmodels.tsa.stattools import acf

warnings.filterwarnings("ignore")
VERSIONS = (f"# empyrical-reloaded {em.__version__}, statsmodels {statsmodels.__version__}, scipy "
            f"{scipy.__version__}, numpy {np.__version__}; made by metrics.py\n")
YEAR = 252


def drawdowns(r, compounds=True):
    wealth = np.concatenate([[1], np.cumprod(1 + r) if compounds else 1 + np.cumsum(r)])
    return (wealth / np.maximum.accumulate(wealth) - 1)[1:]


def figures(r, rate=0.0):
    f = rate / YEAR
    return {
        "annual_return": em.annual_return(r, annualization=YEAR),
        "volatility": em.annual_volatility(r, annualization=YEAR),
        "calmar": em.calmar_ratio(r, annualization=YEAR),
        "max_drawdown": em.max_drawdown(r),
        "sharpe": em.sharpe_ratio(r, risk_free=f, annualization=YEAR),
        "sortino": em.sortino_ratio(r, required_return=f, annualization=YEAR),
        "total_return": em.cum_returns_final(r),
        "hit_rate": (r > 0).sum() / (r != 0).sum(),
        "profit_factor": r[r > 0].sum() / -r[r < 0].sum(),
        "omega": em.omega_ratio(r, risk_free=f),
        "var": em.value_at_risk(r),
        "cvar": em.conditional_value_at_risk(r),
        "payoff": r[r > 0].mean() / -r[r < 0].mean(),
        "tail_ratio": em.tail_ratio(r),
        "skew": scipy.stats.skew(r),
        "kurtosis": scipy.stats.kurtosis(r),
        "best": r.max(),
        "worst": r.min(),
        "ulcer": np.sqrt(np.mean(drawdowns(r) ** 2)),
        "autocorr": acf(r, nlags=1, fft=False)[1],
    }


def geometric(r):
    return scipy.stats.gmean(1 + r) - 1


def against(r, b, rate=0.0):
    f = rate / YEAR
    line = sm.OLS(r - f, sm.add_constant(b - f)).fit()
    return {
        "beta": em.beta(r, b, risk_free=f),
        "alpha": line.params[0] * YEAR,
        "information_ratio": em.excess_sharpe(r, b) * np.sqrt(YEAR),
        "tracking_error": np.std(r - b, ddof=1) * np.sqrt(YEAR),
        "corr_benchmark": scipy.stats.pearsonr(r, b)[0],
        "up_capture": geometric(r[b > 0]) / geometric(b[b > 0]),
        "down_capture": geometric(r[b < 0]) / geometric(b[b < 0]),
    }


def simple(r, b):
    """Without compounding."""
    depth = drawdowns(r, False)
    return {
        "annual_return": r.mean() * YEAR, "total_return": r.sum(), "max_drawdown": depth.min(),
        "calmar": r.mean() * YEAR / -depth.min(), "ulcer": np.sqrt(np.mean(depth ** 2)),
        "up_capture": r[b > 0].mean() / b[b > 0].mean(),
        "down_capture": r[b < 0].mean() / b[b < 0].mean(),
    }


def deepest(r, most):
    """Depth, peak, trough, recovery and last place of each fall, by walking from each new high to the next."""
    wealth = np.concatenate([[1], np.cumprod(1 + r)])
    highs = [i for i in range(len(wealth)) if wealth[i] >= wealth[:i + 1].max()]
    falls = []
    for high, following in zip(highs, highs[1:] + [len(wealth)]):
        if following > high + 1:
            trough = high + 1 + int(np.argmin(wealth[high + 1:following]))
            falls.append((wealth[trough] / wealth[high] - 1, high - 1, trough - 1,
                          following - 1 if following < len(wealth) else -1, following - 2))
    return sorted(falls)[:most], len(falls)


stocks = pd.read_csv("scripts/data/stocks5_daily.csv").pivot(index="date", columns="symbol", values="close")
index = pd.read_csv("scripts/data/spx_daily.csv").set_index("date").close
table = pd.DataFrame({
    "portfolio": stocks[["AAPL", "IBM", "MSFT"]].pct_change(fill_method=None).mean(axis=1, skipna=False),
    "benchmark": index.pct_change(fill_method=None)})["2005":"2013"].dropna()
with open("Tests/Reference/metrics_returns.csv", "w") as file:
    file.write(VERSIONS)
    table.to_csv(file, sep=";", float_format="%.17g")
r, b = table.portfolio.to_numpy(), table.benchmark.to_numpy()
phase4 = pd.read_csv(sys.argv[1].rstrip("/") + "/phase4_daily.csv").pnl_net.to_numpy()

with open("Tests/Reference/metrics.csv", "w") as file:
    file.write(VERSIONS + "set;name;value\n")
    for name, values in {
        "plain": figures(r) | against(r, b), "rate": figures(r, 0.03) | against(r, b, 0.03),
        "simple": simple(r, b), "phase4": figures(phase4),
    }.items():
        for key, value in values.items():
            file.write(f"{name};{key};{float(value)!r}\n")
    falls, count = deepest(r, 4)
    file.write(f"falls;count;{count}\n")
    for place, fall in enumerate(falls):
        for key, value in zip(("depth", "peak", "trough", "recovery", "end"), fall):
            file.write(f"falls;{key}{place};{float(value)!r}\n")
