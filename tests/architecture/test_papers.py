"""ARCHITECTURE.md and docs/ speak of what is there."""

import re
from pathlib import Path

import pytest

from deploy.local.credentials import SERVICES
from deploy.local.provision import declared

HERE = Path(__file__).parents[2]
PAPERS = [*HERE.glob("*.md"), *HERE.glob("docs/**/*.md")]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_path_leads_somewhere(paper: Path) -> None:
    named = re.findall(r"(?<![\w/.])(?:deploy|docs|services|shared|tests|web)/[\w./*-]*[\w*]", paper.read_text("utf-8"))
    assert [path for path in named if not [*HERE.glob(path)]] == []


def test_the_table_of_streams_is_what_services_hear() -> None:
    text = (HERE / "ARCHITECTURE.md").read_text("utf-8")
    told = {
        stream: set(re.findall(rf"\b(?:{'|'.join(SERVICES)})\b", re.sub(r"\(.*?\)", "", heard)))
        for stream, heard in re.findall(r"^\| ([A-Z]+) \| (.+) \|$", text, re.MULTILINE)
    }
    services = [declared(name) for name in SERVICES]
    assert told == {
        stream: {service.name for service in services if stream in service.listens}
        for stream in ("REGISTRY", "LISTINGS", "MATCHING", "FAIRS")
    }
