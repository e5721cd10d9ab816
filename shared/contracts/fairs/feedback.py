"""What people say of a fair after its end: a short form for each kind of them, once, shown when an organizer agrees."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.applications import Score
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Language, PageNumber

FeedbackKind = Literal["exhibitor", "buyer", "trainee", "visitor"]
"""Press, officials and guests are asked as visitors."""
Aspect = Literal["organisation", "place", "customers", "products", "meetings", "information", "content", "trainer"]
FeedbackStatus = Literal["waiting", "shown", "hidden"]


class FeedbackForm(Struct, frozen=True, kw_only=True):
    """What the reader is asked. `given`: they have answered."""

    kind: FeedbackKind
    aspects: list[Aspect]
    given: bool


class Feedback(Struct, frozen=True, kw_only=True):
    """Whose it is, nobody is told. `text` is in the `language` of the page that it was written on."""

    id: UUID
    kind: FeedbackKind
    overall: Score
    scores: dict[Aspect, Score]
    again: bool | None
    text: str
    language: Language
    status: FeedbackStatus
    at: datetime


class FeedbackPage(Struct, frozen=True, kw_only=True):
    items: list[Feedback]
    total: int


class GiveFeedback(Command[ActPut], frozen=True, kw_only=True):
    """Who had a badge or a booth, when the fair is over: `feedback_not_yet` before. `scores` answer what the reader's
    form asks; what is left out is not counted. A second time, under another id: `feedback_given`.
    """

    subject = "fairs.v1.cmd.give_feedback"
    feedback_id: UUID
    fair_id: UUID
    overall: Score
    scores: dict[Aspect, Score] = {}
    again: bool | None = None
    text: Annotated[str, Meta(max_length=2000)] = ""
    language: Language = "vi"


class ModerateFeedback(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. What is shown can be hidden again; its scores count in either case."""

    subject = "fairs.v1.cmd.moderate_feedback"
    fair_id: UUID
    feedback_id: UUID
    shown: bool


class GetFeedbackForm(Query[FeedbackForm], frozen=True, kw_only=True):
    """Refused as `not_there` to who had neither badge nor booth."""

    subject = "fairs.v1.qry.get_feedback_form"
    fair_id: UUID


class FindFeedback(Query[FeedbackPage], frozen=True, kw_only=True):
    """What was shown, to everybody; to organizers and who reads everything all of it, what waits first."""

    subject = "fairs.v1.qry.find_feedback"
    anonymous = True
    fair_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 20


class FeedbackAsked(Event, frozen=True, kw_only=True):
    """`id` is the fair, which is over; `version` counts the parts of those who were there."""

    subject = "fairs.v1.evt.feedback_asked"
    fair_name: str
    organisation_ids: list[UUID]
    account_ids: list[UUID]


class FeedbackChanged(Event, frozen=True, kw_only=True):
    """Given, shown or hidden."""

    subject = "fairs.v1.evt.feedback_changed"
    fair_id: UUID
    kind: FeedbackKind
    status: FeedbackStatus
