"""Writes sequences.csv: values and gradients of PyTorch's layers on sequences.

Every case computes a result from inputs of `values`, weighs its elements, and differentiates the
sum by every input. Sequences are [T, B, C] in the order of time.
Run: python3 sequences.py (made with torch 2.15.0).
"""
import torch
from torch.nn import functional as F

T, B, C = 7, 3, 4


def values(shape, factor, modulus, scale):
    count = 1
    for size in shape:
        count *= size
    flat = [((i * factor) % modulus) / scale - 0.5 for i in range(count)]
    return torch.tensor(flat, dtype=torch.float64).reshape(shape).requires_grad_()


def sequence():
    return values([T, B, C], 29, 83, 60)


def channels_first(x):
    return x.permute(1, 2, 0)


def time_first(y):
    return y.permute(2, 0, 1)


rows = []


def note(case, name, tensor):
    for v in tensor.detach().flatten().tolist():
        rows.append(f"{case},{name},{v!r}")


def case(name, result, **inputs):
    flat = result.reshape(-1)
    weights = torch.tensor([((i * 7) % 5) - 1.7 for i in range(flat.numel())], dtype=torch.float64)
    grads = torch.autograd.grad((flat * weights).sum(), list(inputs.values()))
    note(name, "value", result)
    for key, grad in zip(inputs, grads):
        note(name, key, grad)


def conv(name, shape, dilation, pad, groups):
    x, w, b = sequence(), values(shape, 37, 101, 100), values([shape[0]], 13, 17, 20)
    padded = F.pad(channels_first(x), pad)
    case(name, time_first(F.conv1d(padded, w, b, dilation=dilation, groups=groups)), x=x, w=w, b=b)


conv("causal", [5, 4, 2], 3, (3, 0), 1)
conv("same", [5, 4, 3], 1, (1, 1), 1)
conv("valid", [5, 4, 3], 2, (0, 0), 1)
conv("pointwise", [6, 4, 1], 1, (0, 0), 1)
conv("depthwise", [4, 1, 3], 1, (2, 0), 4)
conv("grouped", [6, 2, 3], 1, (1, 1), 2)

x = sequence()
case("max_pool", time_first(F.max_pool1d(channels_first(x), 2)), x=x)
x = sequence()
case("max_pool_overlap", time_first(F.max_pool1d(channels_first(x), 3, stride=2)), x=x)
x = sequence()
case("average_pool", time_first(F.avg_pool1d(channels_first(x), 3)), x=x)
x = sequence()
case("elu", F.elu(3 * x + 0.07), x=x)
x = sequence()
case("softmax", F.softmax(5 * x, dim=-1), x=x)
x = sequence()
case("log_softmax", F.log_softmax(5 * x, dim=-1), x=x)

logits, codes = values([6, 3], 29, 83, 20), torch.tensor([0, 2, 1, 1, 0, 2])
classes = torch.tensor([0.5, 2.0, 1.25], dtype=torch.float64)
for label, smoothing, weights in [("plain", 0.0, None), ("smooth", 0.1, None), ("weighed", 0.1, classes)]:
    loss = F.cross_entropy(logits, codes, weight=weights, label_smoothing=smoothing)
    case(f"cross_entropy_{label}", loss, x=logits)

x, g, b = sequence(), values([C], 7, 11, 8), values([C], 5, 9, 7)
mean = torch.tensor([0.1, -0.2, 0.0, 0.3], dtype=torch.float64)
var = torch.tensor([1.0, 0.5, 2.0, 0.1], dtype=torch.float64)
y = F.batch_norm(x.reshape(-1, C), mean, var, g, b, training=True, momentum=0.1, eps=1e-5)
case("batch_norm", y.reshape(T, B, C), x=x, g=g, b=b)
note("batch_norm", "running_mean", mean)
note("batch_norm", "running_var", var)
y = F.batch_norm(x.reshape(-1, C), mean, var, g, b, training=False, eps=1e-5)
note("batch_norm", "evaluated", y)

x, w, b, u = sequence(), values([5, C], 37, 101, 40), values([5], 13, 17, 20), values([5], 11, 13, 5)
scores = torch.tanh(x @ w.T + b) @ u
case("attention", (torch.softmax(scores, dim=0).unsqueeze(-1) * x).sum(0), x=x, w=w, b=b, u=u)

with open("sequences.csv", "w") as out:
    out.write(f"# torch {torch.__version__.split('+')[0]}, float64, sequences.py\n")
    out.write("case,name,value\n")
    out.write("\n".join(rows) + "\n")
