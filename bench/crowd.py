"""CPU of weighing whole crowds of made-up tellings: crowded blocks, and how cost grows."""

import argparse
import cProfile
import gc
import hashlib
import pstats
import resource
import time
from collections.abc import Callable
from random import Random

import msgspec
from crowds import Crowd, Telling, acts, crowd, mixed, siege, stays, tolls

from wellsourced.flow.worker import seldom_collected
from wellsourced.model import Weighed
from wellsourced.weigh.apart import tallies_of
from wellsourced.weigh.groups import groups
from wellsourced.weigh.oppositions import oppositions
from wellsourced.weigh.whole import claims_apart, counts_apart, ground, weigh

BLOCKS: dict[str, Callable[[Random], Telling]] = {
    "acts": acts,
    "siege": siege,
    "tolls": tolls,
    "stays": stays,
}


def main() -> None:
    """Weigh crowded blocks, then mixed crowds of growing size; print CPU, growth and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--block", type=int, default=40_000, help="tellings in a crowded block")
    parser.add_argument("--kinds", nargs="*", default=sorted(BLOCKS), choices=sorted(BLOCKS))
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    parser.add_argument("--digest", action="store_true", help="name the record, to compare by")
    asked = parser.parse_args()
    seldom_collected()  # as workers and the command line do
    for kind in asked.kinds:
        weighed(f"one block of {kind}", asked.block, BLOCKS[kind], asked)
        compared(asked.block, BLOCKS[kind])
    before = 0.0
    for size in asked.sizes:
        now = weighed("mixed", size, mixed(size), asked)
        if before:
            print(f"{'':24} {now / before:.1f} times as much")
        before = now


def weighed(
    name: str, size: int, tell: Callable[[Random], Telling], asked: argparse.Namespace
) -> float:
    """Weigh a crowd, print what it took, and give its CPU seconds."""
    found = crowd(size, tell)
    gc.collect()
    gc.freeze()
    if asked.profile:
        out, spent = profiled(found)
    else:
        start = time.process_time()
        out = _weigh(found)
        spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    each = spent / size * 1e6
    print(
        f"{name:24} {size:8} tellings {len(out.claims):7} claims {len(out.tallies):6} tallies "
        f"{spent:7.2f} s of CPU, {each:5.0f} µs each; peak {peak:.2f} GiB",
        flush=True,
    )
    if asked.digest:
        encoded = msgspec.json.encode(out, order="sorted")
        print(f"{'':24} {hashlib.sha256(encoded).hexdigest()[:16]}")
    gc.unfreeze()
    return spent


def compared(size: int, tell: Callable[[Random], Telling]) -> None:
    """Group the tellings of a crowd and ask what excludes what; print the CPU of both."""
    found = crowd(size, tell)
    on = ground(found.linked, found.documents, found.marks, found.settings)
    blocks = list(claims_apart(on, [tallies_of(b) for b in counts_apart(on)]))
    gc.collect()
    start = time.process_time()
    grouped = [groups([m.telling for m in b.members], b.of) for b in blocks]
    between = time.process_time()
    for b, gathered in zip(blocks, grouped, strict=True):
        oppositions(gathered, b.of)
    end = time.process_time()
    print(
        f"{'':24} of these: grouping {between - start:.2f} s, oppositions {end - between:.2f} s",
        flush=True,
    )


def _weigh(of: Crowd) -> Weighed:
    return weigh(of.linked, of.documents, of.marks, of.settings)


def profiled(found: Crowd) -> tuple[Weighed, float]:
    """Weigh under a profiler and print the functions that cost most."""
    profile = cProfile.Profile(time.process_time)
    start = time.process_time()
    out = profile.runcall(_weigh, found)
    spent = time.process_time() - start
    stats = pstats.Stats(profile)
    stats.sort_stats("tottime").print_stats(22)
    stats.sort_stats("cumtime").print_stats("weigh/", 30)
    return out, spent


if __name__ == "__main__":
    main()
