"""What all peers share: the line that the runner reads, and medians of repeated runs."""

import statistics
import time


def report(seconds):
    print(f"@@ seconds {seconds:.7f}", flush=True)


def median_time(run, times, warm=1):
    """The median wall time of `run()` after `warm` runs that do not count."""
    for _ in range(warm):
        run()
    laps = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        laps.append(time.perf_counter() - start)
    return statistics.median(laps)
