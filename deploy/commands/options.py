"""What commands have in common: the type of their parsers, and options that several of them take."""

import argparse
from pathlib import Path

Subparsers = argparse._SubParsersAction  # noqa: SLF001 -- argparse has no public name for what add_subparsers() gives


def add_data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir", type=Path, default=Path("data"), metavar="D", help="where the stack keeps everything (./data)"
    )


def port(text: str) -> int:
    number = int(text)
    if not 0 < number < 1 << 16:
        raise argparse.ArgumentTypeError(f"{number} is no port")
    return number
