"""What settlement keeps of a person: allocations and claims under a surrogate, and nothing that is personal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from services.settlement.allocations import store as allocations
from services.settlement.allocations.rules import Allocation
from services.settlement.claims import store as claims
from services.settlement.claims.rules import Claim
from shared.kit.data_subjects import Holding, Subjects
from shared.schemas import settlement as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _allocations(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Allocation]:
    return await allocations.list_allocations_of(connection, citizen_id)


async def _claims(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Claim]:
    return await claims.list_claims_of(connection, citizen_id)


SUBJECTS = Subjects(
    says="De afrekening kent een inwoner alleen als pseudoniem; posten en betalingen gaan over contracten, niet over personen.",
    holdings=(
        Holding(
            "allocations",
            "Toewijzingen: wat de toegang besliste of verwees, om te kunnen betalen (R-X03).",
            schemas.Allocation,
            _allocations,
            ("allocations",),
        ),
        Holding(
            "claims",
            "Declaraties: wat voor ondersteuning is gevraagd en betaald (N-142).",
            schemas.Claim,
            _claims,
            ("claims",),
        ),
    ),
)
