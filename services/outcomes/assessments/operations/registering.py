"""What can be done with assessments: register one or a file of them, and read them."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.outcomes.assessments import rules, store
from services.outcomes.assessments.operations.selecting import find_client, laid_down
from services.outcomes.assessments.rules import Assessment, Selection, Sender
from services.outcomes.cases.rules import Case, best
from shared.errors import FieldError
from shared.kit import batches, logbook, processing
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.rights import PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import common
from shared.schemas import outcomes as schemas
from shared.values.self_sufficiency import AssessmentMoment, Rater
from shared.values.terms import ActorKind, BatchState, Law, Scope

KIND = "assessments"


def _sender(ctx: Context) -> Sender:
    kind = ctx.actor.kind
    return Sender(researcher=kind is ActorKind.RESEARCHER, purchaser=kind in PURCHASERS)


def _organisations(ctx: Context) -> list[str]:
    """Who sees what it registers itself: a provider, not the purchaser in whose name others act."""
    return [] if ctx.actor.purchaser else list(ctx.actor.organisations)


@operation
async def get_assessment(ctx: Context, assessment_id: UUID) -> Assessment:
    """One assessment. Raises AssessmentNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.ASSESSMENTS.get(connection, assessment_id)


@operation
async def list_assessments(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    law: Law | None = None,
    allocation_number: int | None = None,
    care_start_id: UUID | None = None,
    moment: AssessmentMoment | None = None,
    rater: Rater | None = None,
    batch_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Assessment]:
    """A page of assessments, corrected ones included."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.ASSESSMENTS.page(
            connection, page, contract_id=contract_id, law=law, allocation_number=allocation_number,
            care_start_id=care_start_id, moment=moment, rater=rater, batch_id=batch_id, external_reference=reference,
        )  # fmt: skip


@operation
async def register_assessment(ctx: Context, new: schemas.NewAssessment) -> Assessment:
    """Register an assessment; what the same assessor said of that moment and day counts no more (R-O01, F-03).

    The same client, reference and contents give the assessment that is there (Replayed). Raises ClientUnknown,
    AssessmentRefused (with every reason), ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        owner = new.purchaser or ctx.actor.organisation
        case = await find_client(connection, owner, new.law, new.allocation_number, new.care_start_id)
    selections = await laid_down(ctx, [case.owner], [case.grant_id])
    async with ctx.begin() as connection:
        await store.lock_client(connection, case.owner, case.grant_id)
        await _answer_known(connection, ctx.actor.client_id, case, new)
        judged = rules.judge(case, selections, new, new.scores, ctx.today, _sender(ctx))
        if not isinstance(judged, Selection):
            raise rules.AssessmentRefused(errors=judged)
        corrected = await store.correct(connection, case, new)
        taken = rules.take(case, judged, new, new.scores, corrected, _organisations(ctx))
        await store.ASSESSMENTS.add(connection, taken, ctx.actor.client_id)
        await logbook.record(ctx, connection, "assessment-registered", schemas.Assessment, taken)
    return taken


async def _answer_known(
    connection: Connection, client_id: str, case: Case, new: schemas.NewAssessment
) -> None:
    """Leave with what was registered before under this reference, when it is the same."""
    reference = new.external_reference
    known = await store.ASSESSMENTS.find_by_reference(connection, case.owner, client_id, reference)
    if known is not None and reference is not None:
        give_known(schemas.Assessment, known, reference, rules.content(case, new, new.scores))


