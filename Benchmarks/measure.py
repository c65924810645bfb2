"""Runs one process and takes its time and its peak memory."""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import jobs

# Tuning variables of the machine would choose other kernels than a user gets.
CLEARED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS",
           "OMP_WAIT_POLICY", "MKL_NUM_THREADS")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in CLEARED}
# The small process of `time` starts the measured one: memory of this interpreter is not counted.
TIME = shutil.which("time")
LINE = re.compile(r"^@@ seconds ([0-9.eE+-]+)", re.MULTILINE)


class Measurement:
    """The runs of one variant."""

    def __init__(self, variant):
        self.variant = variant
        self.seconds = {}
        self.memory = {}
        self.notes = {}

    def admits(self, side):
        """Whether the side can run here; if not, why is noted."""
        reason = side.missing()
        if reason:
            self.notes[side] = reason
        return reason is None

    def add(self, side, is_first):
        """One more run; a side that failed once is not run again."""
        if side in self.notes:
            return
        try:
            if side.is_wall and is_first:
                self.memory[side] = [run(side.command, with_memory=True)[2]]
            wall, output, memory = run(side.command, with_memory=not side.is_wall)
            seconds = wall
            if side.less:
                seconds -= run(side.less, with_memory=False)[0]
            if not side.is_wall:
                self.memory.setdefault(side, []).append(memory)
                found = LINE.search(output)
                if not found:
                    raise RuntimeError("printed no line '@@ seconds'")
                seconds = float(found.group(1))
            self.seconds.setdefault(side, []).append(seconds)
        except RuntimeError as error:
            self.notes[side] = f"not measured: {error}"

    def median(self, side):
        runs = self.seconds.get(side)
        return statistics.median(runs) if runs and side not in self.notes else None

    def peak(self, side):
        """Peak memory in megabytes."""
        runs = self.memory.get(side)
        return statistics.median(runs) if runs and side not in self.notes else None

    @property
    def ratio(self):
        """The best peer's time by ours; None where one of them is not known."""
        ours = self.median(self.variant.ours)
        peers = [time for time in map(self.median, self.variant.peers) if time is not None]
        return min(peers) / ours if ours and peers else None


def run(command, with_memory):
    """Wall time, output and peak memory in megabytes (0 when not asked for) of a process."""
    with tempfile.NamedTemporaryFile("r") as figures:
        counted = with_memory and TIME
        prefix = [TIME, "-f", "%M", "-o", figures.name] if counted else []
        start = time.perf_counter()
        process = subprocess.Popen(
            prefix + command, cwd=jobs.ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        output, errors = process.communicate()
        wall = time.perf_counter() - start
        if process.returncode:
            lines = errors.decode(errors="replace").strip().splitlines()
            raise RuntimeError(lines[-1] if lines else f"exit code {process.returncode}")
        memory = int(figures.read().split()[-1]) / 1024 if counted else 0
    return wall, output.decode(errors="replace"), memory
