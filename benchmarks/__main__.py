"""`python -m benchmarks [--only NAME ...] [--json FILE]`: the gateway beside its baselines, each pair in one run."""

import argparse
import logging
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notify_portal.settings.test")

from benchmarks.api_calls import api_calls, fanned_out
from benchmarks.bulk import bulk_runs
from benchmarks.bulk_send import bulk_send
from benchmarks.cached_reads import hits, prefetched_page, round_trips
from benchmarks.figures import Figure, table, write_json
from benchmarks.hung import redis_hung
from benchmarks.patterns import pattern_delete
from benchmarks.recipients import recipient_files
from benchmarks.stale import old_answers
from benchmarks.stampede import stampedes
from tests.redis_server import RedisServer, running_redis

BENCHMARKS: dict[str, Callable[[RedisServer], Iterator[Figure]]] = {
    "stale": old_answers,
    "stampede": stampedes,
    "round-trips": round_trips,
    "hits": hits,
    "pattern": pattern_delete,
    "prefetch": prefetched_page,
    "api": api_calls,
    "fan-out": fanned_out,
    "hung": redis_hung,
    "recipients": recipient_files,
    "bulk": bulk_runs,
    "bulk-send": bulk_send,
}


def main() -> None:
    options = parsed_options()
    django.setup()
    logging.disable(logging.CRITICAL)
    started = time.monotonic()
    figures: list[Figure] = []
    with running_redis() as server:
        for name in options.only or BENCHMARKS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            figures += BENCHMARKS[name](server)
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(["python -m benchmarks", *sys.argv[1:]]),
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}",
        "seconds": round(time.monotonic() - started),
    }
    print("\n".join(f"{title}: {text}" for title, text in about.items()), end="\n\n")
    print(table(figures))
    if options.json:
        write_json(options.json, figures, about)


def parsed_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
