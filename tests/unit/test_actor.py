"""Tokens that hold, and all the ways in which one may not."""

import base64
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OctKey, OKPKey

from shared.actor import CACHED_TOKENS, LIFETIME, NOBODY, Actor, Claims, Signer, Verifier, audiences
from shared.errors import Rejected
from shared.ids import uuid7

SUBJECT = "listings.v1.cmd.put_listing"
AUDIENCE = "listings.v1.cmd."
NAMES = ("registry", "fairs", "listings", "operator", "web")
COOP = uuid7()
SPEAKER = Actor(kind="account", account_id=uuid7(), roles=frozenset({"coop"}), organisations=frozenset({COOP}))


class Keys:
    def __init__(self, folder: Path) -> None:
        self.private = {name: OKPKey.generate_key("Ed25519", {"kid": name}) for name in (*NAMES, "stranger")}
        self.folder = folder
        for name, key in self.private.items():
            (folder / name).write_bytes(msgspec.json.encode({**key.as_dict(private=True), "kid": name}))
        public = [{**self.private[name].as_dict(private=False), "kid": name} for name in NAMES]
        self.trusted = folder / "trusted"
        self.trusted.write_bytes(msgspec.json.encode({"keys": public}))

    def signer(self, name: str) -> Signer:
        return Signer(self.folder / name)

    def signed(self, key: str, header: dict[str, Any], claims: object) -> str:
        return jws.serialize_compact(header, msgspec.json.encode(claims), self.private[key], algorithms=["Ed25519"])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def verifier(keys: Keys) -> Verifier:
    return Verifier(keys.trusted)


def is_refused(verifier: Verifier, token: str, subject: str = SUBJECT) -> bool:
    """Twice: what is remembered must not help."""
    codes = []
    for _ in range(2):
        with pytest.raises(Rejected) as refused:
            verifier.actor(token, subject)
        codes.append(refused.value.code)
    return codes == ["unauthenticated"] * 2


def claims(actor: Actor = SPEAKER, **changes: Any) -> Claims:
    return msgspec.structs.replace(Claims(actor=actor, aud=AUDIENCE, exp=int(time.time()) + 60), **changes)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(value)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("signer", "actor"),
    [
        ("registry", SPEAKER),
        ("fairs", Actor(kind="service", service="fairs")),
        ("web", Actor(kind="service", service="web")),
        ("operator", Actor(kind="operator")),
    ],
)
def test_who_may_speak_for_whom(keys: Keys, verifier: Verifier, signer: str, actor: Actor) -> None:
    token = keys.signer(signer).token(actor, AUDIENCE)
    assert [verifier.actor(token, SUBJECT) for _ in range(2)] == [actor] * 2
    for other in set(NAMES) - {signer}:
        assert is_refused(verifier, keys.signer(other).token(actor, AUDIENCE)), other


@pytest.mark.parametrize(
    "more",
    [{"roles": frozenset({"admin"})}, {"organisations": frozenset({COOP})}, {"account_id": uuid7()}],
    ids=lambda more: next(iter(more)),
)
def test_a_service_lends_itself_no_rights_of_people(keys: Keys, verifier: Verifier, more: dict[str, Any]) -> None:
    assert is_refused(verifier, keys.signer("fairs").token(Actor(kind="service", service="fairs", **more), AUDIENCE))


def test_nobody_needs_no_token_and_gets_none(keys: Keys, verifier: Verifier) -> None:
    assert verifier.actor(None, SUBJECT) is NOBODY
    assert is_refused(verifier, keys.signer("registry").token(NOBODY, AUDIENCE))


@pytest.mark.parametrize(
    "subject", ["listings.v1.qry.find_listings", "fairs.v1.cmd.book_booth", "listings.v2.cmd.x", ""]
)
def test_a_token_for_other_subjects(keys: Keys, verifier: Verifier, subject: str) -> None:
    token = keys.signer("registry").token(SPEAKER, AUDIENCE)
    assert is_refused(verifier, token, subject)
    assert verifier.actor(token, SUBJECT) == SPEAKER


