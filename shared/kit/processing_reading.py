"""Reading the processing log: one record that serves the Logboek Dataverwerkingen and NEN 7513, and a person as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, select, tuple_
from sqlalchemy.sql.base import Executable

from shared.kit.clock import machine_now
from shared.kit.database import Record, among, statement
from shared.kit.processing import PROCESSING_LOG
from shared.kit.processing_policy import address as policy_address
from shared.kit.processing_register import address
from shared.schemas.processing import ProcessingLine
from shared.values.terms import ActorKind, ProcessingEvent

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.service import Service

LOG = PROCESSING_LOG
_INSTANT = DateTime(timezone=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are asked: of a citizen, a request or an activity, in a period (from ≤ t < to, by when they were written)."""

    citizen_id: UUID | None = None
    trace_id: str | None = None
    activity: str | None = None
    written_from: datetime | None = None
    written_to: datetime | None = None

    @property
    def given(self) -> dict[str, Any]:
        """What is asked, by name."""
        names = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in names.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader stands in the log: behind the line that was written then, with that number."""

    written: datetime
    number: int


_WHERE = {
    "citizen_id": LOG.c.subject == bindparam("citizen_id", type_=Uuid),
    "trace_id": LOG.c.trace_id == bindparam("trace_id"),
    "written_from": LOG.c.created_at >= bindparam("written_from", type_=_INSTANT),
    "written_to": LOG.c.created_at < bindparam("written_to", type_=_INSTANT),
    # An activity is asked in all its versions or in one.
    "activity": LOG.c.activity.like(bindparam("activity", type_=Text)),
}


@statement
def _page(names: frozenset[str], after: bool, descending: bool) -> Executable:
    query = select(LOG).where(among(LOG.c.owner, "organisations"), *[_WHERE[name] for name in sorted(names)])
    if after:
        written, number = (
            bindparam("after_written", type_=_INSTANT),
            bindparam("after_number", type_=BigInteger),
        )
        here, last = tuple_(LOG.c.created_at, LOG.c.id), tuple_(written, number)
        # The first of the two says less, but by it an index finds the place and whole months are left out.
        near = LOG.c.created_at <= written if descending else LOG.c.created_at >= written
        query = query.where(near, here < last if descending else here > last)
    order = (LOG.c.created_at.desc(), LOG.c.id.desc()) if descending else (LOG.c.created_at, LOG.c.id)
    return query.order_by(*order).limit(bindparam("limit", type_=Integer))


async def list_lines(
    ctx: Context, asked: Asked, *, limit: int, after: Place | None, descending: bool
) -> tuple[list[Record], Place | None]:
    """A page of lines of the purchaser's own log and where the next one begins; the reading is itself noted (readLog)."""
    right, began = ctx.admit("processing_log"), machine_now()
    if asked.activity is not None:
        versioned = "/versions/" in asked.activity
        asked = replace(asked, activity=_literal(asked.activity) + ("" if versioned else "/versions/%"))
    given = asked.given
    place = {"after_written": after.written, "after_number": after.number} if after is not None else {}
    async with ctx.read() as connection:
        rows = await connection.fetch(
            _page(frozenset(given), after is not None, descending),
            organisations=connection.organisations, limit=limit + 1, **given, **place,
        )  # fmt: skip
    rows, more = rows[:limit], len(rows) > limit
    subjects: dict[str, list[UUID]] = {}
    for row in rows:
        if row["subject"] is not None:
            subjects.setdefault(row["owner"], []).append(row["subject"])
    ctx.seen.note(
        right, "list_lines", subjects, began, asked=ctx.actor.organisation, event=ProcessingEvent.READ_LOG
    )
    return rows, Place(rows[-1]["created_at"], rows[-1]["id"]) if more else None


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def line_of(service: Service, row: Record) -> ProcessingLine:
    """A row as it travels, under the names of the Logboek Dataverwerkingen with its extension for NEN 7513."""
    settings = service.settings
    return ProcessingLine(
        trace_id=row["trace_id"],
        span_id=row["span_id"],
        parent_span_id=row["parent_span_id"],
        status=row["status"],
        name=row["name"],
        start_time=row["started_at"],
        end_time=row["created_at"],
        resource={
            "service.name": f"bedoeling-{service.name}",
            "service.version": service.version,
            "nen7513.AuditSourceId": f"urn:nld:oin:{settings.system_oin}:systeem:bedoeling-{service.name}",
        },
        attributes=_attributes(settings.base_url, row),
        owner=row["owner"],
        organisation=row["actor"],
        via=row["via"],
        role=ActorKind(row["role"]),
        citizen_id=row["subject"],
        data=row["name"].split(".")[1],
        action=ProcessingEvent(row["event"]),
        activity=row["activity"].partition("/")[0],
    )


# NEN 7513 writes the kind of action as DICOM does: create, read, update, delete, execute.
_ACTIONS = {"create": "C", "update": "U", "erase": "D", "search": "E", "transfer": "E", "export": "R"}


def _attributes(base: str, row: Record) -> dict[str, Any]:
    """What has no value is left out, as in OpenTelemetry."""
    activity = address(base, row["activity"])
    subject = row["subject"]
    user = {
        "userID": row["end_user"] or row["client_id"],
        "altUserID": row["client_id"],
        "roleIDCode": row["role"],
        "userIsRequestor": True,
        "purposeOfUse": activity,
        "networkAccessPoint": row["client_id"],
    }
    participants = [{"participantID": f"urn:nld:oin:{row['actor']}", "role": "organisation"}]
    if row["via"] is not None:
        participants.append({"participantID": f"urn:nld:oin:{row['via']}", "role": "processor"})
    told = {
        "dpl.core.processing_activity_id": activity,
        "dpl.core.data_subject_id": str(subject) if subject is not None else None,
        "dpl.core.data_subject_id_type": "surrogate" if subject is not None else None,
        "dpl.core.foreign_operation.processor": row["processor"],
        "dpl.nen7513.eventTypeCode": row["event"],
        "dpl.nen7513.eventActionCode": _ACTIONS.get(row["event"], "R"),
        "dpl.nen7513.users": [user],
        "dpl.nen7513.participants": participants,
        "dpl.nen7513.autorisatieProtocol": policy_address(base, row["policy"]) if row["policy"] else None,
        # There is no way past the rights, so nothing is ever read by an emergency procedure.
        "dpl.nen7513.noodprocedure": False,
        "fsc.transaction_id": row["fsc_transaction_id"],
    }
    return {name: value for name, value in told.items() if value is not None}
