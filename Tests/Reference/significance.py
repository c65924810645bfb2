"""Reference figures of significance tests: significance.csv, and significance_returns.csv with the returns.

Run from the repository root: python Tests/Reference/significance.py. Eight strategies hold the S&P 500
by the sign of its return over the last n days; every other one is out of it instead of short. Tails of the normal distribution are mpmath's: scipy's
are off in the 13th digit at -30. What comes from random numbers (arch's bootstraps) is of 20,000 draws.
"""
import arch
import mpmath
import numpy as np
import pandas as pd
import scipy
import scipy.stats as st
import statsmodels
import statsmodels.api as sm
from arch.bootstrap import SPA, StationaryBootstrap, optimal_block_length

VERSIONS = (f"# arch {arch.__version__}, statsmodels {statsmodels.__version__}, scipy {scipy.__version__}, mpmath "
            f"{mpmath.__version__}, numpy {np.__version__}; made by significance.py\n")
YEAR, BLOCK, DRAWS = 252, 10, 20000
LOOKBACKS = (2, 5, 10, 20, 40, 60, 120, 250)
out = {}


def put(group, name, value):
    out.setdefault(group, {})[name] = float(value)


close = pd.read_csv("scripts/data/spx_daily.csv").set_index("date").close["2004":"2009"]
market = close.pct_change(fill_method=None)
signs = {n: np.sign(close.pct_change(n, fill_method=None)).shift(1) for n in LOOKBACKS}
table = pd.DataFrame({f"s{n}": (sign.clip(lower=0) if place % 2 else sign) * market
                      for place, (n, sign) in enumerate(signs.items())})
table.insert(0, "market", market)
table = table["2006":"2009"]
table.insert(0, "day", (pd.to_datetime(table.index) - pd.Timestamp(0)).days)
with open("Tests/Reference/significance_returns.csv", "w") as file:
    file.write(VERSIONS)
    table.round(10).to_csv(file, sep=";", index=False)
table = table.round(10)
x = table.drop(columns=["day"])
s = x.drop(columns=["market"]).to_numpy()
b = x.market.to_numpy()
n = len(b)

# Normal tails.
mpmath.mp.dps = 50
for value in (-37.5, -30.1, -12.3, -8.0, -5.7, -3.1, -1.96, -1, -0.3, 0, 0.7, 1.6448536269514722, 4.2, 8.1):
    put("normal", repr(value), mpmath.ncdf(mpmath.mpf(value)))


def psr(r, star=0.0):
    sharpe = r.mean() / r.std(ddof=1)
    spread = 1 - st.skew(r) * sharpe + (st.kurtosis(r, fisher=False) - 1) / 4 * sharpe ** 2
    return sharpe, spread, st.norm.cdf((sharpe - star) * np.sqrt(len(r) - 1) / np.sqrt(spread))


def maximum(trials):
    return (1 - np.euler_gamma) * st.norm.ppf(1 - 1 / trials) + np.euler_gamma * st.norm.ppf(1 - 1 / (trials * np.e))


# The deflated ratio of the strategy with the highest Sharpe ratio, of 40 trials of which eight have returns.
ratios = s.mean(0) / s.std(0, ddof=1)
best = ratios.argmax()
correlation = np.corrcoef(s.T)[np.triu_indices(len(ratios), 1)].mean()
effective = correlation + (1 - correlation) * 40
star = ratios.std(ddof=1) * maximum(effective)
sharpe, spread, probability = psr(s[:, best], star)
put("deflated", "best", best)
put("deflated", "correlation", correlation)
put("deflated", "effective", effective)
put("deflated", "variance", ratios.var(ddof=1))
put("deflated", "benchmark", star)
put("deflated", "probability", probability)
put("deflated", "over_zero", psr(s[:, best])[2])
put("deflated", "record", 1 + spread * (st.norm.ppf(0.95) / sharpe) ** 2)
put("deflated", "length", (maximum(effective) / (sharpe * np.sqrt(YEAR))) ** 2)

