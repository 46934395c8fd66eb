"""What access keeps of a person: all of it, for only here a person stands beside the surrogate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.care_starts.rules import CareStart
from services.access.care_stops.rules import CareStop
from services.access.citizens import store as citizens
from services.access.citizens.rules import CitizenErased, CitizenNotFound, PersonalData, personal_data
from services.access.decisions.rules import Decision
from services.access.desired_results.rules import DesiredResult
from services.access.destructions.rules import DestructionLine
from services.access.dossiers import store
from services.access.erasures.rules import Erasure
from services.access.legal_holds import store as legal_holds
from services.access.legal_holds.rules import LegalHold
from services.access.pgb_switches.rules import PgbSwitch
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from services.access.transfers.rules import Transfer
from shared.kit.data_subjects import Holding, Subjects
from shared.schemas import access as schemas
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _personal_data(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[PersonalData]:
    try:
        return [personal_data(await citizens.get_citizen(connection, citizens.keys_of(ctx), citizen_id))]
    except (CitizenNotFound, CitizenErased):
        return []


async def _requests(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Request]:
    return await store.list_requests_of(connection, citizen_id)


async def _decisions(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Decision]:
    return await store.list_decisions_of(connection, citizen_id)


async def _motivations(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Decision]:
    found = await store.list_decisions_of(connection, citizen_id)
    return [one for one in found if one.motivation is not None]


async def _referrals(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Referral]:
    return await store.list_referrals_of(connection, citizen_id)


def _held(name: str, record: type[Any]) -> Any:
    """How the rows about a citizen are found in the table of that name."""

    async def found(ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]) -> list[Any]:
        return await store.list_held_of(connection, name, record, citizen_id)

    return found


async def _holds(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[LegalHold]:
    found = await legal_holds.list_holds_of(connection, citizen_id)
    if ctx.actor.kind is not ActorKind.PORTAL:
        return found
    # That there is a hold is the citizen's to know; its ground may be another's, such as an inquiry (UAVG art. 41).
    return [replace(one, ground=None, release_reason=None) for one in found]


async def _transfers(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Transfer]:
    return await store.list_transfers_of(connection, citizen_id)


async def _lines(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[DestructionLine]:
    return await store.list_lines_of(connection, ctx.actor.organisation, citizen_id)


async def _erasures(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Erasure]:
    return await store.list_erasures_of(connection, citizen_id)


SUBJECTS = Subjects(
    says="Alleen de toegang weet wie een pseudoniem is; de persoonsgegevens zijn verzegeld en elk met een doel vastgelegd.",
    holdings=(
        Holding("personal-data", "Persoonsgegevens, elk met het doel waarvoor het er is (F-01, F-02).", schemas.PersonalData, _personal_data),
        Holding("requests", "Meldingen: de vragen om ondersteuning.", schemas.Request, _requests, ("requests",)),
        Holding("decisions", "Besluiten met hun toewijzing.", schemas.Decision, _decisions, ("decisions",)),
        Holding("motivations", "De motivering van elk besluit.", schemas.DecisionMotivation, _motivations),
        Holding("referrals", "Verwijzingen naar een aanbieder, met het antwoord.", schemas.Referral, _referrals, ("referrals",)),
        Holding("care-starts", "Starts van zorg, zoals de aanbieder ze meldde.", schemas.CareStart, _held("care_starts", CareStart), ("care_starts",)),
        Holding("care-stops", "Stops van zorg, met de reden.", schemas.CareStop, _held("care_stops", CareStop), ("care_stops",)),
        Holding("desired-results", "Gewenste resultaten, met termijn en oordeel (R-A34).", schemas.DesiredResult, _held("desired_results", DesiredResult), ("desired_results",)),
        Holding("pgb-switches", "Overstappen naar een PGB, met de reden (R-A41).", schemas.PgbSwitch, _held("pgb_switches", PgbSwitch), ("pgb_switches",)),
        Holding("transfers", "Overdrachten bij een verhuizing (R-A56).", schemas.Transfer, _transfers),
        Holding("legal-holds", "Vernietigingsstops: waarom het dossier langer blijft (F-37).", schemas.LegalHold, _holds, ("legal_holds",)),
        Holding("destruction-lines", "Regels op vernietigingslijsten: wanneer het dossier sloot en wat ermee gebeurt (F-37).", schemas.DestructionLine, _lines, ("destruction_lines",)),
        Holding("erasures", "Of en wanneer deze inwoner is gewist (F-38).", schemas.Erasure, _erasures, ("erasures",)),
    ),
)  # fmt: skip
