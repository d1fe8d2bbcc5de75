"""Arguments that several commands have."""

from argparse import ArgumentParser, ArgumentTypeError

MOST_WORKERS = 64


def workers(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise ArgumentTypeError(f"must be from 1 to {MOST_WORKERS}")
    return int(text)


def positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if number <= 0:
        raise ArgumentTypeError("must be a number above 0")
    return number


def whole_days(text: str) -> int:
    if not text.isdigit():
        raise ArgumentTypeError("must be a number of days")
    return int(text)


def add_tempo(parser: ArgumentParser) -> None:
    """How fast the API is asked, and how long it is waited for."""
    parser.add_argument("--workers", type=workers, default=4, help="how many rows at once (4)")
    add_pace(parser)


def add_pace(parser: ArgumentParser) -> None:
    parser.add_argument("--rate", type=positive, metavar="N", help="at most so many API requests a second")
    parser.add_argument(
        "--patience",
        type=positive,
        default=600.0,
        metavar="SECONDS",
        help="how long the API may be away before the run stops (600)",
    )
