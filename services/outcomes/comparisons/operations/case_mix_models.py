"""Case-mix models: asked, fitted by a job, frozen (R-O09)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.outcomes.comparisons import store
from services.outcomes.comparisons.rules import asking, making
from services.outcomes.comparisons.rules.faults import ModelNotFound
from services.outcomes.comparisons.rules.fitting import Column, NotIdentified, Pattern, fit
from services.outcomes.comparisons.rules.frozen import CaseMixModel
from services.outcomes.comparisons.rules.models import Fit
from shared.kit import jobs, logbook
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.merging import made
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.comparing import Covariate, ModelState, OutcomeKind
from shared.values.terms import Scope

JOB = "case-mix-fit"
_GIVEN = tuple(name for name in schemas.NewCaseMixModel.model_fields if name != "external_reference")
PLAIN = Plain(
    "case_mix_model",
    "case_mix_models",
    "zorgzwaartemodel",
    "zorgzwaartemodellen",
    schemas.CaseMixModel,
    None,
    ModelNotFound,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_case_mix_model(ctx: Context, case_mix_model_id: UUID) -> CaseMixModel:
    """One model. Raises ModelNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.MODELS.get(connection, case_mix_model_id)


@operation
async def list_case_mix_models(
    ctx: Context,
    page: PageRequest,
    *,
    indicator: str | None = None,
    state: ModelState | None = None,
    reference: str | None = None,
) -> Slice[CaseMixModel]:
    """A page of models."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.MODELS.page(
            connection, page, indicator=indicator, state=state, external_reference=reference
        )


@operation
async def register_case_mix_model(ctx: Context, new: schemas.NewCaseMixModel) -> CaseMixModel:
    """Ask for a model: a job fits it and freezes it (R-O09).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ModelRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        asking.check_model(new, ctx.today)
        reference = new.external_reference
        known = await store.MODELS.find_by_reference(connection, owner, ctx.actor.client_id, reference)
        if known is not None:
            given = {name: getattr(new, name) for name in _GIVEN}
            give_known(schemas.CaseMixModel, known, reference or "", given)
        id_ = new_id()
        job = await jobs.ask(ctx, connection, JOB, {"model": str(id_)}, scope=Scope.OUTCOMES_READ, about=id_)
        model = made(
            CaseMixModel, new, id=id_, version=1, owner=owner, parties=[], state=ModelState.REQUESTED, job_id=job.id,
            intercept=None, intercept_error=None, terms=[], references=[], size=None, events=None, log_likelihood=None,
            concordance=None, penalised=False, separated=[], fitted_on=None, failure=None,
        )  # fmt: skip
        return await store.MODELS.enter(
            ctx, connection, model, "case-mix-model-requested", given=_GIVEN, status=202
        )


class Fitting:
    """The handler of the job: counts those who are alike in one statement, fits them beside the loop, freezes what it found."""

    async def __call__(self, ctx: jobs.JobContext, job: jobs.Job) -> Mapping[str, Any]:
        """Fit one model; a model that is not waiting any more is left as it is."""
        assert job.about is not None
        async with ctx.read() as connection:
            model = await store.MODELS.get(connection, job.about)
            patterns = await store.list_patterns(
                connection, model.owner, model.indicator, OutcomeKind.BINARY, (model.quarter_from, model.quarter_to),
                model.covariates,
            )  # fmt: skip
            parties = await store.list_providers(
                connection, model.owner, model.indicator, model.quarter_from, model.quarter_to
            )
        if model.state is not ModelState.REQUESTED:
            return _told(model)
        try:
            found: Fit | str = await asyncio.to_thread(fitted_on, model.covariates, patterns)
        except NotIdentified as impossible:
            found = str(impossible)
        return await _freeze(ctx, job, found, parties)

    async def ended(self, ctx: Context, connection: Connection, job: jobs.JobRow) -> None:
        """The model will not be fitted: its job was cancelled, or failed."""
        assert job.about is not None
        model = await store.MODELS.get(connection, job.about, lock=True)
        if model.state is ModelState.REQUESTED:
            lost = replace(
                model, version=model.version + 1, state=ModelState.FAILED, failure=f"job-{job.state}"
            )
            await store.MODELS.save(connection, lost)


def fitted_on(covariates: Sequence[Covariate], patterns: Sequence[Pattern]) -> Fit:
    """The fit on clients who were counted together, for a thread of its own. Raises NotIdentified."""
    return fit([Column(one, numeric=one is Covariate.SES_SCORE) for one in covariates], patterns)


async def _freeze(
    ctx: jobs.JobContext, job: jobs.Job, found: Fit | str, parties: Sequence[str]
) -> Mapping[str, Any]:
    """Keep what the fit found, and end the job with it."""
    assert job.about is not None
    async with ctx.begin() as connection:
        await ctx.hold(connection)
        model = await store.MODELS.get(connection, job.about, lock=True)
        if isinstance(found, str):
            frozen, why = making.failed(model, found)
        else:
            frozen, why = making.fitted(model, found, parties, ctx.today)
        await store.MODELS.save(connection, frozen)
        if frozen.failure is None:
            await logbook.record(
                ctx, connection, "case-mix-model-fitted", schemas.CaseMixModel, frozen, why, status=200
            )
        else:
            await logbook.record(
                ctx, connection, "case-mix-model-failed", schemas.CaseMixModel, frozen, why, status=200
            )
        job.ends_with(_told(frozen))
    return _told(frozen)


def _told(model: CaseMixModel) -> dict[str, Any]:
    """What the job shows of its model."""
    return {"caseMixModelId": str(model.id), "state": str(model.state), "failure": model.failure}
