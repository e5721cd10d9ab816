"""Asking the services: in whose name, what a refusal means, and which kept pages a command makes old."""

from functools import partial

import msgspec

from shared.contracts.message import Command, Query, Reply, reply_type
from shared.contracts.message import Request as Message
from shared.contracts.registry import Identity
from shared.errors import Invalid, Rejected
from shared.misfits import misfit, misfits
from web.hearing import ids_in, names_in
from web.kept_answers import kept_answer
from web.site import Site

COPIES_AGREE = 10.0
"""Seconds for which an account's answers are kept: what a service copied from others follows its owner by then."""


class Asker:
    """Asks in the name of `identity`, or of nobody."""

    def __init__(self, site: Site, identity: Identity | None) -> None:
        self.site = site
        self.identity = identity

    async def ask(self, message: Message[Reply]) -> Reply:
        reply: Reply = msgspec.json.decode(await self.ask_raw(message), type=reply_type(type(message)))
        return reply

    async def ask_raw(self, message: Message[Reply]) -> bytes:
        """The reply as the service wrote it, to be handed on or read in another shape."""
        try:
            reply = await self.site.client.request_raw(message, actor=self._actor_token(message.sent_to()))
        except Rejected as refusal:
            if refusal.code != "malformed":
                raise
            faults = misfits(msgspec.to_builtins(message), type(message))
            raise Invalid(faults or misfit(str(refusal.details.get("reason")))) from refusal
        if isinstance(message, Command):
            self.site.page_cache.drop(names_in(message.subject, msgspec.json.encode(message) + reply))
        return reply

    async def ask_kept(self, question: Query[Reply], *events: str) -> bytes:
        """The reply as this account was told it a moment ago, unless one of `events`, or anything since, was about it,
        about something that it names, or about the account.
        """
        identity, asked = self.must_be_signed_in(), msgspec.json.encode(question)
        about = ids_in(asked) | {str(identity.account_id), *events}
        return await kept_answer(
            self.site.page_cache,
            b" ".join((identity.account_id.bytes, question.subject.encode(), asked)),
            partial(self.ask_raw, question),
            lambda told: about | ids_in(told),
            COPIES_AGREE,
        )

    def _actor_token(self, subject: str) -> str | None:
        if self.identity is None:
            return None
        token = self.identity.actor_tokens.get(subject.rsplit(".", 1)[0] + ".")
        if token is None:
            raise Rejected("forbidden")
        return token

    def must_be_signed_in(self) -> Identity:
        if self.identity is None:
            raise Rejected("unauthenticated")
        return self.identity
