#!/usr/bin/env python3
"""Runs the benchmark jobs: ours and every peer in turn, each run a process of its own.

bench.py [NAME ...] [--rounds N] [--ours]      names: see jobs.py; without one, all

Prints a table per job and as its last line `NAME: ratio R`: the time of the best peer by ours, in
the variant where that is smallest. What cannot be measured is said and skipped.
"""

import os
import sys

import jobs
from measure import Measurement
from table import print_table


def main(arguments):
    names, rounds, only_ours = parse(arguments)
    chosen = [job for job in jobs.JOBS if not names or job.name in names]
    if not os.access(jobs.FML, os.X_OK):
        sys.exit("bench: no release binary; run 'make build' first")
    load = os.getloadavg()[0]
    if load > 1:
        print(f"note: the load of this machine is {load:.1f}; figures need an idle one")
    closing = []
    for job in chosen:
        job.prepare()
        results = [measure(variant, rounds or job.rounds, only_ours) for variant in job.variants]
        print_table(job, results)
        ratios = [result.ratio for result in results]
        known = all(ratio is not None for ratio in ratios)
        closing.append(f"{job.name}: ratio {min(ratios):.2f}" if known else f"{job.name}: ratio -")
        print(closing[-1], flush=True)
    if len(closing) > 1:
        print("\n" + "\n".join(closing))


def measure(variant, rounds, only_ours):
    """One variant: `rounds` rounds over ours and the peers, so that a drift hits all alike."""
    result = Measurement(variant)
    sides = [variant.ours] + ([] if only_ours else variant.peers)
    runnable = [side for side in sides if result.admits(side)]
    for number in range(rounds):
        for side in runnable:
            result.add(side, is_first=number == 0)
    return result


def parse(arguments):
    names, rounds, only_ours = [], None, False
    rest = iter(arguments)
    for argument in rest:
        if argument == "--rounds":
            rounds = int(next(rest, "0"))
        elif argument == "--ours":
            only_ours = True
        elif argument in {job.name for job in jobs.JOBS}:
            names.append(argument)
        else:
            known = " ".join(job.name for job in jobs.JOBS)
            sys.exit(f"bench: no job '{argument}'; there are: {known}")
    return names, rounds, only_ours


if __name__ == "__main__":
    main(sys.argv[1:])
