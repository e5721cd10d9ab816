"""`python -m deploy.revision SERVICE DATABASE_URL TITLE`: write a service's next migration, to be read and mended."""

import sys
from pathlib import Path

from alembic import command

from shared.revision import newest_revision
from shared.schema import alembic_config

TEMPLATE = Path(__file__).parent / "script.py.mako"


def main(service: str, url: str, title: str) -> None:
    migrations = Path("services") / service / "migrations"
    (migrations / "versions").mkdir(parents=True, exist_ok=True)
    number = int(newest_revision(migrations)) + 1
    template = migrations / "script.py.mako"
    template.write_bytes(TEMPLATE.read_bytes())
    command.revision(alembic_config(migrations, url), message=title, autogenerate=True, rev_id=f"{number:04d}")
    template.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:4])
