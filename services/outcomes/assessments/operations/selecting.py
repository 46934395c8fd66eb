"""What can be done with selections of domains: lay one down, find the one that holds for a client, read them (F-03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.outcomes.assessments import rules, store
from services.outcomes.assessments.rules import Edition, Selection
from services.outcomes.cases import store as cases
from services.outcomes.cases.rules import Case
from services.outcomes.indicators import store as indicators
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.ownership import require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.terms import Law, Scope

_GIVEN = tuple(name for name in schemas.NewAssessmentSelection.model_fields if name != "external_reference")


@operation
async def list_editions(ctx: Context) -> list[Edition]:
    """The editions of the matrix that this release knows, as data (R-O01)."""
    ctx.require(Scope.OUTCOMES_READ)
    return [rules.EDITIONS[code] for code in sorted(rules.EDITIONS)]


@operation
async def get_edition(ctx: Context, code: str) -> Edition:
    """One edition. Raises EditionNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    return rules.edition_of(code)


@operation
async def register_selection(ctx: Context, new: schemas.NewAssessmentSelection) -> Selection:
    """Say which domains a client's request needs, or those of all clients of a contract or product (F-03).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ClientUnknown,
    ContractNotFound, SelectionRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    selection = rules.check(
        made(Selection, new, id=new_id(), version=1, owner=owner, parties=[], case_id=None, citizen_id=None)
    )
    async with ctx.begin() as connection:
        if new.law is not None and (new.allocation_number is not None or new.care_start_id is not None):
            case = await find_client(connection, owner, new.law, new.allocation_number, new.care_start_id)
            selection = replace(
                selection, case_id=case.grant_id, citizen_id=case.citizen_id, parties=rules.seen_by(case)
            )
        if new.contract_id is not None:
            contract = await indicators.get_contract(connection, new.contract_id)
            selection = replace(selection, parties=sorted({*contract.members} - {owner}))
        return await store.SELECTIONS.enter(
            ctx, connection, selection, "assessment-selection-laid-down", given=_GIVEN
        )


async def find_client(
    connection: Connection, owner: str, law: Law, allocation_number: int | None, care_start_id: UUID | None
) -> Case:
    """The case that a client is named by. Raises ClientUnknown."""
    found = await cases.find_case(
        connection, owner, law, allocation_number=allocation_number, care_start_id=care_start_id
    )
    if found is None:
        raise rules.ClientUnknown()
    return found


@operation
async def get_selection(ctx: Context, selection_id: UUID) -> Selection:
    """One selection. Raises SelectionNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.SELECTIONS.get(connection, selection_id)


@operation
async def list_selections(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    product_category: str | None = None,
    law: Law | None = None,
    allocation_number: int | None = None,
    care_start_id: UUID | None = None,
    reference: str | None = None,
) -> Slice[Selection]:
    """A page of selections, oldest first; the newest that fits a client holds."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.SELECTIONS.page(
            connection, page, contract_id=contract_id, product_category=product_category,
            law=None if law is None else law.value, allocation_number=allocation_number, care_start_id=care_start_id,
            external_reference=reference,
        )  # fmt: skip


@operation
async def find_selection(
    ctx: Context,
    purchaser: str | None,
    law: Law | None,
    allocation_number: int | None,
    care_start_id: UUID | None,
    on: date | None,
) -> Selection:
    """The selection that holds for a client on a day: which domains may be scored.

    Raises ClientNotNamed, ClientUnknown, SelectionMissing.
    """
    ctx.require(Scope.OUTCOMES_READ)
    if law is None or (allocation_number is None) == (care_start_id is None):
        raise rules.ClientNotNamed()
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        owner = purchaser or ctx.actor.organisation
        case = await find_client(connection, owner, law, allocation_number, care_start_id)
    selections = await laid_down(ctx, [case.owner], [case.grant_id])
    found = rules.holding(selections, case, on or today)
    if found is None:
        raise rules.SelectionMissing(on=on or today)
    # What was laid down for many is shown as what holds for this one, so that the log knows of whom it was asked.
    return replace(found, citizen_id=case.citizen_id)


async def laid_down(ctx: Context, owners: list[str], clients: list[UUID] | None = None) -> list[Selection]:
    """What the purchasers laid down: a provider is held to it, whether it is a party to the row or not."""
    if ctx.actor.purchaser:
        speaking = ctx
    else:
        acting = ctx.acting_for(owners[0]) if owners else ctx
        speaking = replace(acting, actor=replace(acting.actor, organisations=tuple(owners)))
    if not owners:
        return []
    async with speaking.read() as connection:
        return await store.list_selections_for(connection, clients)
