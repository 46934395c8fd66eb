"""What can be done with surveys: register one, find them, read each source's series and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from services.outcomes.indicators import store as indicators
from services.outcomes.measurements.rules import limit_for
from services.outcomes.surveys import rules, store
from services.outcomes.surveys.rules import Sender, Survey
from services.outcomes.surveys.rules.series import SurveyParticipation, SurveyYear, participation, series
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.rights import PURCHASERS
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import Derivation
from shared.values.measuring import SurveyAudience, SurveySource
from shared.values.terms import ActorKind, Scope

_GIVEN = tuple(name for name in schemas.NewSurvey.model_fields if name != "external_reference")
PLAIN = Plain(
    "survey",
    "surveys",
    "ervaringsonderzoek",
    "ervaringsonderzoeken",
    schemas.Survey,
    schemas.NewSurvey,
    rules.SurveyNotFound,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


def _limit(ctx: Context) -> int:
    """Below how many answers this reader sees no figures (F-08)."""
    return limit_for(ctx.actor.kind, ctx.service.settings.small_number)


async def _published(ctx: Context, connection: Connection, found: Sequence[Survey]) -> list[Survey]:
    """Surveys as this reader may see them: without the small, and the parts that would give those back (F-08)."""
    limit = _limit(ctx)
    if not limit:
        return list(found)
    return rules.publish_all(found, await store.list_small_breakdowns(connection, found, limit), limit)


@operation
async def get_survey(ctx: Context, survey_id: UUID) -> Survey:
    """One survey. Raises SurveyNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        [shown] = await _published(ctx, connection, [await store.SURVEYS.get(connection, survey_id)])
    return shown


@operation
async def explain_survey(ctx: Context, survey_id: UUID) -> Derivation:
    """How a survey's response and interval came about, and in which series it counts. Raises SurveyNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        [shown] = await _published(ctx, connection, [await store.SURVEYS.get(connection, survey_id)])
    return rules.explain(shown)


@operation
async def list_surveys(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    source: SurveySource | None = None,
    audience: SurveyAudience | None = None,
    provider: str | None = None,
    reference: str | None = None,
) -> Slice[Survey]:
    """A page of surveys, corrected ones included, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        found = await store.SURVEYS.page(
            connection, page, contract_id=contract_id, source=source, audience=audience, provider=provider,
            external_reference=reference,
        )  # fmt: skip
        return Slice(await _published(ctx, connection, found.items), found.last)


@operation
async def register_survey(ctx: Context, new: schemas.NewSurvey) -> Survey:
    """Register a survey (N-153, D-50), its source independent by who enters it (R-O13, F-27).

    The same client, reference and contents give what is there (Replayed). Raises ContractNotFound, SurveyRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    researcher = ctx.actor.kind is ActorKind.RESEARCHER
    sender = Sender(
        frozenset(ctx.actor.organisations),
        researcher=researcher,
        purchaser=ctx.actor.kind in PURCHASERS,
        # Who authorised a researcher did not ask the clients itself.
        by=(ctx.actor.via if researcher else None) or ctx.actor.organisation,
    )
    client_id, reference = ctx.actor.client_id, new.external_reference
    async with ctx.begin() as connection:
        contract = await indicators.lock_contract(connection, new.contract_id)
        known = await store.SURVEYS.find_by_reference(connection, contract.owner, client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.Survey, known, reference, {name: getattr(new, name) for name in _GIVEN})
        survey = rules.register(contract, new, sender, ctx.today)
        corrected, superseded = await store.find_corrected(connection, new.corrects_id)
        rules.check_correction(new, corrected, sender, superseded=superseded)
        await store.SURVEYS.add(connection, survey, client_id)
        # The feed is read by more than the parties to the contract.
        told = rules.told(survey, ctx.service.settings.small_number)
        await logbook.record(ctx, connection, "survey-registered", schemas.Survey, told)
    return survey


@operation
async def get_series(
    ctx: Context, contract_id: UUID, year: int, audience: SurveyAudience = SurveyAudience.CLIENTS
) -> SurveyYear:
    """The surveys of a contract year, each source its own series (R-O13). Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, contract_id)
        found = await store.list_surveys_of_year(connection, contract_id, year)
    return series(contract, year, audience, [one for one in found if one.audience is audience], _limit(ctx))


@operation
async def get_participation(ctx: Context, contract_id: UUID, year: int) -> SurveyParticipation:
    """Which providers of a contract took part in the survey that they are obliged to (R-O30). Raises ContractNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        contract = await indicators.get_contract(connection, contract_id)
        found = await store.list_surveys_of_year(connection, contract_id, year)
    return participation(contract, year, found)
