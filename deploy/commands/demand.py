"""`chophien demand`: a buyer's text read into fields, and a case of demand and listings judged. Needs no stack."""

import argparse
import sys
from typing import get_args

import msgspec

from deploy.commands.options import Subparsers
from deploy.refusal import Refusal
from services.matching.reading.demand import read
from services.matching.verdicts.case import Case
from services.matching.verdicts.ranking import judged
from shared.contracts.demand_reading import LONGEST_TEXT
from shared.contracts.values import Language


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("demand", help="read a buyer's text, or match a demand with listings")
    actions: Subparsers[argparse.ArgumentParser] = parser.add_subparsers(metavar="action", required=True)
    reading = actions.add_parser("read", help="a text into the fields of a demand, as JSON")
    reading.add_argument("--lang", required=True, choices=get_args(Language), help="the text's language")
    reading.add_argument("--text", required=True, metavar="T", help="what the buyer wrote")
    reading.set_defaults(run=run_read)
    matching = actions.add_parser("match", help="one case on stdin; ranking and verdicts on stdout")
    matching.set_defaults(run=run_match)


def run_read(arguments: argparse.Namespace) -> int:
    if len(arguments.text) > LONGEST_TEXT:
        raise Refusal(f"the text has {len(arguments.text)} characters; at most {LONGEST_TEXT} are read")
    _tell(read(arguments.text, arguments.lang))
    return 0


def run_match(_: argparse.Namespace) -> int:
    try:
        case = msgspec.json.decode(sys.stdin.buffer.read(), type=Case)
    except (msgspec.DecodeError, RecursionError) as broken:
        raise Refusal(f"this is no case: {broken}") from broken
    _tell(judged(case))
    return 0


def _tell(answer: msgspec.Struct) -> None:
    print(msgspec.json.Encoder(decimal_format="number").encode(answer).decode())
