"""Writes spillover.csv: a VAR(1), its spillover shares, the magnetic eigenbasis, and one gsphar step in PyTorch.

Run: python3 spillover.py (made with torch 2.15.0, numpy 2.4.6).
"""
import numpy as np
import torch
import torch.nn.functional as F

N, DATES, TRAINING, STEPS = 5, 120, 82, 10
series = np.zeros((DATES, N))
for t in range(DATES):
    for s in range(N):
        own = 0.01 + 0.004 * ((t * (2 * s + 3) * 31 + s * 7) % 97) / 97
        series[t, s] = own + (0.3 * series[t - 1, (s + 1) % N] if t > 0 else 0)
x = series.astype(np.float32).astype(np.float64)  # features are held in float32

logs = np.log(x[:TRAINING])
design = np.hstack([np.ones((TRAINING - 1, 1)), logs[:-1]])
fit = np.linalg.lstsq(design, logs[1:], rcond=None)[0]
phi = fit[1:].T
residuals = logs[1:] - design @ fit
sigma = residuals.T @ residuals / len(residuals)

numerator, denominator, power = np.zeros((N, N)), np.zeros(N), np.eye(N)
for _ in range(STEPS):
    numerator += (power @ sigma) ** 2 / np.diag(sigma)
    denominator += np.diag(power @ sigma @ power.T)
    power = power @ phi
theta = numerator / denominator[:, None]
shares = theta / theta.sum(1, keepdims=True)

a = shares - np.diag(np.diag(shares))
mean = (a + a.T) / 2
d = 1 / np.sqrt(mean.sum(1))
laplacian = np.eye(N) - (d[:, None] * mean * d) * np.exp(2j * np.pi * 0.25 * (a - a.T))
values, u = np.linalg.eigh(laplacian)
for k in range(N):
    lead = u[np.argmax(np.abs(u[:, k])), k]
    u[:, k] *= np.conj(lead) / abs(lead)

# One step: windows of three dates that end at dates 7..10, lags 1 and 3, labels one date later.
lags, longest, batch = [1, 3], 3, range(7, 11)
shapes = {"lag1.weight": (3, N), "mix1.real_weight": (1, 2), "mix1.real_bias": (1,),
          "mix1.imaginary_weight": (1, 2), "mix1.imaginary_bias": (1,),
          "dense1.weight": (16, 2), "dense1.bias": (16,), "dense2.weight": (16, 16), "dense2.bias": (16,),
          "dense3.weight": (1, 16), "dense3.bias": (1,)}
count, p = 0, {}
for name, shape in shapes.items():
    size = int(np.prod(shape))
    flat = [((i * 37) % 101) / 100 - 0.5 for i in range(count, count + size)]
    p[name] = torch.tensor(flat, dtype=torch.float64).reshape(shape).requires_grad_(True)
    count += size
basis = torch.tensor(u)
window = torch.tensor(np.stack([x[t - longest + 1:t + 1] for t in batch])).to(torch.complex128)
spectrum = torch.matmul(window, basis.conj())  # U^H x, row by row
parts = []
for z in (spectrum.real, spectrum.imag):
    parts.append(torch.stack([z[:, -1], (z * p["lag1.weight"]).sum(1)], -1))
r = F.linear(parts[0], p["mix1.real_weight"], p["mix1.real_bias"]).squeeze(-1)
m = F.linear(parts[1], p["mix1.imaginary_weight"], p["mix1.imaginary_bias"]).squeeze(-1)
y = torch.matmul(torch.complex(r, m), basis.T)
h = torch.stack([y.real, y.imag], -1)
h = F.relu(F.linear(h, p["dense1.weight"], p["dense1.bias"]))
h = F.relu(F.linear(h, p["dense2.weight"], p["dense2.bias"]))
prediction = F.softplus(F.linear(h, p["dense3.weight"], p["dense3.bias"]).squeeze(-1))
labels = torch.tensor(np.stack([series[t + 1] for t in batch]))
loss = ((prediction - labels) ** 2).mean()
loss.backward()

with open("spillover.csv", "w") as out:
    out.write(f"# numpy {np.__version__}, torch {torch.__version__.split('+')[0]}, float64, spillover.py\n")
    out.write("name,values\n")

    def write(name, numbers):
        out.write(name + "," + ",".join(repr(float(v)) for v in np.asarray(numbers).ravel()) + "\n")

    write("coefficients", phi)
    write("covariance", sigma)
    write("shares", shares)
    write("laplacian_real", laplacian.real)
    write("laplacian_imaginary", laplacian.imag)
    write("eigenvalues", values)
    write("basis_real", u.real)
    write("basis_imaginary", u.imag)
    write("prediction", prediction.detach())
    write("loss", loss.item())
    write("gradient", torch.cat([v.grad.ravel() for v in p.values()]))
