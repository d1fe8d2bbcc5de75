"""Arguments that several commands have."""

from argparse import ArgumentTypeError

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
