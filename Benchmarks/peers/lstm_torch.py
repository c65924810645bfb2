"""J3 in PyTorch: lstm_torch.py onednn|native|compile THREADS [STEPS]; seconds per step of 256 windows."""

import sys

import torch
from torch import nn

from common import median_time, report

FEATURES, HIDDEN, STEPS, BATCH = 14, 192, 60, 256


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(FEATURES, HIDDEN, 2, batch_first=True, dropout=0.25)
        self.head = nn.Sequential(
            nn.Linear(HIDDEN, 64), nn.ReLU(), nn.Dropout(0.25), nn.Linear(64, 1))

    def forward(self, x):
        return self.head(self.lstm(x)[1][0][-1]).squeeze(-1)


def soft_rank(x):
    return torch.sigmoid(x[:, None] - x[None, :]).sum(1)


def rank_loss(p, y):
    a, b = soft_rank(p), soft_rank(y)
    a, b = a - a.mean(), b - b.mean()
    return 1 - (a * b).sum() / (a.norm() * b.norm() + 1e-8)


def main(mode, threads, steps=3):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    torch.backends.mkldnn.enabled = mode != "native"
    network, huber = Network(), nn.HuberLoss(delta=0.05)
    parameters = list(network.parameters())
    assert sum(p.numel() for p in parameters) == 468_609
    optimiser = torch.optim.Adam(parameters, lr=8e-4, weight_decay=5e-6, fused=True)
    inputs, labels = torch.randn(BATCH, STEPS, FEATURES), torch.randn(BATCH) * 0.02

    def loss_of(x, y):
        p = network(x)
        return 0.7 * rank_loss(p, y) + 0.3 * huber(p, y)

    loss = torch.compile(loss_of) if mode == "compile" else loss_of

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss(inputs, labels).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()

    report(median_time(step, steps, warm=1))


main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
