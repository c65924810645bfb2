"""Reference numbers of GARCH(1,1) from Python's arch.

Run from the repository root: python Tests/Reference/garch.py
Writes garch.csv: returns of 2000 days in percent, the fitted conditional volatility, and in the comments
the parameters. The backcast is the variance of all returns, as in the product.
"""
import arch
import numpy as np
import pandas as pd
from arch import arch_model

close = pd.read_csv("scripts/data/spx_daily.csv").close[:2001]
x = (100 * close.pct_change(fill_method=None)).dropna().to_numpy()


def fitted(mean):
    center = x.mean() if mean == "Constant" else 0
    model = arch_model(x, mean=mean, vol="GARCH", p=1, q=1, dist="normal", rescale=False)
    return model.fit(disp="off", tol=1e-12, backcast=float(np.mean((x - center) ** 2)),
                     options={"maxiter": 1000})


with open("Tests/Reference/garch.csv", "w") as file:
    file.write(f"# arch {arch.__version__}; made by garch.py\n")
    columns = {"x": x}
    for mean in ("Constant", "Zero"):
        fit = fitted(mean)
        file.write("# " + mean.lower() + " " + " ".join(f"{v:.12g}" for v in fit.params) + "\n")
        columns[mean.lower()] = fit.conditional_volatility
    pd.DataFrame(columns).to_csv(file, index=False, sep=";", float_format="%.15g")
