"""`chophien` against a running market: what goes to which output, and the exit codes."""

import asyncio
import json
import subprocess
from pathlib import Path
from uuid import UUID

import pytest

from deploy.local.status import NAMES
from shared.ids import uuid7
from tests.support.chophien import PROGRAM
from tests.support.goods import a_word
from tests.support.market import Market, coop_id, run

Finished = subprocess.CompletedProcess[str]


async def told(market: Market, *arguments: str | Path) -> Finished:
    return await asyncio.to_thread(market.command, *map(str, arguments))


async def test_a_token_alone_on_the_last_line(market: Market) -> None:
    printed = await told(market, "token", "--email", "coop20@chophien.test")
    assert (printed.returncode, printed.stderr) == (0, "")
    client = await market.stranger(Authorization=f"Bearer {printed.stdout.splitlines()[-1]}")
    assert (await client.get("/api/v1/me")).json()["organisations"][0]["id"] == str(coop_id(20))


async def test_a_narrow_token_reaches_no_further(market: Market) -> None:
    printed = await told(market, "token", "--email", "coop20@chophien.test", "--scope", "listings:read", "--hours", "1")
    client = await market.stranger(Authorization=f"Bearer {printed.stdout.strip()}")
    assert (await client.get("/api/v1/listings")).status_code == 200
    listing = {"sku": "A", "names": {"vi": "A"}, "organisation_id": str(coop_id(20))}
    assert (await client.put(f"/api/v1/listings/{uuid7()}", json=listing)).status_code == 403
    assert (await client.get("/api/v1/fairs")).status_code == 403


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (("token", "--email", "nobody@chophien.test"), 1, "account_unknown"),
        (("token", "--email", "not an address"), 1, "“not an address” is no e-mail address"),
        (("token", "--email", "coop20@chophien.test", "--scope", "everything"), 1, "refused"),
        (("token",), 2, "usage: chophien token"),
        (("account", "create", "--email", "bad", "--role", "officer"), 1, "“bad” is no e-mail address"),
        (("account", "create", "--email", "a@chophien.test", "--role", "king"), 2, "invalid choice: 'king'"),
        (("account", "create", "--email", "a@chophien.test", "--role", "coop"), 2, "invalid choice: 'coop'"),
        (("token", "--email", "\udcff@chophien.test"), 2, "no UTF-8"),
        (("import", "listings", "none.jsonl", "--organisation", str(coop_id(20))), 1, "none.jsonl: No such file"),
        (("import", "listings", "none.jsonl", "--organisation", "mine"), 2, "invalid UUID value: 'mine'"),
        (("import", "persons", "none.jsonl"), 2, "invalid choice: 'persons'"),
        (("deadletters", "drop", "fairs", str(UUID(int=0))), 0, ""),
        (("republish", "nobody"), 2, "invalid choice: 'nobody'"),
        (("sell",), 2, "invalid choice: 'sell'"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
async def test_exit_codes(market: Market, arguments: tuple[str, ...], code: int, reason: str) -> None:
    ended = await told(market, *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert reason in ended.stderr
    assert "Traceback" not in ended.stderr


def test_whoever_reads_may_have_seen_enough(tmp_path: Path) -> None:
    command = [str(PROGRAM), "status", "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writing:
        assert writing.stdout
        assert writing.stderr
        writing.stdout.close()
        assert (writing.wait(), writing.stderr.read()) == (141, b"")


async def test_status_for_programs(market: Market) -> None:
    printed = await told(market, "status", "--json")
    status = json.loads(printed.stdout)
    assert [process["name"] for process in status["processes"]] == list(NAMES)
    assert all(process["ready"] and process["pid"] for process in status["processes"])
    assert status["web"] == market.url
    assert status["nats"].startswith("nats://operator:")


async def imported(market: Market, file: Path, lines: list[str], organisation: UUID) -> Finished:
    await asyncio.to_thread(file.write_text, "\n".join(lines), encoding="utf-8-sig")
    return await told(market, "import", "listings", file, "--organisation", str(organisation))


async def test_a_co_ops_own_file(market: Market, tmp_path: Path) -> None:
    word = a_word()
    good = [{"id": str(uuid7()), "sku": f"I-{number}", "names": {"vi": f"Chè {word}"}} for number in range(3)]
    bad = [
        "not json",
        json.dumps({"id": "x", "sku": "A", "names": {"vi": "A"}}),
        json.dumps({"id": str(uuid7()), "sku": "", "names": {"vi": "A"}}),
        json.dumps({"id": str(uuid7()), "sku": "A", "names": {"en": "A"}}),
        json.dumps({"id": str(uuid7()), "sku": "A", "names": {"vi": "A"}, "surprise": 1}),
        "",
        '{"id":' * 2000,
        json.dumps({"id": str(uuid7()), "sku": "A", "names": {"vi": "A"}, "season": {"harvets": [1]}}),
        json.dumps({"id": str(uuid7()), "sku": "A\0", "names": {"vi": "A\0"}, "moq": {"amount": "-1", "unit": "KGM"}}),
    ]
    lines = [json.dumps(line) for line in good] + bad

    first = await imported(market, tmp_path / "a.jsonl", lines, coop_id(20))
    assert first.returncode == 0, first.stderr
    outcome = json.loads(first.stdout)
    assert (outcome["created"], outcome["updated"], outcome["unchanged"]) == (3, 0, 0)
    assert [refused["line"] for refused in outcome["rejected"]] == [4, 5, 6, 7, 8, 10, 11, 12]
    assert all(refused["reason"] for refused in outcome["rejected"])
    assert outcome["rejected"][-2]["reason"] == "season.harvets: unknown_field"

    good[0]["sku"] = "I-new"
    second = await imported(market, tmp_path / "a.jsonl", [json.dumps(line) for line in good], coop_id(20))
    assert json.loads(second.stdout) == {"created": 0, "updated": 1, "unchanged": 2, "rejected": []}
    found = (await (await market.stranger()).get(f"/api/v1/listings?q={word}")).json()
    assert sorted(item["sku"] for item in found["items"]) == ["I-1", "I-2", "I-new"]
    assert all(item["price"] is None for item in found["items"])


async def test_a_file_for_somebody_who_may_not_sell(market: Market, tmp_path: Path) -> None:
    line = json.dumps({"id": str(uuid7()), "sku": "A", "names": {"vi": "A"}})
    refused = await imported(market, tmp_path / "a.jsonl", [line], uuid7())
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "organisation_unknown" in refused.stderr


async def test_lines_of_anothers_listing_are_refused_alone(market: Market, tmp_path: Path) -> None:
    stranger = await market.stranger()
    [foreign] = (await stranger.get("/api/v1/listings?page_size=1&q=gom")).json()["items"]
    assert UUID(foreign["organisation"]["id"]) != coop_id(20)
    line = json.dumps({"id": foreign["id"], "sku": "MINE", "names": {"vi": "Của tôi"}})
    outcome = json.loads((await imported(market, tmp_path / "a.jsonl", [line], coop_id(20))).stdout)
    assert outcome["rejected"] == [{"line": 1, "reason": "forbidden"}]
    assert (await stranger.get(f"/api/v1/listings/{foreign['id']}")).json()["sku"] == foreign["sku"]


@pytest.mark.parametrize("command", [("up", "--detach"), ("down",), ("status", "--json")])
def test_a_data_directory_that_is_a_file(tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "data"
    file.touch()
    for path in (file, file / "below"):
        ended = run(PROGRAM, *command, "--data-dir", path)
        assert ended.returncode == (1 if command[0] == "up" else 0)
        assert ("can be no data directory" in ended.stderr) == (command[0] == "up")
        assert "Traceback" not in ended.stderr


def test_without_a_market(tmp_path: Path) -> None:
    ended = run(PROGRAM, "token", "--email", "a@chophien.test", "--data-dir", tmp_path / "none")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "there is no stack in" in ended.stderr
