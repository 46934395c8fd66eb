"""What can be done with notes: write, change, finish on their day, and copy from a sibling."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.sql.base import Executable

from shared.errors import NotFound, Refused, Text
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection, statement
from shared.kit.followers import Fact, NotYetKnown
from shared.kit.logbook import EventType
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import (
    PageRequest,
    Slice,
    add_row,
    find_by_reference,
    find_row,
    page_rows,
    read,
    save_row,
    visible,
)
from shared.kit.work import Duty
from shared.schemas.common import Oin, Resource, Wire
from shared.values import new_id
from shared.values.derivation import Derivation, Sentence
from shared.values.terms import Scope
from tests.support.diary.tables import NoteState, copies, notes

WRITTEN = Sentence("diary.written", nl="Geschreven: {length} tekens.", en="Written: {length} characters.")
Moment = Callable[[Connection], Awaitable[Any]]


class Moments:
    """Where a test may step in: inside a transaction, before its last statement, and after its commit; what is mended."""

    inside: Moment | None = None
    after: Callable[[], Awaitable[Any]] | None = None
    mended = False

    @classmethod
    def over(cls) -> None:
        """Back to how it was."""
        cls.inside, cls.after, cls.mended = None, None, False


class NoteNotFound(NotFound):
    """There is no such note."""

    code = "diary-note-not-found"
    title = Text("Notitie niet gevonden", "Note not found")
    detail = Text("Notitie {id} is er niet.", "There is no note {id}.")
    mend = Text("Zoek de notitie op.", "Look the note up.")


class NoteDone(Refused):
    """A note is finished once."""

    code = "diary-note-done"
    title = Text("De notitie is af", "The note is done")
    detail = Text("Notitie {id} is al af.", "Note {id} is done already.")
    mend = Text("Schrijf een nieuwe.", "Write a new one.")


class NewNote(Wire):
    """Een nieuwe notitie (note)."""

    text: str
    id: UUID | None = None
    parties: tuple[Oin, ...] = ()
    about: UUID | None = None
    due_on: date | None = None
    external_reference: str | None = None
    owner: Oin | None = None


class ChangedNote(Wire):
    """Een andere tekst (text)."""

    text: str


class NoteAnswer(Resource):
    """Een notitie (note)."""

    parties: list[Oin]
    text: str
    about: UUID | None = None
    due_on: date | None = None
    state: NoteState


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    text: str
    about: UUID | None
    due_on: date | None
    state: NoteState = NoteState.OPEN


@statement
def _due(purchaser: bool) -> Executable:
    due = notes.c.due_on <= bindparam("day", type_=Date)
    return select(notes.c.id).where(visible(notes, purchaser=purchaser), due, notes.c.state == NoteState.OPEN)


@statement
def _again(newer: bool) -> Executable:
    """A fact took effect once more: `times` counts all of them, `seen` the versions that were new."""
    changed: dict[str, Any] = {"times": copies.c.times + 1}
    if newer:
        seen = bindparam("version", type_=copies.c.version.type)
        changed |= {
            "version": seen,
            "text": bindparam("text"),
            "seen": func.array_append(copies.c.seen, seen),
        }
    return copies.update().where(copies.c.id == bindparam("id_", type_=copies.c.id.type)).values(changed)


@operation
async def write_note(ctx: Context, asked: NewNote) -> Note:
    """Write a note, for the acting organisation or for another as whose party one writes."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    note = Note(
        id=asked.id or new_id(),
        version=1,
        owner=asked.owner or ctx.actor.organisation,
        external_reference=asked.external_reference,
        parties=sorted(asked.parties),
        text=asked.text,
        about=asked.about,
        due_on=asked.due_on,
    )
    async with ctx.begin() as connection:
        if asked.external_reference is not None:
            known = await find_by_reference(
                connection, notes, note.owner, ctx.actor.client_id, asked.external_reference
            )
            if known is not None:
                connection.recorded = True
                return read(known, Note)
        columns = {name: getattr(note, name) for name in Note.__slots__ if name != "version"}
        await add_row(connection, notes, {**columns, "client_id": ctx.actor.client_id})
        if Moments.inside is not None:
            await Moments.inside(connection)
        why = Derivation().because("R-X01", WRITTEN, length=len(note.text))
        await logbook.record(ctx, connection, "note-written", NoteAnswer, note, why)
    if Moments.after is not None:
        await Moments.after()
    return note


