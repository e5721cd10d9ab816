"""`python -m web.sheets MEMORY SECONDS`: read a workbook, write its rows as JSON, within these bounds or not at all."""

import resource
import sys

import msgspec

from shared.errors import Rejected
from web.sheets.apart import Answer
from web.sheets.reading import rows


def main() -> None:
    memory, cpu = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    try:
        answer = Answer(rows=rows(sys.stdin.buffer.read()))
    except Rejected as refusal:
        answer = Answer(refused=refusal.code)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
