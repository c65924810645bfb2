"""Writes losses.csv: values and gradients of the losses of the prelude that groups.py does not hold, by PyTorch.

Run: python3 losses.py (made with torch 2.15.0).
"""
import math

import torch
import torch.nn.functional as F

N, C = 12, 3


def values(factor, modulus, scale, shift, count=N):
    return torch.tensor([((i * factor) % modulus) / scale - shift for i in range(count)], dtype=torch.float64)


X = values(17, 31, 13, 1.16)
Y = values(5, 7, 3, 0.9)
LOGITS = values(17, 31, 13, 1.16, N * C).reshape(N, C)
CODES = torch.tensor([(i * 5) % 7 % 3 for i in range(N)])
WEIGHTS = torch.tensor([0.5, 1.0, 2.0], dtype=torch.float64)
binary = (Y > 0).double()


def focal_classes(z, gamma=2.0, alpha=0.25, smoothing=0.1):
    score = F.log_softmax(z, 1)
    q = (1 - smoothing) * F.one_hot(CODES, C).double() + smoothing / C
    return -(alpha * (1 - score.exp()) ** gamma * q * score).sum(1).mean()


def huber(e, delta):
    a = e.abs()
    return torch.where(a <= delta, a * a / 2, delta * (a - delta / 2))


def adaptive_huber(x, delta=0.25):
    e = x - Y
    d = torch.maximum(torch.tensor(delta, dtype=torch.float64), 2 * e.abs().median().detach())
    return huber(e, d).mean()


def correlation(a, b):
    a, b = a - a.mean(), b - b.mean()
    return (a * b).sum() / torch.sqrt((a * a).sum() * (b * b).sum())


def hybrid(x, w=0.5):
    return w * (1 - correlation(x, Y)) + (1 - w) * huber((x - Y) / Y.std(), 1.0).mean()


def directional_huber(x, delta=0.05, w=1.0):
    wrong = (x * Y < 0).double()
    return huber(x - Y, delta).mean() + w * (wrong * (x - Y) ** 2).mean()


def bce(x):
    label = binary * 0.9 + 0.05
    z = torch.where(binary > 0.5, 3.0, 1.0) * (F.softplus(x) - label * x)
    return z.mean()


def trade_prices():
    """[3 symbols, 5 bars] of close, low: the published synthetic check, of which 2 times 3 decisions are taken."""
    base = torch.tensor([[100.0, 200.0, 50.0], [110.0, 210.0, 55.0]], dtype=torch.float64)
    times = 1 + 0.01 * torch.arange(5, dtype=torch.float64)
    price = base[:, :, None] * times
    return 1.01 * price, 0.97 * price


def sharpe(v, hold=4, fee=0.0002, k=100.0, per_year=2190.0):
    close, low = trade_prices()
    limit = close[..., 0] * (1 - v)
    fill = torch.sigmoid(k * (limit - low[..., 1]) / close[..., 0])
    gain = (close[..., hold] - limit) / limit - 2 * fee
    by_time = (fill * gain).mean(1)
    deviation = by_time.std(unbiased=False)
    return -(by_time.mean() * per_year) / ((deviation + 1e-8) * math.sqrt(per_year))


def trade_advanced(v, hold=4, fee=0.0002, k=100.0):
    close, low = trade_prices()
    limit = close[..., 0] * (1 - v)
    fill = torch.sigmoid(k * (limit - low[..., 1]) / close[..., 0])
    gain = (close[..., hold] - limit) / limit
    profit = (fill * (gain - 2 * fee)).mean()
    risk = torch.clamp(-gain, min=0).pow(2).mean()
    return -profit + 0.5 * risk + 0.1 * (fill.mean() - 0.5) ** 2 + 0.01 * v.pow(2).mean()


def trade_long(v, hold=4, fee=0.0002, k=100.0):
    close, low = trade_prices()
    limit = close[..., 0] * (1 - v)
    fill = torch.sigmoid(k * (limit - low[..., 1]) / close[..., 0])
    return -(fill * ((close[..., hold] - limit) / limit - 2 * fee)).mean()


def sharpe_advanced(v, hold=4, fee=0.0002, k=100.0, per_year=2190.0):
    close, low = trade_prices()
    limit = close[..., 0] * (1 - v)
    fill = torch.sigmoid(k * (limit - low[..., 1]) / close[..., 0])
    gain = (close[..., hold] - limit) / limit
    by_time = (fill * (gain - 2 * fee)).mean(1)
    ratio = by_time.mean() * per_year / ((by_time.std(unbiased=False) + 1e-8) * math.sqrt(per_year))
    wealth = torch.cumprod(1 + (fill * gain).mean(1), 0)
    worst = (1 - wealth / torch.cummax(wealth, 0).values).max()
    return -ratio + 0.5 * worst ** 2 + 0.1 * (fill.mean() - 0.3) ** 2 + 0.01 * v.pow(2).mean()


# The second draw bids above the close, so that orders lose and the price on losses has a slope.
ORDERS = torch.tensor([[0.03, 0.05, 0.02], [0.04, 0.06, 0.03]], dtype=torch.float64)
ABOVE = torch.tensor([[-0.08, 0.05, -0.06], [0.04, -0.07, 0.03]], dtype=torch.float64)
# Orders far above the close lose at the second time.
FALLING = torch.tensor([[0.03, 0.05, 0.02], [-0.08, -0.09, -0.07]], dtype=torch.float64)

cases = {
    "cross_entropy": (lambda z: F.cross_entropy(z, CODES), LOGITS),
    "cross_entropy_weighed": (
        lambda z: F.cross_entropy(z, CODES, weight=WEIGHTS, label_smoothing=0.1), LOGITS),
    "focal_classes": (focal_classes, LOGITS),
    "adaptive_huber": (adaptive_huber, X),
    "hybrid": (hybrid, X),
    "directional_huber": (directional_huber, X),
    "bce_smoothed": (bce, X),
    "mae": (lambda x: (x - Y).abs().mean(), X),
    "mse": (lambda x: F.mse_loss(x, Y), X),
    "huber": (lambda x: F.huber_loss(x, Y, delta=0.7), X),
    "sharpe": (sharpe, ORDERS),
    "sharpe_advanced": (sharpe_advanced, FALLING),
    "trade_long": (trade_long, ORDERS),
    "trade_advanced": (trade_advanced, ORDERS),
    "trade_advanced_above": (trade_advanced, ABOVE),
}

if __name__ == "__main__":
    with open("losses.csv", "w") as file:
        for name, (function, start) in cases.items():
            x = start.clone().requires_grad_(True)
            loss = function(x)
            loss.backward()
            numbers = [loss.item()] + x.grad.flatten().tolist()
            file.write(",".join([name] + [repr(number) for number in numbers]) + "\n")
