"""`chophien import listings`: a co-op's own file, one listing a line."""

import argparse
import json
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.console import Console, at_console
from deploy.refusal import Refusal
from shared.contracts.importing import ImportedListing, ImportListings, ImportOutcome
from shared.contracts.importing import Refusal as RefusedLine
from shared.misfits import misfits

BATCH = 200
"""Lines in one command: one transaction, and below the bus's mebibyte for lines of usual length."""
LARGEST = 700_000  # bytes in one command


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("import", help="take over data from a file")
    kinds = parser.add_subparsers(required=True, metavar="kind")
    listings = kinds.add_parser("listings", help="products of one co-op, published at once")
    listings.add_argument("file", type=Path, metavar="FILE.jsonl", help="fields as in PUT, one listing a line")
    listings.add_argument("--organisation", type=UUID, required=True, metavar="ID", help="the co-op that sells them")
    add_data_dir(listings)
    listings.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    try:
        lines = arguments.file.read_bytes().removeprefix(BOM_UTF8).splitlines()
    except OSError as error:
        raise Refusal(f"{arguments.file}: {error.strerror}") from error

    async def import_all(console: Console) -> int:
        print(json.dumps(await _import(lines, arguments.organisation, console), ensure_ascii=False))
        return 0

    return at_console(arguments.data_dir, import_all)


async def _import(lines: list[bytes], organisation_id: UUID, console: Console) -> dict[str, Any]:
    outcome = ImportOutcome(created=0, updated=0, unchanged=0, rejected=[])
    batch: list[ImportedListing] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        read = _read(line, number)
        if isinstance(read, RefusedLine):
            outcome.rejected.append(read)
            continue
        if batch and (len(batch) == BATCH or size + len(line) > LARGEST):
            outcome = _sum(outcome, await console.ask(ImportListings(organisation_id=organisation_id, items=batch)))
            print(f"{number - 1} of {len(lines)} lines", file=sys.stderr)
            batch, size = [], 0
        batch.append(read)
        size += len(line)
    if batch:
        outcome = _sum(outcome, await console.ask(ImportListings(organisation_id=organisation_id, items=batch)))
    rejected = sorted(outcome.rejected, key=lambda refusal: refusal.line)
    return {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": [{"line": refusal.line, "reason": refusal.reason} for refusal in rejected],
    }


def _read(line: bytes, number: int) -> ImportedListing | RefusedLine:
    try:
        fields = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return RefusedLine(line=number, reason=str(error))
    fields.pop("organisation_id", None)
    document = {**fields, "line": number}
    if faults := misfits(document, ImportedListing):
        return RefusedLine(line=number, reason=", ".join(f"{field}: {code}" for field, code in faults.items()))
    return msgspec.convert(document, ImportedListing)


def _sum(one: ImportOutcome, other: ImportOutcome) -> ImportOutcome:
    return ImportOutcome(
        created=one.created + other.created,
        updated=one.updated + other.updated,
        unchanged=one.unchanged + other.unchanged,
        rejected=[*one.rejected, *other.rejected],
    )
