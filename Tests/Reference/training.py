"""Writes training_*.csv: losses and weights of PyTorch trainings, run for run.

Start weights, data and batch order are functions of counters that the tests compute too, so
nothing large is stored. Dropout is 0. Per network:
  loss64,STEP,VALUE     20 steps in float64
  loss32,STEP,VALUE     200 steps in float32
  weight,INDEX,VALUE    float64 weights after 20 steps, all or every STRIDE-th, flat in our order
  check,BLOCK,VALUE     sum of (2 u_i - 1) w_i over blocks of BLOCK_SIZE weights, u from a counter:
                        one weight that is off by d moves its sum by |2 u_i - 1| d
A weight is compared within 1e-9, so is every sum. A network is kept only if PyTorch's own float32
and float64 losses agree, as printed.

Run: python3 training.py [NAME ...] (made with torch 2.15.0, numpy 2.4.6).
"""
import sys

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

SAMPLES, COLUMNS = 3200, 28
torch.use_deterministic_algorithms(True)


def uniform(stream, count):
    """`count` numbers in [0, 1): splitmix64 of stream * 2^40 + i."""
    with np.errstate(over="ignore"):
        z = (np.uint64(stream) << np.uint64(40)) + np.arange(count, dtype=np.uint64)
        z = z * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def single(x):
    """Rounded to float32, so that both precisions see the same numbers."""
    return np.asarray(x, dtype=np.float64).astype(np.float32).astype(np.float64)


def start(shape, index, is_gain, last_bias, seed):
    """Start values of parameter `index`: gains near 1, the others in ±1/sqrt(largest size)."""
    u = 2 * uniform(1000 * seed + 100 + index, int(np.prod(shape))) - 1
    if is_gain:
        return single(1 + 0.1 * u).reshape(shape)
    if last_bias is not None and list(shape) == [1]:
        return np.full(1, last_bias)
    return single(u / np.sqrt(max(shape))).reshape(shape)


class Table:
    """The columns of the frame: features, label (known a row later), bars."""

    def __init__(self, rows):
        self.x = single(2 * uniform(1, rows * COLUMNS) - 1).reshape(rows, COLUMNS)
        x = self.x
        self.label = single(0.5 + 0.2 * x[:, 0] - 0.15 * (x[:, 1] * x[:, 2]))
        self.close = single(100 * (1 + 0.02 * (2 * uniform(2, rows) - 1)))
        self.low = single(self.close * (1 - 0.02 * uniform(3, rows)))


def huber(p, y, _):
    return nn.functional.huber_loss(p, y)


def trade(p, _, bars):
    """The loss `trade` of the tests: hold 4, fee 2bp, k 100."""
    close, low1, exit_ = bars
    limit = close * (1 - p)
    fill = torch.sigmoid(100 * (limit - low1) / close)
    gain = (exit_ - limit) / limit - 2 * 0.0002
    return -(fill * gain).mean()


class Case:
    def __init__(self, build, loss=huber, batch=16, last_bias=None, stride=1, block=1000, clip=5.0,
                 window=1, columns=COLUMNS, seed=0, **optimiser):
        self.__dict__.update(vars() | {"optimiser": optimiser})

    def network(self, dtype):
        """The module and its parameters in our order, with their start values."""
        net, parameters = self.build()
        net = net.to(dtype)
        parameters = parameters or list(net.parameters())
        gains = {id(m.weight) for m in net.modules()
                 if isinstance(m, (nn.LayerNorm, nn.BatchNorm1d))}
        with torch.no_grad():
            for index, p in enumerate(parameters):
                p.copy_(torch.from_numpy(
                    start(tuple(p.shape), index, id(p) in gains, self.last_bias, self.seed)))
        return net, parameters

    def run(self, dtype, steps):
        rows = SAMPLES + 4
        table = Table(rows)
        net, parameters = self.network(dtype)
        rule = torch.optim.AdamW(parameters, **self.optimiser)
        tensor = lambda a: torch.from_numpy(np.ascontiguousarray(a)).to(dtype)
        x, y = tensor(table.x[:, :self.columns]), tensor(table.label)
        close, low = tensor(table.close), tensor(table.low)
        losses = []
        for step in range(steps):
            # The first sample is the first row with a whole window before it.
            at = torch.arange(step * self.batch, (step + 1) * self.batch) + self.window - 1
            if self.window > 1:
                inputs = torch.stack([x[i - self.window + 1:i + 1] for i in at.tolist()])
            else:
                inputs = x[at]
            rule.zero_grad()
            p = net(inputs).reshape(-1)
            loss = self.loss(p, y[at], (close[at], low[at + 1], close[at + 4]))
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, self.clip)
            rule.step()
            losses.append(loss.item())
        state = net.state() if hasattr(net, "state") else []
        flat = np.concatenate([p.detach().double().numpy().ravel() for p in parameters + state])
        return losses, flat


