"""What outcomes keeps of a person: how long its questions waited and its care, under their own ids and the surrogate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.assessments import store as assessments
from services.outcomes.assessments.rules import Assessment, Selection
from services.outcomes.cases import store as cases
from services.outcomes.cases.rules import Case, Goal, PgbSwitch
from services.outcomes.client_results import store as client_results
from services.outcomes.client_results.rules import ClientResult, DesiredResult, Opinion
from services.outcomes.waiting_times import rules
from services.outcomes.waiting_times import store as waiting_times
from services.outcomes.waiting_times.rules import WaitingTime
from shared.kit.data_subjects import Holding, Subjects
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _waiting_times(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[WaitingTime]:
    today = await ctx.read_clock(connection)
    # By the requests' ids too: a wait from before the surrogate was kept has none.
    found = await waiting_times.list_waits_of(connection, citizen_id)
    found += await waiting_times.list_waits_by_id(connection, list(request_ids))
    waits = {wait.id: wait for wait in found}
    return [rules.waiting_time(waits[one], None, today) for one in sorted(waits)]


async def _cases(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Case]:
    return await cases.list_cases_of(connection, [citizen_id])


async def _switches(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[PgbSwitch]:
    return await cases.list_switches_of(connection, [citizen_id])


async def _goals(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Goal]:
    return await cases.list_goals_of(connection, [citizen_id])


async def _selections(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Selection]:
    return await assessments.list_selections_of(connection, citizen_id)


async def _assessments(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Assessment]:
    return await assessments.list_assessments_of(connection, citizen_id)


async def _wanted(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[DesiredResult]:
    return await client_results.list_desired_results_of(connection, citizen_id)


async def _results(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[ClientResult]:
    return await client_results.list_results_of(connection, citizen_id)


async def _opinions(
    ctx: Context, connection: Connection, citizen_id: UUID, request_ids: Sequence[UUID]
) -> list[Opinion]:
    return await client_results.list_opinions_of(connection, citizen_id)


SUBJECTS = Subjects(
    says=(
        "Wat hier wordt gemeten gaat over contracten. Van een inwoner zijn er de dagen van elke melding, onder het kenmerk van"
        " die melding en het pseudoniem; een toelichting bij een meting noemt geen personen."
    ),
    holdings=(
        Holding(
            "waiting-times",
            "Wachttijden: van eerste contact tot eerste gesprek, om ze per contract te tellen (R-O06).",
            schemas.WaitingTime,
            _waiting_times,
            ("waits",),
        ),
        Holding(
            "cases",
            "Casussen: besluiten, verwijzingen en zorg, om stromen te tellen (R-O14 … R-O19).",
            schemas.Case,
            _cases,
            ("cases",),
        ),
        Holding(
            "pgb-switches",
            "Overstappen naar een persoonsgebonden budget, om ze te tellen (R-A41, R-O26).",
            schemas.CountedSwitch,
            _switches,
            ("pgb_switches",),
        ),
        Holding(
            "goals",
            "Gewenste resultaten met hun termijn en oordeel, om het doelbereik te tellen (R-O15).",
            schemas.CountedGoal,
            _goals,
            ("goals",),
        ),
        Holding(
            "assessment-selections",
            "Welke domeinen van de zelfredzaamheid-matrix voor deze inwoner zijn gevraagd, en waarvoor (F-03).",
            schemas.AssessmentSelection,
            _selections,
            ("assessment_selections",),
        ),
        Holding(
            "assessments",
            "Afnames van de zelfredzaamheid-matrix, om voortgang te volgen en op stappen af te rekenen (R-O01 … R-O04).",
            schemas.Assessment,
            _assessments,
            ("assessments",),
        ),
        Holding(
            "desired-results",
            "Gewenste resultaten, zonder hun tekst, om ze op hun termijn te beoordelen (R-O24).",
            schemas.WantedResult,
            _wanted,
            ("desired_results",),
        ),
        Holding(
            "client-results",
            "Wat er van gewenste resultaten werd, en waaraan dat is toe te schrijven (R-O24, R-O25).",
            schemas.ClientResult,
            _results,
            ("client_results",),
        ),
        Holding(
            "result-opinions",
            "Wat elke beoordelaar van een gewenst resultaat zei (R-O24).",
            schemas.ResultOpinion,
            _opinions,
            ("result_opinions",),
        ),
    ),
)
