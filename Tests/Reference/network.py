"""Writes network.csv: loss and gradients of a small PyTorch network with layer norm and Huber loss.

Run: python3 network.py (made with torch 2.15.0).
"""
import torch
from torch import nn


def values(count, factor, modulus, scale):
    return torch.tensor([((i * factor) % modulus) / scale - 0.5 for i in range(count)],
                        dtype=torch.float64)


net = nn.Sequential(
    nn.Linear(5, 7), nn.LayerNorm(7), nn.ReLU(),
    nn.Linear(7, 3), nn.Tanh(),
    nn.Linear(3, 1), nn.Softplus(),
).double()
flat = values(sum(p.numel() for p in net.parameters()), 37, 101, 100)
nn.utils.vector_to_parameters(flat, net.parameters())
x = values(9 * 5, 29, 83, 40).reshape(9, 5)
y = values(9, 5, 9, 3)
loss = nn.functional.huber_loss(net(x).reshape(9), y, delta=0.25)
loss.backward()

with open("network.csv", "w") as out:
    out.write(f"# torch {torch.__version__.split('+')[0]}, float64, network.py\n")
    out.write("name,value\n")
    out.write(f"loss,{loss.item()!r}\n")
    for name, p in net.named_parameters():
        for v in p.grad.flatten().tolist():
            out.write(f"{name},{v!r}\n")
