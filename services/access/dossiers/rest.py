"""Dossiers over REST."""

from uuid import UUID

from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.dossiers import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rights import RoleNotAllowed
from shared.kit.sealing import SealingKeyMissing
from shared.schemas.data_subjects import Dossier
from shared.values.terms import Scope

router = Router(tags=["dossiers"])


@router.get(
    "/citizens/{citizen_id}/dossier",
    scope=Scope.PERSONS_READ,
    summary="Lees alles wat over een inwoner is vastgelegd (dossier)",
    description=(
        "In één keer uit alle vier de diensten: de gegevens met hun doel, meldingen, besluiten met motivering, verwijzingen,"
        " overdrachten, vernietigingsstops, toewijzingen en wachttijden, en wie er wat mee deed (AVG art. 15 en 20). Een portaal"
        " krijgt alleen het dossier van zijn eigen inwoner. Is een dienst weg of loopt hij achter, dan komt er niets (503) en zegt"
        " errors welke."
    ),
    answer=Dossier,
    problems=[CitizenNotFound, CitizenErased, RoleNotAllowed, rules.DossierIncomplete, SealingKeyMissing],
)
async def get_dossier(ctx: Ctx, citizen_id: UUID) -> Response:
    """The dossier of a citizen."""
    return answer(ctx, Dossier, await operations.get_dossier(ctx, citizen_id))
