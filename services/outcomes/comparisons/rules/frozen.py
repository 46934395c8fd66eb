"""A case-mix model as it is kept: asked, then fitted and frozen, or impossible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.comparisons.rules.models import Fit, Term
from shared.values.comparing import Covariate, ModelState


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """A coefficient as it is kept."""

    covariate: Covariate
    level: str | None
    coefficient: str
    standard_error: str


@dataclass(frozen=True, slots=True)
class ModelReference:
    """The level of a factor that the others are held against."""

    covariate: Covariate
    level: str


@dataclass(frozen=True, slots=True)
class CaseMixModel:
    """A case-mix model: asked, then fitted and frozen, or impossible."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    indicator: str
    quarter_from: str
    quarter_to: str
    covariates: list[Covariate]
    state: ModelState
    job_id: UUID
    intercept: str | None
    intercept_error: str | None
    terms: list[ModelTerm]
    references: list[ModelReference]
    size: int | None
    events: int | None
    log_likelihood: str | None
    concordance: str | None
    penalised: bool
    separated: list[str]
    fitted_on: date | None
    failure: str | None

    def frozen(self) -> Fit:
        """The fit as it was frozen."""
        assert self.intercept is not None and self.size is not None and self.events is not None
        return Fit(
            intercept=float(self.intercept),
            intercept_error=float(self.intercept_error or 0),
            terms=tuple(
                Term(one.covariate, one.level, float(one.coefficient), float(one.standard_error))
                for one in self.terms
            ),
            references={one.covariate: one.level for one in self.references},
            size=self.size,
            events=self.events,
            log_likelihood=float(self.log_likelihood or 0),
            concordance=float(self.concordance or 0),
            penalised=self.penalised,
            separated=tuple(self.separated),
        )
