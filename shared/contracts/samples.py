"""Samples between the two sides of an accepted match: asked for, sent with a waybill, received, judged."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Query
from shared.contracts.quotes import ThreadGrew
from shared.contracts.values import ActPut, Line

SampleStatus = Literal["asked", "sent", "received", "approved", "rejected"]
Words = Annotated[str, Meta(max_length=1000)]


class Sample(Struct, frozen=True, kw_only=True):
    """`what`: how much of it and how packed, as the buyer asks; `verdict`: what the buyer found."""

    id: UUID
    status: SampleStatus
    what: str
    carrier: str
    waybill: str
    verdict: str
    asked_at: datetime
    sent_at: datetime | None
    received_at: datetime | None
    judged_at: datetime | None


class SampleList(Struct, frozen=True, kw_only=True):
    """`required`: by the demand, before any quote counts."""

    items: list[Sample]
    required: bool


# commands


class AskForSample(Command[ActPut], frozen=True, kw_only=True):
    """By the buyer."""

    subject = "matching.v1.cmd.ask_for_sample"
    sample_id: UUID
    match_request_id: UUID
    what: Words = ""


class SendSample(Command[ActPut], frozen=True, kw_only=True):
    """By the co-op, with the number under which the carrier finds it."""

    subject = "matching.v1.cmd.send_sample"
    sample_id: UUID
    carrier: Line
    waybill: Line


class ReceiveSample(Command[ActPut], frozen=True, kw_only=True):
    """By the buyer."""

    subject = "matching.v1.cmd.receive_sample"
    sample_id: UUID


class JudgeSample(Command[ActPut], frozen=True, kw_only=True):
    """By the buyer. A rejection says why."""

    subject = "matching.v1.cmd.judge_sample"
    sample_id: UUID
    approved: bool
    verdict: Words = ""


# queries


class GetSamples(Query[SampleList], frozen=True, kw_only=True):
    """The two sides and the Alliance; unknown to everybody else. The oldest first."""

    subject = "matching.v1.qry.get_samples"
    match_request_id: UUID


# events


class SampleChanged(ThreadGrew, frozen=True, kw_only=True):
    """`id` is the sample; `side` did the last step."""

    subject = "matching.v1.evt.sample_changed"
    status: SampleStatus
    carrier: str = ""
    waybill: str = ""
    verdict: str = ""
