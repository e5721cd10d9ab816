"""Who asks. A signed token names the actor; the service that owns the data verifies it and decides.

Tokens are JWS (RFC 7515) with `alg: Ed25519` (RFC 9864). Every process has a key; `kid` is its name. Only the
registry's key may speak for accounts and only the operator's for the operator; any key speaks for its own service.
"""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from shared.errors import Rejected

ALGORITHM = "Ed25519"
LIFETIME = 300  # seconds
CACHED_TOKENS = 4096

Role = Literal["coop", "buyer", "organizer", "officer", "auditor", "admin"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An account with its roles and the organisations it speaks for, another service, or the operator's console.

    `by_token`: the account acts through an API token. `zone`: the clock that the person has chosen, if any.
    """

    kind: Literal["account", "service", "operator", "nobody"]
    account_id: UUID | None = None
    service: str | None = None
    roles: frozenset[Role] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    locale: str = "vi"
    zone: str = ""
    by_token: bool = False

    def is_one_of(self, *roles: Role) -> bool:
        return self.kind == "operator" or not self.roles.isdisjoint(roles)

    def must_be(self, *roles: Role) -> None:
        if not self.is_one_of(*roles):
            raise Rejected("forbidden")

    def speaks_for(self, organisation_id: UUID) -> bool:
        return self.kind == "operator" or organisation_id in self.organisations

    def must_act_for(self, organisation_id: UUID) -> None:
        if not self.speaks_for(organisation_id):
            raise Rejected("forbidden")

    def must_be_account(self) -> UUID:
        if self.account_id is None:
            raise Rejected("forbidden")
        return self.account_id

    def must_be_service(self) -> None:
        if self.kind not in {"service", "operator"}:
            raise Rejected("forbidden")


NOBODY = Actor(kind="nobody")


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """`aud`: the subject prefix that the token is good for, such as `fairs.v1.cmd.`. `exp`: seconds since 1970."""

    actor: Actor
    aud: str
    exp: int


class Signer:
    """Makes tokens with the private key of this process."""

    def __init__(self, key_file: Path) -> None:
        self._key = OKPKey.import_key(msgspec.json.decode(key_file.read_bytes()))
        self._header = {"alg": ALGORITHM, "kid": str(self._key.kid)}

    def token(self, actor: Actor, audience: str) -> str:
        claims = Claims(actor=actor, aud=audience, exp=int(time.time()) + LIFETIME)
        return jws.serialize_compact(self._header, msgspec.json.encode(claims), self._key, algorithms=[ALGORITHM])


class Verifier:
    """Checks tokens against the public keys of all processes. A checked token is remembered until it expires."""

    def __init__(self, trusted_keys: Path) -> None:
        self._keys = KeySet.import_key_set(msgspec.json.decode(trusted_keys.read_bytes()))
        self._seen: dict[str, Claims] = {}

    def actor(self, token: str | None, subject: str) -> Actor:
        """The actor of a request on `subject`; `Rejected("unauthenticated")` when the token does not hold for it."""
        if token is None:
            return NOBODY
        claims = self._seen.get(token) or self._check(token)
        if claims.exp <= time.time() or not subject.startswith(claims.aud):
            self._seen.pop(token, None)
            raise Rejected("unauthenticated")
        return claims.actor

    def _check(self, token: str) -> Claims:
        try:
            signed = jws.deserialize_compact(token, self._keys, algorithms=[ALGORITHM])
            claims = msgspec.json.decode(signed.payload, type=Claims)
        except (JoseError, msgspec.DecodeError, ValueError) as error:
            raise Rejected("unauthenticated") from error
        if not _may_speak(str(signed.headers().get("kid")), claims.actor):
            raise Rejected("unauthenticated")
        if len(self._seen) >= CACHED_TOKENS:
            self._seen.clear()
        self._seen[token] = claims
        return claims


def _may_speak(kid: str, actor: Actor) -> bool:
    """A service speaks in its own name and claims nothing more: roles and organisations are people's."""
    if actor.kind == "service":
        return actor == Actor(kind="service", service=kid)
    return kid == {"account": "registry", "operator": "operator"}.get(actor.kind)


def audiences(services: Iterable[str]) -> list[str]:
    """Every prefix that a person's request may need."""
    return [f"{service}.v1.{kind}." for service in services for kind in ("cmd", "qry")]
