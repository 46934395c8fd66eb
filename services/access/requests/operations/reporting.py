"""Reporting a citizen's question (melding), with the terms that run from it."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.contract_terms import store as contract_terms
from services.access.policies import store as policies
from services.access.products import store as products
from services.access.products.rules import Product
from services.access.requests import rules, store
from services.access.requests.operations.reading import residence_of
from services.access.requests.rules import Details, Request
from services.access.requests.rules.referring import referred_by, warned
from services.access.statutory_terms import store as statutory_terms
from services.access.statutory_terms.rules import applied_early
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values import Derivation
from shared.values.access_policies import TermKind
from shared.values.terms import Scope

_TOLD = ("channel", "question", "application_on", "team", "area", "urgency", "acute_motive", "product_category", "product_code")  # fmt: skip


@operation
async def report_request(ctx: Context, new: schemas.NewRequest) -> Request:
    """Report a citizen's question, under a contract that is in force on the day of the first contact (R-X06).

    The terms of the law run from the report and from the application (R-A55). The same client, reference and contents give the
    request that is there (Replayed). Raises PurchaserOnly, CitizenNotFound, CitizenErased, ContractNotFound,
    ContactInFuture, ContractNotInForce, RequestRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    reporter = ctx.require_end_user()
    owner, client_id = ctx.actor.organisation, ctx.actor.client_id
    rules.check_purchaser(ctx.actor.organisations, owner, purchaser=ctx.actor.purchaser)
    async with ctx.begin() as connection:
        citizen_id = await _citizen(ctx, connection, new)
        if new.external_reference is not None:
            await _answer_known(ctx, connection, new, citizen_id, new.external_reference)
        terms = None
        if new.contract_id is not None:
            terms = await contract_terms.get_terms(connection, new.contract_id)
        product = await _product(connection, new, owner, ctx)
        request, why = rules.receive(
            owner, citizen_id, terms, law=new.law, contact_on=new.contact_on, acute=new.acute,
            external_reference=new.external_reference, today=ctx.today, details=_details(new), reporter=reporter,
            crisis=product is not None and product.acute,
        )  # fmt: skip
        request, why = referred_by(request, why)
        why = warned(terms, product, why)
        if new.residence is not None:
            request, why = await _residence(ctx, connection, request, new.residence, why)
        await store.add_request(connection, request, client_id)
        why = why.merge(await open_terms(connection, request, ctx))
        await logbook.record(ctx, connection, "request-received", schemas.Request, request, why)
    return request


async def _product(
    connection: Connection, new: schemas.NewRequest, owner: str, ctx: Context
) -> Product | None:
    """The product that is asked for under a contract, as far as it is named and the catalogue knows it."""
    category = new.product_category
    if new.contract_id is None or category is None:
        return None
    return await products.find_product(connection, owner, new.law, category, new.product_code, ctx.today)


def _details(new: schemas.NewRequest) -> Details:
    told = {name: getattr(new, name) for name in _TOLD}
    if new.referrer is not None:
        told |= {
            "referrer_type": new.referrer.type,
            "referrer_name": new.referrer.name,
            "referrer_code": new.referrer.code,
        }
    return Details(**told)


async def _residence(
    ctx: Context, connection: Connection, request: Request, residence: schemas.Residence, why: Derivation
) -> tuple[Request, Derivation]:
    """A new request with who is responsible for it, still in its first version."""
    policy = await policies.policy_on(connection, request.owner, ctx.today)
    found, because = rules.responsible(residence_of(residence), request.law, residence.on or ctx.today)
    return rules.determine(
        request, found, because, ctx.today, term_days=policy.transfer_term_days, told=why, first=True
    )


async def open_terms(connection: Connection, request: Request, ctx: Context) -> Derivation:
    """The terms of the law that run from the report, and from the application where there is one (R-A55).

    Warns of an application that came before the inquiry was ready.
    """
    inquiry, decision = TermKind.INQUIRY, TermKind.DECISION
    await statutory_terms.open_term(connection, request, inquiry, request.contact_on, ctx.today)
    if request.application_on is not None:
        term = await statutory_terms.open_term(
            connection, request, decision, request.application_on, ctx.today
        )
        if term is not None and term.started_on > request.application_on:
            return applied_early(request.application_on, term.started_on)
    return Derivation()


async def _citizen(ctx: Context, connection: Connection, new: schemas.NewRequest) -> UUID:
    """Whose question it is: a citizen who was registered, or the one of a reference, made if need be."""
    owner = ctx.actor.organisation
    if new.citizen_id is not None:
        await citizens.check_alive(connection, owner, new.citizen_id)
        return new.citizen_id
    assert new.citizen_reference is not None
    return await citizens.add_citizen(connection, owner, new.citizen_reference, ctx.actor.client_id)


async def _answer_known(
    ctx: Context, connection: Connection, new: schemas.NewRequest, citizen_id: UUID, reference: str
) -> None:
    """Leave with what was reported before under this reference, when it is the same.

    Only what the body names beside the first facts is compared: the rest may have been completed since.
    """
    known = await store.find_request_by_reference(
        connection, ctx.actor.organisation, ctx.actor.client_id, reference
    )
    if known is None:
        return
    fields: dict[str, tuple[object, object]] = {
        "citizenReference" if new.citizen_id is None else "citizenId": (known.citizen_id, citizen_id),
        "contractId": (known.contract_id, new.contract_id),
        "law": (known.law, new.law),
        "contactOn": (known.contact_on, new.contact_on),
        "acute": (known.acute, new.acute),
    }
    if new.referrer is not None:
        was = (known.referrer_type, known.referrer_name, known.referrer_code)
        fields["referrer"] = (was, (new.referrer.type, new.referrer.name, new.referrer.code))
    for name in _TOLD:
        if getattr(new, name) is not None:
            outside = str(type(new).model_fields[name].alias)
            fields[outside] = (getattr(known, name), getattr(new, name))
    rules.check_same(known.id, reference, fields)
    raise Replayed(Answer(200, encode(schemas.Request, known), known.version, known.id))
