"""What is measured: every job with its variants, our side and the peers'."""

import os
import shutil
from dataclasses import dataclass, field

import data

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FML = os.environ.get("FML", os.path.join(ROOT, ".build", "release", "fml"))
PYTHON = os.path.join(HERE, ".venv", "bin", "python")
PYTHON_VECTORBT = os.path.join(HERE, ".venv-vectorbt", "bin", "python")
INSTALL = "run Benchmarks/setup-peers.sh"


@dataclass(frozen=True)
class Side:
    """One process: it prints `@@ seconds S`, or its wall time counts, less that of another."""

    name: str
    command: list = field(hash=False)
    is_wall: bool = False
    less: list = field(default=None, hash=False)

    def missing(self):
        """Why it cannot run here, or None."""
        if shutil.which(self.command[0]) is None:
            return f"not installed: {INSTALL}"
        return None


@dataclass
class Variant:
    name: str
    ours: Side
    peers: list


@dataclass
class Job:
    name: str
    title: str
    sets: list
    variants: list
    rounds: int = 3

    def prepare(self):
        for name in self.sets:
            data.ensure(name)


def ours(script, *settings, **options):
    return Side("fml", script_command(script, *settings), **options)


def script_command(script, *settings):
    return [FML, "run", "-q", f"Benchmarks/{script}"] + [f"--set={text}" for text in settings]


def peer(name, script, *arguments, python=PYTHON, **options):
    return Side(name, [python, f"Benchmarks/peers/{script}", *map(str, arguments)], **options)


def mlp():
    peers = [
        peer(f"torch {mode} {threads}T", "mlp_torch.py", mode, threads)
        for mode, threads in (("eager", 1), ("fused", 1), ("fused", 2), ("compile", 1))
    ] + [peer(f"jax scan {threads}T", "mlp_jax.py", threads) for threads in (1, 2)]
    return Job(
        "mlp", "J1: layer-norm MLP 28-32-16-1, batch 16, 54,417 samples, AdamW: one epoch", ["mlp"],
        [Variant("epoch", ours("mlp.fml"), peers)])


def gsphar():
    def variant(graph, objective):
        peers = [peer(f"torch {mode}", "gsphar_torch.py", mode, objective, graph, 1)
                 for mode in ("eager", "compile")]
        mine = ours("gsphar.fml", f"graph={graph}", f"objective={objective}")
        return Variant(f"{graph} {objective}", mine, peers)

    return Job(
        "gsphar", "J2: graph HAR of 38 symbols, lags 1, 4, 24, batch 8: one epoch of 504 dates",
        ["panel"],
        [variant(graph, objective) for graph in ("corr", "spillover")
         for objective in ("mse", "trade")])


def lstm():
    def variant(threads):
        peers = [peer(f"torch {mode}", "lstm_torch.py", mode, threads)
                 for mode in ("onednn", "native", "compile")]
        peers.append(peer("jax", "lstm_jax.py", threads))
        return Variant(f"{threads} thread{'s'[:threads - 1]}",
                       ours("lstm.fml", f"threads={threads}"), peers)

    return Job(
        "lstm", "J3: LSTM 14-192-192-64-1, windows of 60, rank + Huber loss: one step of 256 windows",
        ["windows"], [variant(1), variant(2)])


def features():
    def variant(threads, peers):
        setting = f"threads={threads}"
        return Variant(f"{threads} thread{'s'[:threads - 1]}", ours("features.fml", setting), peers)

    def other(name, *arguments):
        return peer(name, "features.py", *arguments)

    return Job(
        "features", "J4: 28 features over 1.14 million rows", ["bars"],
        [
            variant(1, [
                other("pandas", "pandas"), other("polars", "polars", 1), other("numba", "numba"),
                other("talib (27 of 28)", "talib")]),
            variant(2, [other("polars", "polars", 2)]),
        ])


def csv():
    peers = [peer(mode, "read.py", mode) for mode in ("pandas", "pyarrow", "polars", "duckdb")]
    return Job("csv", "J5: a CSV of 1.14 million rows and 7 columns with times", ["bars"],
               [Variant("load", ours("read.fml", "threads=2", is_wall=True), peers)])


def large():
    peers = [peer(mode, "large.py", mode) for mode in ("pandas", "pyarrow", "polars")]
    mine = ours("features.fml", "threads=2", "repeats=0", 'file="data/large.csv"', is_wall=True)
    return Job("large", "10 million bars: read, 28 features, split", ["large"],
               [Variant("all of it", mine, peers)], rounds=1)


def backtest():
    peers = [
        peer("numba", "backtest.py", "limit", "numba"),
        peer("pandas (overlapping)", "backtest.py", "limit", "pandas"),
        peer("vectorbt", "backtest.py", "limit", "vectorbt", python=PYTHON_VECTORBT),
    ]
    books = [
        peer("numba", "backtest.py", "book", "numba"),
        peer("pandas", "backtest.py", "book", "pandas"),
        peer("vectorbt", "backtest.py", "book", "vectorbt", python=PYTHON_VECTORBT),
    ]
    return Job(
        "backtest", "J6: limit orders on 1.14 million bars; a daily book of 500 names",
        ["limits", "book"],
        [Variant("limit entry", ours("backtest.fml", "job=limit"), peers),
         Variant("long-short", ours("backtest.fml", "job=book"), books)])


def pbo():
    peers = [peer(mode, "pbo.py", mode) for mode in ("numpy", "numba")]
    return Job("pbo", "J7: PBO of 100 strategies, 16 blocks, 12,870 splits", ["strategies"],
               [Variant("splits", ours("pbo.fml"), peers)])


def start():
    first = [
        Side("lua", ["lua5.4", "-e", "print(1)"], is_wall=True),
        Side("gretl", ["gretlcli", "-b", os.path.join(HERE, "peers", "print.inp")], is_wall=True),
        Side("python", [PYTHON, "-c", "print(1)"], is_wall=True),
    ]
    loop = [
        Side("lua", ["lua5.4", "Benchmarks/peers/loop.lua"], is_wall=True),
        Side("gretl", ["gretlcli", "-b", os.path.join(HERE, "peers", "loop.inp")], is_wall=True),
        Side("python function", [PYTHON, "Benchmarks/peers/loop.py"], is_wall=True),
    ]
    return Job(
        "start", "J8: one expression from start to exit; ten million additions in a loop", [],
        [Variant("fml -e 1", Side("fml", [FML, "-e", "1"], is_wall=True), first),
         Variant("loop", ours("loop.fml", is_wall=True), loop)], rounds=9)


JOBS = [mlp(), gsphar(), lstm(), features(), csv(), large(), backtest(), pbo(), start()]