class _Checker:
    """The admission as a file's lines meet it, and the persons that they are about."""

    def __init__(
        self, found: Sequence[Case], selections: Sequence[Selection], today: date, sender: Sender, own: str
    ) -> None:
        self.today, self.sender, self.own = today, sender, own
        self.numbered: dict[tuple[str, Law, int], list[Case]] = {}
        self.started = {one.care_start_id: one for one in found}
        for one in found:
            if one.allocation_number is not None:
                self.numbered.setdefault((one.owner, one.law, one.allocation_number), []).append(one)
        self.of_client: dict[UUID, list[Selection]] = {}
        self.of_all = [one for one in selections if one.case_id is None]
        for selection in selections:
            if selection.case_id is not None:
                self.of_client.setdefault(selection.case_id, []).append(selection)
        self.owner: str | None = None
        self.persons: dict[UUID, Person] = {}

    def quick(self, line: int, values: batches.Values) -> str | None:
        """Nothing is certain without the client and its selection."""
        return None

    def judge(self, line: int, item: schemas.AssessmentLine) -> str | Sequence[FieldError]:
        """The line for the spool, or everything that is wrong with it."""
        owner = item.purchaser or self.own
        if (self.owner or owner) != owner:
            return (rules.PURCHASER_OTHER,)
        case = self._case(owner, item)
        if case is None:
            return (rules.CASE_UNKNOWN,)
        self.owner = owner
        scores = rules.scores_of(item.scores)
        selections = [*self.of_client.get(case.grant_id, ()), *self.of_all]
        judged = rules.judge(case, selections, item, scores, self.today, self.sender)
        if not isinstance(judged, Selection):
            return judged
        self.persons[case.citizen_id] = Person(owner, case.citizen_id)
        return store.staged_line(line, case.id, judged, item, scores)

    def _case(self, owner: str, item: schemas.AssessmentLine) -> Case | None:
        if item.allocation_number is None:
            found = self.started.get(item.care_start_id)
            return found if found is not None and (found.owner, found.law) == (owner, item.law) else None
        return best(self.numbered.get((owner, item.law, item.allocation_number), ()))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a line is about, for the processing log."""

    owner: str
    citizen_id: UUID


@dataclass(frozen=True, slots=True)
class AssessmentFile:
    """A file that was read and checked, ready to be registered."""

    upload: batches.Upload
    owner: str | None
    persons: list[Person]

    def close(self) -> None:
        """Give the disk back."""
        self.upload.close()


@operation
async def read_file(ctx: Context, chunks: AsyncIterable[bytes], media: str) -> AssessmentFile:
    """Read and check a file of assessments while it streams in, without a transaction. Raises HeaderInvalid."""
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        found = await store.list_cases(connection)
    selections = await laid_down(ctx, sorted({one.owner for one in found}))
    checker = _Checker(found, selections, today, _sender(ctx), ctx.actor.organisation)
    upload = batches.Upload()
    try:
        await batches.receive(chunks, media, schemas.AssessmentLine, checker, upload)
    except BaseException:
        upload.close()
        raise
    return AssessmentFile(upload, checker.owner, list(checker.persons.values()))


@operation
async def register_file(ctx: Context, file: AssessmentFile) -> common.Batch:
    """Register the good lines of a file at once and keep why the others came back (decision 0009).

    As many statements for a million lines as for one; each person in it has a line in the processing log.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    client_id, upload = ctx.actor.client_id, file.upload
    ctx = batches.keyed(ctx, upload)
    owner = file.owner or ctx.actor.organisation
    async with ctx.begin() as connection:
        await store.lock_purchaser(connection, owner)
        batch = batches.batch_of(owner, ctx.actor.organisation, KIND)
        await store.stage_lines(connection, upload)
        doubles, clashed = await store.leave_doubles(connection, owner, client_id)
        entered = await store.enter_lines(connection, batch.id, client_id, _organisations(ctx))
        batch = replace(
            batch, state=BatchState.COMPLETED, received=upload.received, accepted=entered,
            rejected=upload.rejected + clashed, duplicates=doubles, errors=await store.first_faults(connection),
        )  # fmt: skip
        await store.add_batch(connection, batch, client_id)
        right = ctx.seen.right
        assert right is not None, "registering persons' scores has a right with an activity"
        await processing.write(ctx, connection, right, "register_file", file.persons)
        shown = batches.shown(batch, ctx.language)
        await logbook.record(ctx, connection, "assessments-registered", common.Batch, shown, status=202)
    return shown
