"""Writes optimisers.csv: weights after each step of PyTorch's optimisers under given gradients.

Run: python3 optimisers.py (made with torch 2.15.0).
"""
import torch

START = [0.5, -1.25, 2.0, 0.001, -3.0]
STEPS = 6
RULES = {
    "adamw": (lambda w: torch.optim.AdamW([w], lr=0.01, weight_decay=0.1), 1.0),
    "adam": (lambda w: torch.optim.Adam([w], lr=0.02, weight_decay=0.05), 0.0),
    "sgd": (lambda w: torch.optim.SGD([w], lr=0.03, momentum=0.9, weight_decay=0.02), 2.5),
}


def gradient(step):
    return [((7 * i + 3 * step) % 11 - 5) * (0.3 + 0.1 * step) for i in range(len(START))]


with open("optimisers.csv", "w") as out:
    out.write(f"# torch {torch.__version__.split('+')[0]}, float64, optimisers.py\n")
    out.write("rule,step,norm," + ",".join(f"w{i}" for i in range(len(START))) + "\n")
    for name, (make, clip) in RULES.items():
        w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
        optimiser = make(w)
        for step in range(STEPS):
            w.grad = torch.tensor(gradient(step), dtype=torch.float64)
            norm = torch.nn.utils.clip_grad_norm_([w], clip if clip else float("inf"))
            optimiser.step()
            row = [name, str(step), repr(norm.item())] + [repr(v) for v in w.tolist()]
            out.write(",".join(row) + "\n")
