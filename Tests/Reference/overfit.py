"""Reference figures of the probability of overfitting: overfit.csv, of the strategies in significance_returns.csv.

Run from the repository root: python Tests/Reference/overfit.py, after significance.py. Every split is put
together row by row and judged by pandas' mean, standard deviation (ddof 1) and average ranks.
"""
import itertools

import numpy as np
import pandas as pd
import scipy
import scipy.stats as st

table = pd.read_csv("Tests/Reference/significance_returns.csv", sep=";", comment="#")
returns = table.drop(columns=["day"]).to_numpy()
# A strategy twice and one that never trades.
returns = np.column_stack([returns, returns[:, 3], np.zeros(len(returns))])
out = {}


def figure(rows, judge):
    mean, deviation = rows.mean(0), rows.std(0, ddof=1)
    return mean if judge == "mean" else np.where(deviation > 0, mean / np.where(deviation > 0, deviation, 1), 0)


def cscv(blocks, judge):
    size = len(returns) // blocks
    parts = returns[len(returns) - size * blocks:].reshape(blocks, size, -1)
    inside, outside, ranks, chosen, everything = [], [], [], [], []
    for choice in itertools.combinations(range(blocks), blocks // 2):
        rest = [b for b in range(blocks) if b not in choice]
        a = figure(np.concatenate(parts[list(choice)]), judge)
        z = figure(np.concatenate(parts[rest]), judge)
        best = int(np.argmax(a))
        inside.append(a[best])
        outside.append(z[best])
        ranks.append(st.rankdata(z)[best])
        chosen.append(best)
        everything.append(z)
    share = np.array(ranks) / (returns.shape[1] + 1)
    logit = np.log(share / (1 - share))
    line = st.linregress(inside, outside)
    everything = np.concatenate(everything)
    grid = np.linspace(everything.min(), everything.max(), 201)
    f = np.searchsorted(np.sort(outside), grid, side="right") / len(outside)
    g = np.searchsorted(np.sort(everything), grid, side="right") / len(everything)
    key = f"{judge}{blocks}"
    out[key] = {
        "pbo": (logit <= 1e-12).mean(), "loss": (np.array(outside) < 0).mean(), "slope": line.slope,
        "intercept": line.intercept, "r2": line.rvalue ** 2, "logits": logit.sum(), "first": chosen.count(1),
        "third": chosen.count(3), "twin": chosen.count(9), "splits": len(logit), "chosen_area": f.sum(),
        "all_area": g.sum(), "first_order": (f <= g).all(), "second_order": (np.cumsum(g - f) >= 0).all(),
        "inside": np.mean(inside), "outside": np.mean(outside),
    }


for blocks, judge in ((16, "sharpe"), (6, "sharpe"), (10, "mean")):
    cscv(blocks, judge)
with open("Tests/Reference/overfit.csv", "w") as file:
    file.write(f"# numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}; made by overfit.py\n")
    file.write("set;name;value\n")
    for group, values in out.items():
        for key, value in values.items():
            file.write(f"{group};{key};{float(value)!r}\n")