@operation
async def change_note(ctx: Context, note_id: UUID, text: str) -> Note:
    """Give a note another text. Raises NoteNotFound, NoteDone, PreconditionFailed."""
    ctx.require(Scope.SETTLEMENT_WRITE)
    async with ctx.begin() as connection:
        note = await _lock(connection, note_id)
        if ctx.expected_version not in (None, note.version):
            raise PreconditionFailed()
        note = replace(note, text=text, version=note.version + 1)
        await save_row(connection, notes, note_id, note.version - 1, {"text": text})
        await logbook.record(ctx, connection, "note-changed", NoteAnswer, note)
    return note


async def due_notes(ctx: Context) -> list[UUID]:
    """The open notes whose day has come."""
    async with ctx.read() as connection:
        day = await ctx.read_clock(connection)
        rows = await connection.fetch(
            _due(connection.purchaser), day=day, organisations=connection.organisations
        )
    return [row["id"] for row in rows]


@operation
async def finish_note(ctx: Context, note_id: UUID) -> Note:
    """Close a note, once. Raises NoteNotFound, NoteDone."""
    async with ctx.begin() as connection:
        note = await _lock(connection, note_id)
        if note.text == "impossible":
            raise RuntimeError("this note cannot be finished")
        note = replace(note, state=NoteState.DONE, version=note.version + 1)
        await save_row(connection, notes, note_id, note.version - 1, {"state": note.state})
        await logbook.record(ctx, connection, "note-finished", NoteAnswer, note)
    return note


@operation
async def get_note(ctx: Context, note_id: UUID) -> Note:
    """One note. Raises NoteNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        row = await find_row(connection, notes, note_id)
    if row is None:
        raise NoteNotFound(id=note_id)
    return read(row, Note)


@operation
async def list_notes(ctx: Context, request: PageRequest, text: str | None = None) -> Slice[Note]:
    """A page of notes."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await page_rows(connection, notes, Note, request, text=text)


@operation
async def apply_note(ctx: Context, fact: Fact) -> None:
    """Copy a sibling's note; one about another waits until that one is here."""
    note = NoteAnswer.model_validate(fact.data)
    if note.text == "broken" and not Moments.mended:
        raise LookupError("this note cannot be copied")
    async with ctx.begin() as connection:
        if note.text == "broken in the database":
            await connection.raw.execute("select 1 / 0")
        if note.about is not None and await find_row(connection, copies, note.about) is None:
            raise NotYetKnown(f"note {note.about}")
        known = await find_row(connection, copies, note.id, lock=True)
        if known is None:
            made = {"owner": note.owner, "id": note.id, "version": note.version, "parties": note.parties}
            made |= {"client_id": ctx.actor.client_id, "text": note.text, "seen": [note.version], "times": 1}
            await add_row(connection, copies, made)
        elif note.version > known["version"]:
            await connection.execute(_again(True), id_=note.id, version=note.version, text=note.text)
        else:
            await connection.execute(_again(False), id_=note.id)
        if Moments.inside is not None:
            await Moments.inside(connection)
    if Moments.after is not None:
        await Moments.after()


async def _lock(connection: Connection, note_id: UUID) -> Note:
    row = await find_row(connection, notes, note_id, lock=True)
    if row is None:
        raise NoteNotFound(id=note_id)
    note = read(row, Note)
    if note.state == NoteState.DONE:
        raise NoteDone(id=note_id)
    return note


DUTIES = (Duty("finish-notes", due_notes, finish_note),)
EVENTS = {
    "note-written": EventType(
        NoteAnswer, "Een notitie is geschreven.", "A note was written.", resource="notes"
    ),
    "note-changed": EventType(
        NoteAnswer, "Een notitie is gewijzigd.", "A note was changed.", resource="notes"
    ),
    "note-finished": EventType(NoteAnswer, "Een notitie is af.", "A note is done.", resource="notes"),
}