def mlp(output):
    def build():
        return nn.Sequential(
            nn.LayerNorm(28), nn.Linear(28, 32), nn.LayerNorm(32), nn.ReLU(),
            nn.Linear(32, 16), nn.LayerNorm(16), nn.ReLU(), nn.Linear(16, 1), output()), None
    return build


class Lstm(nn.Module):
    """Two LSTM layers, the last hidden state into 192-64-1."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(14, 192, 2, batch_first=True)
        self.fc = nn.Sequential(nn.Linear(192, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, x):
        return self.fc(self.lstm(x)[1][0][-1])


class CnnLstm(nn.Module):
    """`cnn_lstm`: 2,063,237 parameters with 19 features; only the head `volatility` is trained.

    Batch norms as in Keras (momentum 0.99, epsilon 1e-3), LSTMs with one bias.
    """

    def __init__(self, features):
        super().__init__()
        self.ours, self.norms = [], []
        self.waves = nn.ModuleList()
        for layer in range(12):
            inputs = features if layer == 0 else 32
            wave = nn.Module()
            wave.conv = self.keep(nn.Conv1d(inputs, 64, 2, dilation=2 ** (layer % 3)))
            wave.norm = self.norm(64)
            wave.residual, wave.skip = self.keep(nn.Linear(32, 32)), self.keep(nn.Linear(32, 32))
            wave.projection = self.keep(nn.Linear(features, 32)) if layer == 0 else nn.Identity()
            self.waves.append(wave)
        self.convs = nn.ModuleList()
        for inputs, outputs in ((features, 64), (64, 128), (128, 256)):
            conv = self.keep(nn.Conv1d(inputs, outputs, 3, padding=1))
            self.convs.append(nn.ModuleList([conv, self.norm(outputs)]))
        self.lstms = nn.ModuleList([self.recurrent(256, 256), self.recurrent(512, 128)])
        self.attend = self.keep(nn.Linear(256, 128))
        self.context = nn.Parameter(torch.zeros(128))
        self.ours.append(self.context)
        self.fusion = nn.ModuleList()
        for inputs, outputs in ((288, 256), (256, 128)):
            dense = self.keep(nn.Linear(inputs, outputs))
            self.fusion.append(nn.ModuleList([dense, self.norm(outputs)]))
        self.direction = nn.ModuleList([self.keep(nn.Linear(128, 64)), self.keep(nn.Linear(64, 3))])
        self.volatility = self.keep(nn.Linear(128, 1))
        self.magnitude = self.keep(nn.Linear(128, 1))

    def keep(self, module):
        self.ours += list(module.parameters())
        return module

    def norm(self, width):
        self.norms.append(self.keep(nn.BatchNorm1d(width, eps=1e-3, momentum=0.01)))
        return self.norms[-1]

    def recurrent(self, inputs, units):
        lstm = nn.LSTM(inputs, units, bidirectional=True, batch_first=True)
        for end in ("l0", "l0_reverse"):
            second = getattr(lstm, f"bias_hh_{end}")
            second.requires_grad = False
            nn.init.zeros_(second)
            self.ours += [getattr(lstm, f"{kind}_{end}")
                          for kind in ("weight_ih", "weight_hh", "bias_ih")]
        return lstm

    def state(self):
        """Running statistics, which lie behind the weights."""
        return [t for norm in self.norms for t in (norm.running_mean, norm.running_var)]

    def forward(self, x):
        x = x.transpose(1, 2)
        h, skips = x, 0
        for layer, wave in enumerate(self.waves):
            wide = wave.norm(wave.conv(nn.functional.pad(h, (2 ** (layer % 3), 0))))
            gated = (torch.tanh(wide[:, :32]) * torch.sigmoid(wide[:, 32:])).transpose(1, 2)
            old = wave.projection(h.transpose(1, 2)).transpose(1, 2)
            h = wave.residual(gated).transpose(1, 2) + old
            skips = skips + wave.skip(gated)
        c = x
        for place, (conv, norm) in enumerate(self.convs):
            c = nn.functional.elu(norm(conv(c)))
            c = nn.functional.max_pool1d(c, 2) if place < 2 else c
        r = c.transpose(1, 2)
        for lstm in self.lstms:
            r = lstm(r)[0]
        score = torch.softmax(torch.tanh(self.attend(r)) @ self.context, dim=1)
        fused = torch.cat([skips.mean(dim=1), (score[:, :, None] * r).sum(dim=1)], dim=1)
        for dense, norm in self.fusion:
            fused = norm(nn.functional.elu(dense(fused)))
        return nn.functional.softplus(self.volatility(fused))


def cnn_lstm():
    net = CnnLstm(19)
    return net, net.ours


CASES = {
    "mlp": Case(mlp(nn.Sigmoid), seed=2, lr=5e-5, weight_decay=5e-3),
    "mlp_fast": Case(mlp(nn.Sigmoid), lr=3e-3, weight_decay=5e-3),
    "trade": Case(mlp(nn.Softplus), trade, last_bias=-4.5, lr=1e-3, weight_decay=0.0),
    "lstm": Case(lambda: (Lstm(), None), batch=8, window=60, columns=14, stride=997, lr=5e-4,
                 weight_decay=0.0),
    "cnn_lstm": Case(cnn_lstm, batch=12, window=20, columns=19, stride=3989, block=4000, seed=1, lr=5e-5,
                     weight_decay=0.0),
}


def write(name, case):
    losses, flat = case.run(torch.float64, 20)
    single_losses, _ = case.run(torch.float32, 200)
    double_losses, _ = case.run(torch.float64, 200)
    worst = max(abs(a - b) / abs(b) for a, b in zip(single_losses, double_losses))
    print(f"{name}: {flat.size} weights, loss {losses[0]:.6g} to {double_losses[-1]:.6g}, "
          f"float32 off by {worst:.2g} at most")
    with open(f"training_{name}.csv", "w") as out:
        out.write(f"# torch {torch.__version__.split('+')[0]}, training.py, float32 runs within "
                  f"{worst:.1g} of float64\n")
        out.write(f"# batch {case.batch}, {case.optimiser}, clip {case.clip}, "
                  f"stride {case.stride}, block {case.block}\n")
        out.write("kind,index,value\n")
        for kind, values in (("loss64", losses), ("loss32", single_losses)):
            for step, value in enumerate(values):
                out.write(f"{kind},{step},{value!r}\n")
        for index in range(0, flat.size, case.stride):
            out.write(f"weight,{index},{float(flat[index])!r}\n")
        signed = flat * (2 * uniform(99, flat.size) - 1)
        for index in range(0, flat.size, case.block):
            out.write(f"check,{index // case.block},{float(signed[index:index + case.block].sum())!r}\n")


def write_start(name):
    """The start weights as PyTorch saves them, under PyTorch's names."""
    net, _ = CASES[name].network(torch.float32)
    save_file(net.state_dict(), f"training_{name}.safetensors")


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        write(name, CASES[name])
    if not sys.argv[1:] or "mlp" in sys.argv:
        write_start("mlp")
