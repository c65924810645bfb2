"""J1 in PyTorch: mlp_torch.py eager|fused|compile THREADS [EPOCHS]; seconds per epoch.

fused: the fused AdamW; compile: torch.compile of network and loss, and the fused AdamW. Data lie in
memory and are shuffled by one gather per epoch: a DataLoader is slower.
"""

import sys

import torch
from torch import nn

from common import median_time, report

SAMPLES, FEATURES, BATCH = 54_417, 28, 16


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        layers, width = [nn.LayerNorm(FEATURES)], FEATURES
        for hidden in (32, 16):
            layers += [nn.Linear(width, hidden), nn.LayerNorm(hidden), nn.ReLU(), nn.Dropout(0.4)]
            width = hidden
        self.layers = nn.Sequential(*layers, nn.Linear(width, 1), nn.Sigmoid())

    def forward(self, x):
        return self.layers(x)


def main(mode, threads, epochs=1):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    inputs, labels = torch.randn(SAMPLES, FEATURES), torch.rand(SAMPLES, 1)
    network, huber = Network(), nn.HuberLoss()
    parameters = list(network.parameters())
    assert sum(p.numel() for p in parameters) == 1625
    optimiser = torch.optim.AdamW(
        parameters, lr=5e-5, weight_decay=5e-3, fused=mode != "eager" or None)

    def loss_of(x, y):
        return huber(network(x), y)

    loss = torch.compile(loss_of) if mode == "compile" else loss_of

    def step(x, y):
        optimiser.zero_grad(set_to_none=True)
        loss(x, y).backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimiser.step()

    def epoch():
        order = torch.randperm(SAMPLES)
        x, y = inputs[order], labels[order]
        for start in range(0, SAMPLES - BATCH + 1, BATCH):
            step(x[start:start + BATCH], y[start:start + BATCH])

    for _ in range(30):
        step(inputs[:BATCH], labels[:BATCH])
    report(median_time(epoch, epochs, warm=0))


main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
