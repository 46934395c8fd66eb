"""What access keeps of a person: all of it, for only here a person stands beside the surrogate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.allocation_requests.rules import AllocationRequest
from services.access.allocations.rules import Allocation
from services.access.care_orders.rules import CareOrder
from services.access.care_starts.rules import CareStart
from services.access.care_stops.rules import CareStop
from services.access.change_requests.rules import ChangeRequest
from services.access.citizens import store as citizens
from services.access.citizens.rules import CitizenErased, CitizenNotFound, PersonalData, personal_data
from services.access.clarifications.rules import Clarification
from services.access.decisions.rules import Decision
from services.access.desired_results.rules import DesiredResult
from services.access.destructions.rules import DestructionLine
from services.access.dossiers import store
from services.access.erasures.rules import Erasure
from services.access.expert_advices.rules import Advice
from services.access.gradings.rules import Grading
from services.access.household_plans import store as household_plans
from services.access.household_plans.rules import HouseholdPlan, of_citizen
from services.access.legal_checks.rules import LegalCheck
from services.access.legal_holds import store as legal_holds
from services.access.legal_holds.rules import LegalHold
from services.access.majority_signals.rules import MajoritySignal
from services.access.own_contributions.rules import OwnContribution
from services.access.pgb_switches.rules import PgbSwitch
from services.access.pilot_flames.rules import PilotFlame
from services.access.provider_choices.rules import ProviderChoice
from services.access.referrals.rules import Referral
from services.access.remedies.rules import Remedy, kinds_of
from services.access.requests.rules import Request
from services.access.result_budgets.rules import ResultBudget
from services.access.reviews.rules import Review
from services.access.signals.rules import Signal
from services.access.statutory_terms.rules import StatutoryTerm
from services.access.transfers.rules import Transfer
from services.access.waiting_list.rules import WaitingEntry
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
    return _of_the_reader(ctx, await store.list_decisions_of(connection, citizen_id))


def _of_the_reader(ctx: Context, found: list[Decision]) -> list[Decision]:
    """What a citizen reads is what was decided; a draft is the municipality's own thinking."""
    return [one for one in found if one.taken] if ctx.actor.kind is ActorKind.PORTAL else found


async def _motivations(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Decision]:
    found = _of_the_reader(ctx, await store.list_decisions_of(connection, citizen_id))
    return [one for one in found if one.motivation is not None]


async def _referrals(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Referral]:
    return await store.list_referrals_of(connection, citizen_id)


async def _plans(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[HouseholdPlan]:
    """The plans that this citizen is in, without the others of the household."""
    found = await household_plans.list_plans_of(connection, citizen_id)
    return [of_citizen(one, citizen_id) for one in found]


def _held(name: str, record: type[Any]) -> Any:
    """How the rows about a citizen are found in the table of that name."""

    async def found(ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]) -> list[Any]:
        return await store.list_held_of(connection, name, record, citizen_id)

    return found


