"""Writes groups.csv: values and gradients of soft ranks, statistics within groups and losses, by PyTorch and SciPy.

Run: python3 groups.py (made with torch 2.15.0, numpy 2.4.6).
"""
import numpy as np
import torch
import torch.nn.functional as F

N = 12
CODES = [2, 0, 2, 1, 0, 2, 1, 1, 2, 0, 5, 2]  # one group has a single member
MASK = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]
WEIGHTS = torch.tensor([((i * 7) % 5) - 1.7 for i in range(N)], dtype=torch.float64)


def values(factor, modulus, scale, shift):
    return torch.tensor([((i * factor) % modulus) / scale - shift for i in range(N)], dtype=torch.float64)


X = values(17, 31, 13, 1.16)
Y = values(5, 7, 3, 0.9)  # has ties


def groups(minimum):
    found = []
    for code in sorted(set(CODES)):
        members = [i for i in range(N) if CODES[i] == code and MASK[i]]
        if len(members) >= minimum:
            found.append(members)
    return found


def average_ranks(y):
    y = y.detach().numpy()
    return torch.tensor([(y < v).sum() + ((y == v).sum() + 1) / 2 for v in y], dtype=torch.float64)


def soft_rank(x, t):
    return torch.sigmoid((x[:, None] - x[None, :]) / t).sum(1)


def correlation(a, b):
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / torch.sqrt((a * a).sum() * (b * b).sum())


def spread(x, function, minimum=2):
    out = torch.zeros(N, dtype=torch.float64)
    for members in groups(minimum):
        out = out.index_put((torch.tensor(members),), function(x[members]))
    return out


def member(function):
    return lambda x: function(x).expand(len(x))


cases = {
    "sum": lambda x: spread(x, member(torch.sum)),
    "mean": lambda x: spread(x, member(torch.mean)),
    "maximum": lambda x: spread(x, member(torch.max)),
    "deviation": lambda x: spread(x, member(torch.std)),
    "centred": lambda x: spread(x, lambda v: v - v.mean()),
    "standardised": lambda x: spread(x, lambda v: (v - v.mean()) / v.std()),
    "softrank": lambda x: spread(x, lambda v: soft_rank(v, 0.3)),
    "softrank_sd": lambda x: spread(x, lambda v: soft_rank(v, 0.2 * v.std())),
    "softrank_all": lambda x: soft_rank(x, 0.3),
    "ranks": lambda x: x * 0 + spread(Y, average_ranks),
    "rankcorr": lambda x: torch.stack([correlation(soft_rank(x[m], 0.3), average_ranks(Y[m]))
                                       for m in groups(3)]).mean(),
}
binary = (Y > 0).double()
volatility = Y.abs() + 0.2


def bce(x):
    return F.binary_cross_entropy_with_logits(x, binary, reduction="none")


def focal(x):
    ce = bce(x)
    return (torch.where(binary > 0.5, 0.25, 0.75) * (1 - torch.exp(-ce)) ** 2 * ce).mean()


losses = {
    "quantile": lambda x: torch.maximum(0.8 * (Y - x), -0.2 * (Y - x)).mean(),
    "focal": focal,
    "asymmetric": lambda x: (torch.where(x < Y, 1.5, 1.0) * (x - Y) ** 2).mean(),
    "wrong_sign": lambda x: (torch.where(x * Y < 0, 2.0, 1.0) * (x - Y) ** 2).mean(),
    "logcosh": lambda x: torch.log(torch.cosh(x - Y)).mean(),
    "qlike": lambda x: ((volatility / (x.abs() + 1)) ** 2
                        - torch.log((volatility / (x.abs() + 1)) ** 2) - 1).mean(),
    "rank": lambda x: 1 - correlation(soft_rank(x, 0.1 * x.std()), average_ranks(Y)),
    "rank70": lambda x: 0.7 * (1 - correlation(soft_rank(x, 0.1 * x.std()), average_ranks(Y)))
    + 0.3 * F.huber_loss(x, Y, delta=0.05),
}

with open("groups.csv", "w") as out:
    out.write(f"# torch {torch.__version__.split('+')[0]}, float64, groups.py: value, then gradient of the weighed sum\n")
    out.write("name,values,gradients\n")
    for name, function in {**cases, **losses}.items():
        x = X.clone().requires_grad_(True)
        value = function(x)
        total = value if value.dim() == 0 else (value * WEIGHTS).sum()
        total.backward()
        row = np.atleast_1d(value.detach().numpy()).tolist() + x.grad.tolist()
        out.write(name + "," + ",".join(repr(v) for v in row) + "\n")
