"""`python -m web.sheets first|visible MEMORY SECONDS`: a workbook to JSON, within these bounds or not at all."""

import resource
import sys

import msgspec

from shared.errors import Rejected
from web.sheets.apart import Answer
from web.sheets.reading import READ
from web.sheets.rows import Which


def main() -> None:
    which: Which = msgspec.convert(sys.argv[1], Which)
    memory, cpu = map(int, sys.argv[2:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    try:
        answer = Answer(sheets=READ[which](sys.stdin.buffer.read()))
    except Rejected as refusal:
        answer = Answer(refused=refusal.code)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
