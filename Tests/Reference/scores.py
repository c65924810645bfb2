"""Reference figures of scores of labels: scores.csv, and scores_data.csv with the predictions and labels.

Run from the repository root: python Tests/Reference/scores.py. Probabilities are rounded to two digits, so that
many are equal. scikit-learn's Matthews coefficient is 0 where ours is missing; its macro areas are the means that
ours are where every class occurs.
"""
import numpy as np
import pandas as pd
import scipy.stats as st
import sklearn
import sklearn.metrics as sk
import statsmodels
from sklearn.calibration import calibration_curve
from statsmodels.stats.proportion import proportion_confint

VERSIONS = (f"# scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}, numpy {np.__version__}; "
            f"made by scores.py\n")
out = {}


def put(group, values):
    out.setdefault(group, {}).update({k: float(v) for k, v in values.items()})


random = np.random.default_rng(5)
N = 400
strength = random.normal(size=N)
y = (strength + 1.5 * random.normal(size=N) > 0.4).astype(int)
p = np.round(1 / (1 + np.exp(-strength)), 2)
logits = random.normal(size=(N, 3)) + np.array([1.2, 0.4, -0.8])
code = np.array([random.choice(3, p=np.exp(z) / np.exp(z).sum()) for z in logits])
shares = np.exp(logits + 0.8 * random.normal(size=(N, 3)))
shares = np.round(shares / shares.sum(1, keepdims=True), 2)
shares[:, 2] = np.round(1 - shares[:, 0] - shares[:, 1], 2)
start = np.sort(random.integers(0, 500, N))
end = start + random.integers(0, 9, N)
pd.DataFrame({"p": p, "y": y, "p0": shares[:, 0], "p1": shares[:, 1], "p2": shares[:, 2], "code": code,
              "start": start, "end": end}).to_csv("Tests/Reference/scores_data.csv", sep=";", index=False)

guess = (p > 0.5).astype(int)
put("yes_no", {
    "accuracy": sk.accuracy_score(y, guess), "balanced_accuracy": sk.balanced_accuracy_score(y, guess),
    "mcc": sk.matthews_corrcoef(y, guess), "brier": sk.brier_score_loss(y, p), "auc": sk.roc_auc_score(y, p),
    "average_precision": sk.average_precision_score(y, p), "bce": sk.log_loss(y, p)})
chosen = shares.argmax(1)
one_hot = np.eye(3)[code]
put("classes", {
    "accuracy": sk.accuracy_score(code, chosen), "balanced_accuracy": sk.balanced_accuracy_score(code, chosen),
    "mcc": sk.matthews_corrcoef(code, chosen), "brier": sk.brier_score_loss(code, shares, scale_by_half=False),
    "auc": sk.roc_auc_score(one_hot, shares, average="macro"),
    "micro_auc": sk.roc_auc_score(one_hot, shares, average="micro"),
    "average_precision": sk.average_precision_score(one_hot, shares, average="macro")})
put("areas", {f"c{k}": sk.roc_auc_score(one_hot[:, k], shares[:, k]) for k in range(3)})
put("areas", {"prior": sk.roc_auc_score(one_hot, np.tile(one_hot.mean(0), (N, 1)), average="micro")})
matrix = sk.confusion_matrix(code, chosen)
recall, precision = (f(code, chosen, average=None) for f in (sk.recall_score, sk.precision_score))
for k in range(3):
    put("confusion", {f"recall{k}": recall[k], f"precision{k}": precision[k]})
    put("confusion", {f"n{k}{j}": matrix[k, j] for j in range(3)})

for name, strategy in {"count": "quantile", "width": "uniform"}.items():
    share, mean = calibration_curve(y, p, n_bins=8, strategy=strategy)
    edges = np.percentile(p, np.linspace(0, 1, 9) * 100) if name == "count" else np.linspace(0, 1, 9)
    places = np.searchsorted(edges[1:-1], p)
    counts = np.bincount(places, minlength=8)
    counts = counts[counts > 0]
    for place, n in enumerate(counts):
        low, high = proportion_confint(round(share[place] * n), n, method="wilson")
        put(name, {f"share{place}": share[place], f"mean{place}": mean[place], f"n{place}": n,
                   f"low{place}": low, f"high{place}": high})
    put(name, {"bins": len(counts), "error": (counts / N * np.abs(share - mean)).sum(),
               "largest": np.abs(share - mean).max()})

fpr, tpr, threshold = sk.roc_curve(y, p, drop_intermediate=False)
put("roc", {"points": len(fpr), "fpr": fpr.sum(), "tpr": tpr.sum(), "threshold": threshold[1:].sum(),
            "area": sk.auc(fpr, tpr)})

# Uniqueness by its definition: bar by bar.
alive = np.zeros(600)
for a, b in zip(start, end):
    alive[a:b + 1] += 1
uniqueness = np.array([(1 / alive[a:b + 1]).mean() for a, b in zip(start, end)])
count, last = 0, -1
for a, b in sorted(zip(start, end), key=lambda span: span[1]):
    if a > last:
        count, last = count + 1, b
put("sample", {"effective": uniqueness.sum(), "first": uniqueness[0], "last": uniqueness[-1],
               "squares": (uniqueness ** 2).sum(), "disjoint": count})
accuracy, base, n = (guess == y).mean(), max(y.mean(), 1 - y.mean()), uniqueness.sum()
low, high = proportion_confint(accuracy * n, n, alpha=0.1, method="wilson")
put("interval", {"low": low, "high": high, "p": st.norm.sf((accuracy - base) / np.sqrt(base * (1 - base) / n))})

# A panel signal in the order of symbols, then of dates: 9 symbols, 40 dates, some missing, slow to change.
level = np.cumsum(random.normal(size=(9, 40)), 1).round(1)
level[random.random((9, 40)) < 0.2] = np.nan
level[:, 7] = np.nan
level[5:, 20] = np.nan
pd.DataFrame({"signal": level.ravel()}).to_csv("Tests/Reference/scores_panel.csv", sep=";", index=False, na_rep="nan")
table = pd.DataFrame(level.T)
for lag in (1, 3):
    known = table[table.notna().sum(axis=1) >= 5].rank(axis=1)
    values = []
    for k in range(len(known) - lag):
        both = pd.concat([known.iloc[k], known.iloc[k + lag]], axis=1).dropna()
        if len(both) >= 5:
            values.append(np.corrcoef(both.T)[0, 1])
    put("ranks", {f"mean{lag}": np.mean(values), f"sd{lag}": np.std(values, ddof=1), f"n{lag}": len(values)})

with open("Tests/Reference/scores.csv", "w") as file:
    file.write(VERSIONS + "set;name;value\n")
    for group, values in out.items():
        for key, value in values.items():
            file.write(f"{group};{key};{value!r}\n")
