"""Citizens over REST; personal data travel here alone, never in an address."""

from uuid import UUID

from starlette.responses import Response

from services.access.citizens import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.kit.rights import RoleNotAllowed
from shared.kit.sealing import SealingKeyMissing
from shared.schemas.access import (
    Citizen,
    CitizenSearch,
    FoundCitizen,
    NewCitizen,
    PersonalData,
    PersonalDataChange,
)
from shared.values.terms import Scope

router = Router(prefix="/citizens", tags=["citizens"])
ONE = [rules.CitizenNotFound, rules.CitizenErased, PurchaserOnly, SealingKeyMissing]
EXAMPLE = {
    "citizenReference": "inwoner-0042",
    "bsn": {"value": "999900006", "purpose": "identification"},
    "bornOn": {"value": "1958-05-17", "purpose": "identification"},
    "familyName": {"value": "Voorbeeld", "purpose": "identification"},
}


@router.get(
    "",
    scope=Scope.PERSONS_READ,
    summary="Blader door inwoners (citizens)",
    description="De inwoners van de gemeente: welke gegevens zijn ingevuld en waarvoor, zonder de gegevens zelf.",
    answer=Citizen,
    page=True,
    problems=[PurchaserOnly, SealingKeyMissing],
)
async def list_citizens(ctx: Ctx, request: PageQuery) -> Response:
    """A page of citizens."""
    return page(ctx, Citizen, await operations.list_citizens(ctx, request))


@router.post(
    "",
    scope=Scope.PERSONS_WRITE,
    summary="Leg een inwoner vast (citizen)",
    description=(
        "Elk gegeven heeft een doel uit de gesloten lijst (F-01, F-02). De gegevens worden verzegeld bewaard; overal elders"
        " heet de inwoner naar het pseudoniem dat hier ontstaat. Dezelfde inwoner nog eens geeft wie er al is (200), met"
        " andere gegevens 409 met het bekende pseudoniem."
    ),
    answer=Citizen,
    status=201,
    problems=[
        PurchaserOnly,
        rules.PersonalDataRefused,
        rules.CitizenKnown,
        rules.CitizenErased,
        SealingKeyMissing,
    ],
    example=EXAMPLE,
)
async def register_citizen(ctx: Ctx, body: NewCitizen) -> Response:
    """Register a citizen."""
    return answer(ctx, Citizen, await operations.register_citizen(ctx, body), 201)


@router.post(
    "/_search",
    scope=Scope.PERSONS_READ,
    summary="Zoek een inwoner op BSN of eigen kenmerk (search)",
    description=(
        "In een body, zodat een BSN nooit in een adres staat. Het antwoord noemt ten hoogste één pseudoniem. Een portaal"
        " dat namens de gemeente werkt zoekt hier, op BSN, wie er is ingelogd."
    ),
    answer=FoundCitizen,
    page=True,
    safe=True,
    problems=[PurchaserOnly, RoleNotAllowed, rules.PersonalDataRefused, SealingKeyMissing],
    example={"bsn": "999900006"},
)
async def search_citizens(ctx: Ctx, body: CitizenSearch) -> Response:
    """Search a citizen."""
    return page(ctx, FoundCitizen, await operations.search_citizens(ctx, body))


@router.get(
    "/{citizen_id}",
    scope=Scope.PERSONS_READ,
    summary="Lees een inwoner (citizen)",
    description="Welke gegevens zijn ingevuld en waarvoor; van het BSN de laatste twee cijfers.",
    answer=Citizen,
    problems=ONE,
)
async def get_citizen(ctx: Ctx, citizen_id: UUID) -> Response:
    """One citizen."""
    return answer(ctx, Citizen, await operations.get_citizen(ctx, citizen_id))


@router.get(
    "/{citizen_id}/personal-data",
    scope=Scope.PERSONS_READ,
    summary="Lees de persoonsgegevens van een inwoner (personal data)",
    description="Alle gegevens voluit, ook het BSN, elk met zijn doel; elke lezing staat in het verwerkingenlogboek.",
    answer=PersonalData,
    problems=ONE,
)
async def get_personal_data(ctx: Ctx, citizen_id: UUID) -> Response:
    """The personal data of a citizen."""
    return answer(ctx, PersonalData, await operations.get_personal_data(ctx, citizen_id))


@router.patch(
    "/{citizen_id}/personal-data",
    scope=Scope.PERSONS_WRITE,
    summary="Verbeter persoonsgegevens (correction)",
    description=(
        "Wat ontbreekt blijft, null haalt een gegeven weg (RFC 7396); een gegeven komt als geheel in de plaats (F-38). Onder een"
        " vernietigingsstop blijft wat is ingevuld; wat leeg is kan worden aangevuld (F-37)."
    ),
    answer=Citizen,
    problems=[*ONE, rules.PersonalDataRefused, rules.CitizenKnown, rules.FileHeld],
    example={"phone": {"value": "+31612345678", "purpose": "contact"}},
)
async def correct_personal_data(ctx: Ctx, citizen_id: UUID, body: PersonalDataChange) -> Response:
    """Correct personal data."""
    return answer(ctx, Citizen, await operations.correct_personal_data(ctx, citizen_id, body))
