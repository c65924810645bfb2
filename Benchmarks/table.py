"""Prints the measurements of a job."""


def print_table(job, results):
    print(f"\n{job.title}")
    rows = [["job", "variant", "ours", "peer", "ratio", "memory ours", "memory peer"]]
    notes = []
    for result in results:
        variant, ours = result.variant, result.variant.ours
        own = result.median(ours)
        rows += [row(job, result, peer, own) for peer in variant.peers if result.median(peer)]
        if not any(result.median(peer) for peer in variant.peers):
            rows.append([job.name, variant.name, duration(own), "-", "-", size(result.peak(ours)), "-"])
        for side, note in result.notes.items():
            notes.append(f"{variant.name}, {side.name}: {note}")
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    for cells in rows:
        print(" | ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())
    for note in dict.fromkeys(notes):
        print(note)


def row(job, result, peer, own):
    other = result.median(peer)
    ratio = f"{other / own:.2f}" if own else "-"
    return [
        job.name, result.variant.name, duration(own), f"{peer.name} {duration(other)}", ratio,
        size(result.peak(result.variant.ours)), size(result.peak(peer)),
    ]


def duration(seconds):
    if seconds is None:
        return "-"
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


def size(megabytes):
    return "-" if megabytes is None else f"{megabytes:.0f} MB"