# Mean block lengths, also of dependent series: squared returns and their moving sums.
series = {name: x[name].to_numpy() for name in x} | {
    "squares": b ** 2, "sums": np.convolve(b, np.ones(20), "valid"), "levels": np.cumsum(b)}
for name, values in series.items():
    put("block", name, optimal_block_length(values).stationary.iloc[0])


def annual(r):
    return r.mean() / r.std(ddof=1) * np.sqrt(YEAR)


draws = StationaryBootstrap(BLOCK, s[:, best], seed=1).apply(annual, DRAWS)[:, 0]
for share in (0.025, 0.05, 0.5, 0.95, 0.975):
    put("interval", str(share), np.quantile(draws, share))

# Superior ability against nothing and against the market. arch's SPA does not divide by the deviations of the
# differences before it takes the maximum; given differences that are divided, it is Hansen's test.
for name, base in {"zero": np.zeros(n), "market": b}.items():
    d = s - base[:, None]
    e = d - d.mean(0)
    keep = 1 - 1 / BLOCK
    variance = (e * e).sum(0) / n
    for lag in range(1, n):
        weight = (1 - lag / n) * keep ** lag + lag / n * keep ** (n - lag)
        variance = variance + 2 * weight * (e[lag:] * e[:-lag]).sum(0) / n
    put(name, "statistic", (np.sqrt(n) * d.mean(0) / np.sqrt(variance)).max())
    for kind, scale in {"hansen": np.sqrt(variance), "white": 1}.items():
        test = SPA(np.zeros(n), -d / scale, block_size=BLOCK, reps=DRAWS, bootstrap="stationary", seed=1)
        test.compute()
        for bound in ("lower", "consistent", "upper"):
            put(name, f"{kind}_{bound}", test.pvalues[bound])


def parzen(u):
    return np.where(u <= 0.5, 1 - 6 * u ** 2 + 6 * u ** 3, np.where(u < 1, 2 * (1 - u) ** 3, 0))


def difference(p, q):
    """Error of the difference of Sharpe ratios by the gradient of four moments."""
    moments = np.stack([p, q, p * p, q * q], 1)
    mean = moments.mean(0)
    vp, vq = mean[2] - mean[0] ** 2, mean[3] - mean[1] ** 2
    gradient = np.array([mean[2] / vp ** 1.5, -mean[3] / vq ** 1.5, -mean[0] / (2 * vp ** 1.5),
                         mean[1] / (2 * vq ** 1.5)])
    v = moments - mean
    y = v @ gradient
    slope = (y[1:] @ y[:-1]) / (y[:-1] @ y[:-1])
    bandwidth = 2.6614 * (4 * slope ** 2 / (1 - slope) ** 4 * n) ** 0.2
    psi = v.T @ v / n
    lag = 1
    while lag < bandwidth:
        gamma = v[lag:].T @ v[:-lag] / n
        psi = psi + parzen(np.array(lag / bandwidth)) * (gamma + gamma.T)
        lag += 1
    return np.sqrt(gradient @ psi @ gradient / (n - 4)) * np.sqrt(YEAR)


p, q = s[:, 1], s[:, 6]
lag = int(np.floor(4 * (n / 100) ** (2 / 9)))
fit = sm.OLS(p - q, np.ones(n)).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": False})
put("paired", "mean", fit.params[0] * YEAR)
put("paired", "error", fit.bse[0] * YEAR)
put("paired", "t", fit.tvalues[0])
put("paired", "p", fit.pvalues[0])
put("paired", "sharpe", annual(p) - annual(q))
put("paired", "sharpe_error", difference(p, q))
put("paired", "correlation", np.corrcoef(p, q)[0, 1])
put("paired", "wins", (p > q).mean())
gap = annual(p) - annual(q)
drawn = StationaryBootstrap(BLOCK, p, q, seed=1).apply(lambda u, v: annual(u) - annual(v), DRAWS)[:, 0]
put("paired", "bootstrap", (np.abs(drawn - gap) >= abs(gap)).mean())

with open("Tests/Reference/significance.csv", "w") as file:
    file.write(VERSIONS + "set;name;value\n")
    for group, values in out.items():
        for key, value in values.items():
            file.write(f"{group};{key};{value!r}\n")
