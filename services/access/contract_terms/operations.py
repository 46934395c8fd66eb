"""What happens to contract terms: they follow the contracts."""

from __future__ import annotations

from services.access.contract_terms import store
from services.access.contract_terms.rules import ContractTerms, Member
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.schemas import contracts as schemas


@operation
async def apply_contract(ctx: Context, fact: Fact) -> None:
    """Take over a version of a contract that came into force or changed: amended, suspended, resumed, extended, ended (R-X06).

    A contract without its days would be a fault of the sender: ValueError, so that the fact is kept with an alarm.
    """
    told = fact.told(schemas.Contract)
    if told.start_date is None or told.end_date is None:
        raise ValueError("an active contract has a first and a last day")
    members = [Member(member.oin, member.role) for member in told.members]
    terms = ContractTerms(
        id=told.id,
        version=told.version,
        owner=fact.owner,
        parties=sorted({*told.parties, *(member.oin for member in members)}),
        number=told.number,
        state=told.state,
        start_date=told.start_date,
        end_date=told.end_date,
        acceptance_duty=told.acceptance_duty,
        waiting_norm_days=told.waiting_norm_days,
        payee=told.payee,
        members=members,
        scenario=told.arrangement.scenario if told.arrangement is not None else None,
    )
    async with ctx.begin() as connection:
        await store.save_terms(connection, terms, ctx.actor.client_id)
