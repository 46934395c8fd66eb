"""The diary's jobs: a note that is written later, by whichever process has time; a test may step in before and after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from shared.errors import Refused, Text
from shared.kit import jobs
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.http import Ctx, Router
from shared.kit.jobs_rest import accepted
from shared.schemas import jobs as schemas
from shared.schemas.common import Wire
from shared.values import new_id
from shared.values.terms import Scope
from tests.support.diary import notes
from tests.support.diary.notes import NewNote, NoteNotFound

Step = Callable[[jobs.JobContext, jobs.Job], Awaitable[Any]]


class Steps:
    """Where a test may step in: before the note is written, and after; what ended without being done."""

    before: Step | None = None
    after: Step | None = None
    ended: list[UUID] = []  # noqa: RUF012  (one for all tests of a process)

    @classmethod
    def over(cls) -> None:
        """Back to how it was."""
        cls.before, cls.after, cls.ended = None, None, []


class ChoreRefused(Refused):
    """A rule refuses the chore."""

    code = "diary-chore-refused"
    rule = "R-X01"
    title = Text("De klus wordt niet gedaan", "The chore is not done")
    detail = Text("De tekst {text} past niet.", "The text {text} does not fit.")
    mend = Text("Neem een andere tekst.", "Take another text.")


class NewChore(Wire):
    """Een klus (chore)."""

    text: str


@operation
async def ask_chore(ctx: Context, text: str) -> schemas.Job:
    """Ask for a note to be written later."""
    return await jobs.ask_alone(
        ctx, "write-note", {"text": text}, scope=Scope.SETTLEMENT_READ, about=new_id()
    )


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes the note that a job is about, once."""

    async def __call__(self, ctx: jobs.JobContext, job: jobs.Job) -> dict[str, Any]:
        """One note under the job's own id; when it is there already, that was an earlier attempt."""
        if Steps.before is not None:
            await Steps.before(ctx, job)
        text, note_id = job.input["text"], job.about
        assert note_id is not None
        if text == "refused":
            raise ChoreRefused(text="999900006")
        if text == "for ever" and job.attempt == 1:
            await asyncio.sleep(600)
        try:
            await notes.get_note(ctx, note_id)
        except NoteNotFound:
            await notes.write_note(ctx, NewNote(text=text, id=note_id))
        if Steps.after is not None:
            await Steps.after(ctx, job)
        return {"noteId": str(note_id), "attempt": job.attempt}

    async def ended(self, ctx: Context, connection: Connection, job: jobs.JobRow) -> None:
        """Note which job will not be done."""
        Steps.ended.append(job.id)


JOBS: dict[str, jobs.Handler] = {"write-note": Writing()}
router = Router(prefix="/chores", tags=["chores"])


@router.post(
    "", scope=Scope.SETTLEMENT_WRITE, summary="Vraag", answer=schemas.Job, status=202, example={"text": "x"}
)
async def ask(ctx: Ctx, body: NewChore) -> Response:
    """Ask for a chore."""
    return accepted(ctx, await ask_chore(ctx, body.text))
