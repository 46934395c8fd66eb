"""The diary as an application: one instance keeps notes, another copies them; the names are those of real services."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry
from fastapi import Query as Parameter
from starlette.responses import Response
from strawberry.types import Info

from shared.clients.base import Client
from shared.kit.application import application
from shared.kit.graphql import context_of, mutate
from shared.kit.http import Ctx, Router, Surface, answer
from shared.kit.rest import PageQuery, explained, page
from shared.kit.rights import EVERYONE, Right, Rights
from shared.kit.service import Service
from shared.kit.settings import Settings
from shared.schemas.common import DerivationAnswer
from shared.values.terms import Scope
from tests.support.diary import chores, notes
from tests.support.diary.notes import ChangedNote, NewNote, NoteAnswer, NoteNotFound

router = Router(prefix="/notes", tags=["notes"])
READ, WRITE = Scope.SETTLEMENT_READ, Scope.SETTLEMENT_WRITE
RIGHTS = Rights((Right("notes", "read", READ, EVERYONE),))


@router.post(
    "", scope=WRITE, summary="Schrijf", answer=NoteAnswer, status=201, dry_run=True, example={"text": "x"}
)
async def write_note(ctx: Ctx, body: NewNote) -> Response:
    """Write a note."""
    note = await notes.write_note(ctx, body)
    return answer(ctx, NoteAnswer, note, 201, f"/v1/notes/{note.id}")


@router.post(
    "/drafts", scope=WRITE, summary="Schrijf elders", answer=NoteAnswer, status=201, example={"text": "x"}
)
async def write_draft(ctx: Ctx, body: NewNote) -> Response:
    """The same at another address."""
    return answer(ctx, NoteAnswer, await notes.write_note(ctx, body), 201)


@router.get("", scope=READ, summary="Zoek", answer=NoteAnswer, page=True)
async def list_notes(
    ctx: Ctx, request: PageQuery, text: Annotated[str | None, Parameter(description="Alleen deze.")] = None
) -> Response:
    """A page of notes."""
    return page(ctx, NoteAnswer, await notes.list_notes(ctx, request, text))


@router.get("/{note_id}", scope=READ, summary="Lees", answer=NoteAnswer, problems=[NoteNotFound])
async def get_note(ctx: Ctx, note_id: UUID) -> Response:
    """One note."""
    return answer(ctx, NoteAnswer, await notes.get_note(ctx, note_id))


@router.get("/{note_id}/derivation", scope=READ, summary="Waarom", answer=DerivationAnswer)
async def get_derivation(ctx: Ctx, note_id: UUID) -> Response:
    """Why."""
    return await explained(ctx, note_id)


@router.patch("/{note_id}", scope=WRITE, summary="Wijzig", answer=NoteAnswer, problems=[NoteNotFound])
async def change_note(ctx: Ctx, note_id: UUID, body: ChangedNote) -> Response:
    """Another text."""
    return answer(ctx, NoteAnswer, await notes.change_note(ctx, note_id, body.text))


@strawberry.type
class Note:
    """One note."""

    id: UUID
    version: int
    text: str
    due_on: date | None


@strawberry.type
class Query:
    """What can be read."""

    @strawberry.field
    async def note(self, info: Info, id: UUID) -> Note:
        """One note."""
        return await notes.get_note(context_of(info), id)


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry.mutation
    async def write_note(self, info: Info, text: str) -> Note:
        """Write a note."""

        async def write(ctx: notes.Context) -> notes.Note:
            return await notes.write_note(ctx, NewNote(text=text))

        return await mutate(info, write, NoteAnswer)


FOLLOWS = {"note-written": notes.apply_note, "note-changed": notes.apply_note}


def create_app(settings: Settings) -> Surface:
    """A diary; the one named settlement follows the one named contracts."""
    copying = settings.name == "settlement"
    service = Service(
        settings,
        clients={"contracts": Client} if copying else {},
        follows={"contracts": FOLLOWS} if copying else {},
        duties=notes.DUTIES,
        rights=RIGHTS,
        events=notes.EVENTS,
        jobs=chores.JOBS,
    )
    return application(service, [router, chores.router], Query, Mutation)
