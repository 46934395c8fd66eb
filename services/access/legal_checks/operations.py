"""What a municipality can do with tests of access: ask for them, answer them, and see what the legal frame says of a product."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.clarifications.store import find_clarification
from services.access.legal_checks import rules, store
from services.access.legal_checks.rules import (
    LegalCheck,
    LegalCheckNotFound,
    LegalFrameReport,
    LegalJudgement,
    Told,
)
from services.access.legal_checks.store import REGISTER
from services.access.nurse_contacts.rules import check_days
from services.access.policies.rules import Policy
from services.access.policies.store import policy_on
from services.access.products.store import find_in_category, find_product
from services.access.requests import store as requests
from services.access.requests.rules import Request, check_purchaser
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas.access import legal_checks as schemas
from shared.values import Derivation
from shared.values.legal_frames import LegalCheckAnswer, LegalCheckKind
from shared.values.terms import Scope

PLAIN = Plain(
    one="legal_check",
    many="legal_checks",
    dutch="wettelijke toets",
    dutch_many="wettelijke toetsen",
    model=schemas.LegalCheck,
    new=schemas.NewLegalCheck,
    missing=LegalCheckNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)
_GIVEN = ("request_id", "kind", "product_category", "product_code")
# What a later answer may have added: it differs only where it was given now.
_PERHAPS = ("reason", "answer", "law", "from_date", "note")


@operation
async def get_legal_check(ctx: Context, check_id: UUID) -> LegalCheck:
    """One check. Raises LegalCheckNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, check_id)


