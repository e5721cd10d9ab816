"""Who is at the door: a person at a page, or a program at the API."""

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.response import Redirect

from shared.actor import Role
from shared.contracts.fairs.team import OVERSEERS
from shared.contracts.notifications import GetInbox, Inbox
from shared.contracts.registry import Identity, OrganisationRole
from shared.contracts.values import Language, Side
from shared.errors import Rejected, Unavailable
from shared.home import day_of
from shared.moments import moment, own_clock
from web.asking import Asker
from web.forms.fields import Form
from web.kept_pages import may_be_kept
from web.languages import Voice, spoken_at_work
from web.origin import form_token
from web.refusals import sentence, status_of
from web.shown_at import shown_at
from web.site import Site

AnyRequest = Request[Any, Any, Any]
NO_INBOX = Inbox(items=[], unread=0, newest=0)


class Visitor(Asker):
    """Who asks: in which language, as what, for whom."""

    def __init__(self, site: Site, language: Language, identity: Identity | None) -> None:
        super().__init__(site, identity)
        self.language = language

    @property
    def spoken(self) -> Language:
        at_work = self.is_one_of("coop", "organizer", "officer", "auditor", "admin")
        return spoken_at_work(self.language) if at_work else self.language

    @property
    def voice(self) -> Voice:
        return self.language, self.spoken

    @property
    def clock(self) -> ZoneInfo:
        """On which this reader is told, and tells, what has no place of its own."""
        return own_clock("" if self.identity is None else self.identity.zone, self.spoken)

    def moment(self, at: datetime) -> str:
        return moment(at, self.clock.key, language=self.spoken)

    def text(self, message: str) -> str:
        return self.site.pages.text(message, self.spoken)

    def counted(self, one: str, many: str, count: int) -> str:
        return self.site.pages.counting(self.spoken)(one, many, count)

    def is_one_of(self, *roles: Role) -> bool:
        return self.identity is not None and not set(roles).isdisjoint(self.identity.roles)

    @property
    def oversees_fairs(self) -> bool:
        """Only hides what `fairs` would refuse."""
        return self.is_one_of(*OVERSEERS)

    @property
    def now(self) -> datetime:
        """The moment of looking."""
        return datetime.now(UTC)

    @property
    def today(self) -> date:
        """The date in Vietnam."""
        return day_of(self.now)

    @property
    def organisation(self) -> OrganisationRole | None:
        """The organisation that the account speaks for."""
        return next(iter(self.identity.organisations), None) if self.identity else None

    def must_oversee_fairs(self) -> None:
        self.must_be_signed_in()
        if not self.oversees_fairs:
            raise Rejected("forbidden")

    def speaks_for(self, organisation_id: UUID) -> bool:
        return self.organisation is not None and self.organisation.id == organisation_id

    def side(self, *, buyer_id: UUID, coop_id: UUID) -> Side | None:
        """Of what those two do with each other."""
        if self.speaks_for(buyer_id):
            return "buyer"
        return "coop" if self.speaks_for(coop_id) else None

    @property
    def organisation_id(self) -> UUID:
        if self.identity is None:
            raise Rejected("unauthenticated")
        if self.organisation is None:
            raise Rejected("forbidden")
        return self.organisation.id


class Person(Visitor):
    """At a page whose facts are as of `since` or newer (milliseconds since 1970). `token` goes into every form and is
    bound to the sign-in.
    """

    def __init__(
        self, site: Site, request: AnyRequest, language: Language, identity: Identity | None, session: str = ""
    ) -> None:
        super().__init__(site, language, identity)
        self.request = request
        self.since = int(time.time() * 1000)
        self.session = session if identity else ""
        self.token = form_token(site.settings.secret, self.session) if identity else ""

    async def page(
        self,
        template: str,
        *,
        status: int = HTTPStatus.OK,
        headers: Mapping[str, str] | None = None,
        shows: frozenset[str] = frozenset(),
        form: Form | None = None,
        refusal: Rejected | None = None,
        **values: object,
    ) -> Response[bytes]:
        """`shows`: what drops the page when something happens to it. Without it, the page is not kept for others.

        A `form` with faults and a `refusal` give the page their status; the refusal is said as its `message`.
        """
        if refusal is not None:
            status, values["message"] = status_of(refusal.code), sentence(refusal, self.text)
        elif form is not None and not form.ok and status == HTTPStatus.OK:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        html = self.site.pages.render(
            template,
            self.voice,
            visitor=self,
            inbox_state=await self._inbox_state(),
            here=self.here,
            own_zone=self.clock.key,
            form=form,
            **{"message": None, **values},
        )
        kept = "private, no-store" if self.identity else "public, no-cache"
        if shows and self.identity is None:
            may_be_kept(self.request, shows)
        return Response(
            html,
            status_code=status,
            media_type=MediaType.HTML,
            headers={
                "Cache-Control": kept,
                "Content-Language": self.spoken,
                "Vary": "Cookie, Accept-Encoding",
                **(headers or {}),
            },
        )

    @property
    def here(self) -> str:
        """The page's own address, also when it answers a form."""
        path = self.request.url.path
        return path if self.request.method == "GET" else shown_at(self.request.app, path)

    @property
    def place(self) -> str:
        """The address below the language, with what it asks for: the same page in another language. Where a list goes
        on is not taken along.
        """
        scope = self.request.scope
        asked = [part for part in scope["query_string"].decode("latin-1").split("&") if not part.startswith("cursor=")]
        path, question = self.here.removeprefix(f"/{self.language}"), "&".join(asked)
        return f"{path}?{question}" if question else path

    @property
    def address(self) -> str:
        """Of the network, for counting."""
        return self.request.client.host if self.request.client else ""

    def go(self, *path: object) -> Redirect:
        """What a form leads to."""
        return see_other("/" + "/".join([self.language, *map(str, path)]))

    async def _inbox_state(self) -> Inbox:
        """How much is unread, and the newest sequence."""
        if self.identity is None:
            return NO_INBOX
        try:
            return msgspec.json.decode(await self.ask_kept(GetInbox(limit=0), "mark_read"), type=Inbox)
        except Unavailable:
            return NO_INBOX


def see_other(address: str, cookies: Sequence[Cookie] = ()) -> Redirect:
    return Redirect(address, status_code=303, cookies=cookies)