async def _remedies(
    ctx: Context, connection: Connection, citizen_id: UUID, _: Sequence[UUID]
) -> list[Remedy]:
    # The citizen sees all of them in its portal, the municipality those that the token's bearer handles (F-26).
    kinds = kinds_of(ctx.actor.kind, ctx.actor.scopes)
    found = await store.list_held_of(connection, "remedies", Remedy, citizen_id)
    return [one for one in found if one.kind in kinds]


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
        Holding("questions", "De vraag zelf bij elke melding, met de motieven.", schemas.RequestQuestion, _requests),
        Holding("clarifications", "Vraagverhelderingen: hoe de vraag helder werd (N-127).", schemas.Clarification, _held("clarifications", Clarification), ("clarifications",)),
        Holding("household-plans", "Huishoudplannen waarin deze inwoner staat (R-A23).", schemas.HouseholdPlan, _plans, ("household_members",)),
        Holding("pilot-flames", "Waakvlammen: licht contact na het sluiten (R-A51).", schemas.PilotFlame, _held("pilot_flames", PilotFlame), ("pilot_flames",)),
        Holding("decisions", "Besluiten met hun toewijzing.", schemas.Decision, _decisions, ("decisions",)),
        Holding("motivations", "De motivering van elk besluit.", schemas.DecisionMotivation, _motivations),
        Holding("referrals", "Verwijzingen naar een aanbieder, met het antwoord.", schemas.Referral, _referrals, ("referrals",)),
        Holding("allocations", "Toewijzingen aan een aanbieder, zoals zij gelden.", schemas.Allocation, _held("allocations", Allocation), ("allocations",)),
        Holding("care-orders", "Zorgopdrachten: wanneer de zorg mocht beginnen (R-A05).", schemas.CareOrder, _held("care_orders", CareOrder), ("care_orders",)),
        Holding("allocation-requests", "Verzoeken van aanbieders om een toewijzing.", schemas.AllocationRequest, _held("allocation_requests", AllocationRequest), ("allocation_requests",)),
        Holding("change-requests", "Verzoeken van aanbieders om te wijzigen wat er loopt.", schemas.ChangeRequest, _held("change_requests", ChangeRequest), ("change_requests",)),
        Holding("care-starts", "Starts van zorg, zoals de aanbieder ze meldde.", schemas.CareStart, _held("care_starts", CareStart), ("care_starts",)),
        Holding("care-stops", "Stops van zorg, met de reden.", schemas.CareStop, _held("care_stops", CareStop), ("care_stops",)),
        Holding("desired-results", "Gewenste resultaten, met termijn en oordeel (R-A34).", schemas.DesiredResult, _held("desired_results", DesiredResult), ("desired_results",)),
        Holding("pgb-switches", "Overstappen naar een PGB, met de reden (R-A41).", schemas.PgbSwitch, _held("pgb_switches", PgbSwitch), ("pgb_switches",)),
        Holding("remedies", "Bezwaar, beroep, klachten en dossiers van ombudsfunctionaris of arbiter, voor wie ze behandelt (N-137).", schemas.Remedy, _remedies, ("remedies",)),
        Holding("signals", "Signalen over deze inwoner, met wat ermee is gedaan (N-139).", schemas.Signal, _held("signals", Signal), ("signals",)),
        Holding("reviews", "Toetsen van vragen, besluiten en toewijzingen, met contact en uitkomst (N-133).", schemas.Review, _held("reviews", Review), ("reviews",)),
        Holding("expert-advices", "Adviezen van experts en bekrachtigingen bij een besluit (N-134).", schemas.ExpertAdvice, _held("expert_advices", Advice), ("expert_advices",)),
        Holding("legal-checks", "Wettelijke toetsen, met de reden en het antwoord (F-34).", schemas.LegalCheck, _held("legal_checks", LegalCheck), ("legal_checks",)),
        Holding("majority-signals", "In welke maand lopende jeugdhulp haar leeftijdsgrens bereikt (R-A16).", schemas.MajoritySignal, _held("majority_signals", MajoritySignal), ("majority_signals",)),
        Holding("own-contributions", "Eigen bijdragen: de weg en de tijdvakken, zonder inkomen (R-A30).", schemas.OwnContribution, _held("own_contributions", OwnContribution), ("own_contributions",)),
        Holding("result-budgets", "Budgetten voor resultaten, met de gekozen aanbieder (R-A32).", schemas.ResultBudget, _held("result_budgets", ResultBudget), ("result_budgets",)),
        Holding("gradings", "Inschalingen: hoe zwaar wie de behoefte vond (R-A46).", schemas.Grading, _held("gradings", Grading), ("gradings",)),
        Holding("statutory-terms", "Wettelijke termijnen van meldingen: wanneer iets klaar moest zijn en was (R-A55).", schemas.StatutoryTerm, _held("statutory_terms", StatutoryTerm), ("statutory_terms",)),
        Holding("provider-choices", "Keuzes van een aanbieder: voorkeur, aanbod en wie het werd (R-A40).", schemas.ProviderChoice, _held("provider_choices", ProviderChoice), ("provider_choices",)),
        Holding("waiting-entries", "Plaatsen op de wachtlijst: hoe dringend, sinds wanneer en waarom (R-A37).", schemas.WaitingEntry, _held("waiting_entries", WaitingEntry), ("waiting_entries",)),
        Holding("transfers", "Overdrachten bij een verhuizing (R-A56).", schemas.Transfer, _transfers),
        Holding("legal-holds", "Vernietigingsstops: waarom het dossier langer blijft (F-37).", schemas.LegalHold, _holds, ("legal_holds",)),
        Holding("destruction-lines", "Regels op vernietigingslijsten: wanneer het dossier sloot en wat ermee gebeurt (F-37).", schemas.DestructionLine, _lines, ("destruction_lines",)),
        Holding("erasures", "Of en wanneer deze inwoner is gewist (F-38).", schemas.Erasure, _erasures, ("erasures",)),
    ),
)  # fmt: skip
