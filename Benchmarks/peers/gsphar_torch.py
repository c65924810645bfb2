"""J2 in PyTorch: gsphar_torch.py eager|compile mse|trade corr|spillover THREADS [EPOCHS].

The network of fml's `gsphar` with 38 symbols, lags 1, 4 and 24. Like ours the peer may compute what
does not depend on weights once: the basis of the graph and the series in that basis. Seconds per
epoch of 504 dates in batches of 8.
"""

import sys

import torch
import torch.nn.functional as F
from torch import nn

from common import median_time, report

SYMBOLS, LAGS, DATES, BATCH = 38, (1, 4, 24), 504, 8


class Gsphar(nn.Module):
    def __init__(self, basis):
        super().__init__()
        # Real and imaginary part apart: torch.compile has no code for complex numbers.
        self.basis_real = basis.real.T.contiguous()
        self.basis_imaginary = basis.imag.T.contiguous() if basis.is_complex() else None
        self.lag_weights = nn.ParameterList(
            nn.Parameter(torch.full((lag, SYMBOLS), 1 / lag)) for lag in LAGS if lag > 1)
        self.real, self.imaginary = nn.Linear(len(LAGS), 1), nn.Linear(len(LAGS), 1)
        self.head = nn.Sequential(
            nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))

    def lag_means(self, x):
        parts = [x[:, -1]]
        for weight in self.lag_weights:
            parts.append((x[:, -weight.shape[0]:] * weight).sum(1))
        return torch.stack(parts, -1)

    def forward(self, real, imaginary):
        """Spectra of the last 24 dates, [B, 24, symbols]; no imaginary part of a real basis."""
        re = self.real(self.lag_means(real)).squeeze(-1)
        if imaginary is None:
            im = self.imaginary.bias.expand_as(re)
            back = (re @ self.basis_real, im @ self.basis_real)
        else:
            im = self.imaginary(self.lag_means(imaginary)).squeeze(-1)
            back = (re @ self.basis_real - im @ self.basis_imaginary,
                    re @ self.basis_imaginary + im @ self.basis_real)
        return F.softplus(self.head(torch.stack(back, -1)).squeeze(-1))


def basis_of(graph):
    kind = torch.float32 if graph == "corr" else torch.complex64
    matrix = torch.randn(SYMBOLS, SYMBOLS, dtype=kind)
    return torch.linalg.eigh(matrix + matrix.mH)[1]


def main(mode, objective, graph, threads, epochs=5):
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    basis = basis_of(graph)
    volatility = torch.rand(DATES + 23, SYMBOLS) * 0.02
    spectrum = volatility.to(basis.dtype) @ basis.conj()
    windows = spectrum.unfold(0, 24, 1).transpose(1, 2)
    real = windows.real.contiguous()
    imaginary = windows.imag.contiguous() if windows.is_complex() else None
    labels = torch.rand(DATES, SYMBOLS) * 0.02
    low = 1 - torch.rand(DATES, SYMBOLS) * 0.02
    exits = 1 + torch.randn(DATES, SYMBOLS) * 0.01
    model = Gsphar(basis)
    parameters = list(model.parameters())
    assert sum(p.numel() for p in parameters) == 1409
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.0, fused=True)

    def loss_of(x, z, y, lows, closes):
        p = model(x, z)
        if objective == "mse":
            return F.mse_loss(p, y)
        limit = 1 - p
        gain = (closes - limit) / limit - 2 * 0.0002
        return -(torch.sigmoid(1000 * (limit - lows)) * gain).mean()

    loss = torch.compile(loss_of) if mode == "compile" else loss_of

    def epoch():
        order = torch.randperm(DATES)
        for start in range(0, DATES - BATCH + 1, BATCH):
            at = order[start:start + BATCH]
            optimiser.zero_grad(set_to_none=True)
            z = None if imaginary is None else imaginary[at]
            loss(real[at], z, labels[at], low[at], exits[at]).backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()

    report(median_time(epoch, epochs, warm=1))


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), *map(int, sys.argv[5:]))