@operation
async def list_legal_checks(
    ctx: Context,
    page: PageRequest,
    *,
    kind: LegalCheckKind | None = None,
    answer: LegalCheckAnswer | None = None,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[LegalCheck]:
    """A page of checks: which tests of access were done (F-34). Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(reference)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, kind=kind, answer=answer, request_id=request_id, citizen_id=citizen_id,
            external_reference=reference,
        )  # fmt: skip


@operation
async def register_legal_check(ctx: Context, new: schemas.NewLegalCheck) -> LegalCheck:
    """Ask for a test of access, with its answer when it is there (R-A15 … R-A19, F-05, F-34).

    An age without an answer is counted from the day of birth, if that is known; only the outcome is kept. The same client,
    reference and contents give the check that is there (Replayed). Raises RequestNotFound, PurchaserOnly, CitizenErased,
    LegalCheckRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    user, actor, reference = ctx.require_end_user(), ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, new.request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            told = [*_GIVEN, *(name for name in _PERHAPS if getattr(new, name) is not None)]
            give_known(schemas.LegalCheck, known, reference, {name: getattr(new, name) for name in told})
        policy = await policy_on(connection, request.owner, ctx.today)
        told_now = Told(new.reason, new.answer, new.law, new.from_date, new.note)
        made, why = rules.ask(
            request, new.kind, told_now, product_category=new.product_category, product_code=new.product_code,
            external_reference=reference, policy=policy, user=user, now=ctx.now, today=ctx.today,
        )  # fmt: skip
        if made.kind is LegalCheckKind.AGE_LIMIT and made.answer is None:
            made, why = await _counted(ctx, connection, request, made, policy, why)
        await REGISTER.add(connection, made, actor.client_id)
        if made.answer is None:
            await logbook.record(ctx, connection, "legal-check-asked", schemas.LegalCheck, made, why)
        else:
            await logbook.record(ctx, connection, "legal-check-answered", schemas.LegalCheck, made, why)
    return made


async def _counted(
    ctx: Context,
    connection: Connection,
    request: Request,
    made: LegalCheck,
    policy: Policy,
    why: Derivation,
) -> tuple[LegalCheck, Derivation]:
    """The check of an age, answered from the day of birth; still open where that is not known."""
    born_on = await store.find_birth_date(ctx, connection, request.owner, request.citizen_id)
    if born_on is None:
        return made, why
    product, day = None, made.from_date or ctx.today
    if made.product_category is not None:
        product = await find_product(
            connection, request.owner, request.law, made.product_category, made.product_code, day
        )
    kind = None if product is None else product.support_kind
    return rules.age_check(made, kind, born_on, policy, why)


@operation
async def answer_legal_check(ctx: Context, check_id: UUID, given: schemas.AnsweredLegalCheck) -> LegalCheck:
    """Record what a test of access gave, once, in the version that was seen (F-05).

    Raises LegalCheckNotFound, PreconditionFailed, PurchaserOnly, CitizenErased, LegalCheckAnswered, LegalCheckRefused.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, check_id, lock=True)
        ctx.expect(known.version)
        check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
        await citizens.check_alive(connection, known.owner, known.citizen_id)
        request = await requests.get_request(connection, known.request_id)
        policy = await policy_on(connection, known.owner, ctx.today)
        told = await logbook.get_derivation(connection, check_id)
        answered = Told(given.reason, given.answer, given.law, given.from_date, given.note)
        so_far = told[1] if told else Derivation()
        made, why = rules.answer(known, answered, request, policy, ctx.today, so_far)
        await REGISTER.save(connection, made)
        await logbook.record(ctx, connection, "legal-check-answered", schemas.LegalCheck, made, why)
    return made


@operation
async def get_legal_judgement(
    ctx: Context,
    request_id: UUID,
    product_category: str,
    product_code: str | None,
    start_date: date,
    end_date: date | None = None,
) -> LegalJudgement:
    """What the legal frame says of a product for a request on its days (R-A14 … R-A19, R-A53); nothing is kept.

    Without a last day the first is judged alone. The day of birth is opened only where an age is asked for, and the answer
    tells ages alone. Raises RequestNotFound, PurchaserOnly, CitizenErased.
    """
    ctx.require(Scope.ACCESS_READ)
    ctx.require_end_user()
    async with ctx.read() as connection:
        request = await requests.get_request(connection, request_id)
        owner, law = request.owner, request.law
        check_purchaser(ctx.actor.organisations, owner, purchaser=ctx.actor.purchaser)
        await ctx.read_clock(connection)
        product, kinds = await find_in_category(
            connection, owner, law, product_category, product_code, start_date
        )
        checks = await store.list_checks(connection, owner, request.citizen_id)
        born_on = None
        if rules.needs_birth_date(law):
            born_on = await store.find_birth_date(ctx, connection, owner, request.citizen_id)
        told = await find_clarification(connection, owner, request_id)
        policy = await policy_on(connection, owner, start_date)
    last = start_date if end_date is None else max(end_date, start_date)
    findings, _ = rules.judge_frame(
        request, product, told, checks, policy, born_on, start_date, law, end=last, category_kinds=kinds
    )
    return rules.judgement(
        request, product_category, product_code, start_date, policy.version, findings, ctx.language
    )


@operation
async def get_legal_frame_report(ctx: Context, first_day: date, last_day: date) -> LegalFrameReport:
    """What the legal frame did in some days beside the days before: ages, Wlz, education, what shifted, what is open (D-34).

    For the municipality alone, which sees its figures as they are. Raises PurchaserOnly, CountDaysRefused.
    """
    ctx.require(Scope.ACCESS_READ)
    require_purchaser(ctx)
    earlier, _ = check_days(first_day, last_day)
    async with ctx.read() as connection:
        cells = await store.count_checks(connection, earlier, first_day, last_day)
        outcomes = await store.count_outcomes(connection, earlier, first_day, last_day)
        grounds = await store.count_shifted(connection, earlier, first_day, last_day)
        adapted = await store.count_adapted(connection, earlier, first_day, last_day)
        youth = await store.count_youth(connection, last_day)
    return rules.report((first_day, last_day), cells, outcomes, grounds, adapted, youth)
