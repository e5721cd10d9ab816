"""The supervisor stays small: it imports neither services nor what they need."""

import subprocess
import sys

HEAVY = {"alembic", "asyncpg", "cryptography", "joserfc", "nats", "services", "sqlalchemy", "sqlmodel", "web"}


def test_up_imports_nothing_heavy() -> None:
    program = "import sys, deploy.cli, deploy.commands.up; print(*{name.partition('.')[0] for name in sys.modules})"
    answer = subprocess.run((sys.executable, "-c", program), check=True, capture_output=True, text=True)

    assert HEAVY.isdisjoint(answer.stdout.split())