def test_a_token_ends_also_when_it_was_remembered(
    keys: Keys, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = keys.signer("registry").token(SPEAKER, AUDIENCE)
    verifier.actor(token, SUBJECT)
    later = time.time() + LIFETIME + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert is_refused(verifier, token)
    assert is_refused(Verifier(keys.trusted), token)


def test_a_strangers_key(keys: Keys, verifier: Verifier) -> None:
    assert is_refused(verifier, keys.signer("stranger").token(SPEAKER, AUDIENCE))
    header = {"alg": "Ed25519", "kid": "registry"}
    assert is_refused(verifier, keys.signed("stranger", header, claims()))
    with_own_key = {**header, "jwk": keys.private["stranger"].as_dict(private=False)}
    assert is_refused(verifier, keys.signed("stranger", with_own_key, claims()))


@pytest.mark.parametrize(
    "header", [{"alg": "Ed25519"}, {"alg": "Ed25519", "kid": "nobody"}, {"alg": "Ed25519", "kid": ""}]
)
def test_a_signature_that_names_no_key_of_ours(keys: Keys, verifier: Verifier, header: dict[str, Any]) -> None:
    assert is_refused(verifier, keys.signed("registry", header, claims()))


@pytest.mark.parametrize("algorithm", ["none", "None", "", "HS256", "EdDSA", "RS256", None])
def test_other_algorithms(verifier: Verifier, algorithm: str | None) -> None:
    for signature in ("", "AAAA"):
        token = f"{part({'alg': algorithm, 'kid': 'registry'})}.{part(claims())}.{signature}"
        assert is_refused(verifier, token)


def test_the_public_key_as_a_shared_secret(keys: Keys, verifier: Verifier) -> None:
    secret = OctKey.import_key(str(keys.private["registry"].as_dict(private=False)["x"]))
    header = {"alg": "HS256", "kid": "registry"}
    assert is_refused(verifier, jws.serialize_compact(header, msgspec.json.encode(claims()), secret))


def test_a_changed_payload_and_a_changed_signature(keys: Keys, verifier: Verifier) -> None:
    header, _, signature = keys.signer("registry").token(SPEAKER, AUDIENCE).split(".")
    admin = msgspec.structs.replace(SPEAKER, roles=frozenset({"admin"}))
    assert is_refused(verifier, f"{header}.{part(claims(admin))}.{signature}")
    assert is_refused(verifier, f"{header}.{part(claims())}.{signature[:-4]}AAAA")
    assert is_refused(verifier, f"{header}.{part(claims())}.")


@pytest.mark.parametrize("payload", [{}, [], None, "x", {"actor": {}, "aud": AUDIENCE, "exp": 9e12}])
def test_a_payload_that_says_nothing(keys: Keys, verifier: Verifier, payload: object) -> None:
    assert is_refused(verifier, keys.signed("registry", {"alg": "Ed25519", "kid": "registry"}, payload))


@pytest.mark.parametrize(
    "header", [[], None, 1, "x", {"alg": []}, {"alg": "Ed25519", "kid": []}, {"alg": "Ed25519", "crit": ["x"]}]
)
def test_a_header_that_is_none(verifier: Verifier, header: object) -> None:
    assert is_refused(verifier, f"{part(header)}.{part(claims())}.AAAA")


@settings(max_examples=200)
@given(
    st.one_of(st.text(), st.from_regex(r"\A[\w-]*\.[\w-]*\.[\w-]*\Z"), st.lists(st.text(), max_size=5).map(".".join))
)
def test_no_garbage_is_more_than_refused(keys: Keys, token: str) -> None:
    assert is_refused(Verifier(keys.trusted), token)


def test_no_more_tokens_are_remembered_than_bounded(
    keys: Keys, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.actor.CACHED_TOKENS", 3)
    signer = keys.signer("registry")
    tokens = [signer.token(msgspec.structs.replace(SPEAKER, account_id=uuid7()), AUDIENCE) for _ in range(8)]
    for token in (*tokens, *tokens):
        verifier.actor(token, SUBJECT)
        assert len(verifier._seen) <= 3
    assert CACHED_TOKENS > 1000


def test_rights() -> None:
    service, operator = Actor(kind="service", service="fairs"), Actor(kind="operator")
    assert [actor.is_one_of("coop") for actor in (SPEAKER, service, operator, NOBODY)] == [True, False, True, False]
    assert [actor.speaks_for(COOP) for actor in (SPEAKER, service, operator, NOBODY)] == [True, False, True, False]
    assert not SPEAKER.speaks_for(uuid7())
    assert SPEAKER.must_be_account() == SPEAKER.account_id
    for actor in (service, operator):
        actor.must_be_service()
    for refused in (
        lambda: SPEAKER.must_be("admin"),
        lambda: SPEAKER.must_act_for(uuid7()),
        operator.must_be_account,
        SPEAKER.must_be_service,
        NOBODY.must_be_account,
    ):
        with pytest.raises(Rejected, match="forbidden"):
            refused()


def test_a_persons_token_is_good_for_commands_and_queries() -> None:
    assert audiences(["fairs"]) == ["fairs.v1.cmd.", "fairs.v1.qry."]
