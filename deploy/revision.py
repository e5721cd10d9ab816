"""`python -m deploy.revision SERVICE DATABASE TITLE`: write a service's next migration, to be read and mended.

DATABASE is an address, or the data directory of a running stack; its tables are as the newest migration made them.
"""

import sys
from pathlib import Path

from alembic import command

from deploy.local.directory import DataDirectory
from deploy.local.ports import load_ports
from deploy.local.stack import open_stack
from shared.revision import newest_revision
from shared.schema import alembic_config

TEMPLATE = Path(__file__).parent / "script.py.mako"


def main(service: str, database: str, title: str) -> None:
    url = database if "://" in database else address_of(service, DataDirectory(Path(database).resolve()))
    migrations = Path("services") / service / "migrations"
    (migrations / "versions").mkdir(parents=True, exist_ok=True)
    number = int(newest_revision(migrations)) + 1
    template = migrations / "script.py.mako"
    template.write_bytes(TEMPLATE.read_bytes())
    command.revision(alembic_config(migrations, url), message=title, autogenerate=True, rev_id=f"{number:04d}")
    template.unlink()


def address_of(service: str, directory: DataDirectory) -> str:
    return open_stack(directory, load_ports(directory)).database_url(service)


if __name__ == "__main__":
    main(*sys.argv[1:4])
