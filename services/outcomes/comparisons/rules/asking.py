"""Whether a comparison or a model can be made as it is asked: everything that is wrong with the question, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.comparisons.rules.faults import ComparisonRefused, ModelRefused, fault
from services.outcomes.comparisons.rules.frozen import CaseMixModel
from services.outcomes.comparisons.rules.judging import Question
from services.outcomes.comparisons.rules.models import Fit
from services.outcomes.comparisons.rules.records import Asked, Comparison
from services.outcomes.indicators.rules import quarter_period
from shared.errors import FieldError
from shared.values.comparing import (
    Comparability,
    ComparisonMethod,
    ComparisonTarget,
    Covariate,
    ModelState,
    OutcomeKind,
)

MOST_UNITS = 2_000
_STANDARDISED = (ComparisonMethod.DIRECT, ComparisonMethod.INDIRECT)


class ModelQuestion(Protocol):
    """A model as it is asked."""

    @property
    def quarter_from(self) -> str: ...
    @property
    def quarter_to(self) -> str: ...
    @property
    def covariates(self) -> list[Covariate]: ...


class PeriodQuestion(Protocol):
    """What is asked over a period."""

    @property
    def quarter_from(self) -> str: ...
    @property
    def quarter_to(self) -> str: ...


def check_model(asked: ModelQuestion, today: date) -> None:
    """Raise ModelRefused with everything that is wrong with the question for a model."""
    errors = [*_of_period(asked, today), *_of_twice(asked.covariates)]
    if errors:
        raise ModelRefused(errors=tuple(errors))


def check(asked: Comparison, model: CaseMixModel | None, today: date) -> None:
    """Raise ComparisonRefused with everything that is wrong with the question for a comparison."""
    errors = [
        *_of_period(asked, today),
        *_of_twice(asked.covariates),
        *_of_covariates(asked),
        *_of_model(asked, model),
        *_of_reference(asked),
        *_of_target(asked),
        *_of_tests(asked),
    ]
    if errors:
        raise ComparisonRefused(errors=tuple(errors))


def _of_period(asked: PeriodQuestion, today: date) -> list[FieldError]:
    if asked.quarter_to < asked.quarter_from:
        return [fault("quarterTo", "period-reversed")]
    last = quarter_period(asked.quarter_to).last_day
    return [fault("quarterTo", "quarter-not-over")] if last is None or last >= today else []


def _of_twice(covariates: Sequence[Covariate]) -> list[FieldError]:
    return [
        fault(f"covariates/{place}", "covariate-twice")
        for place, one in enumerate(covariates)
        if one in covariates[:place]
    ]


def _of_covariates(asked: Comparison) -> list[FieldError]:
    if asked.method not in _STANDARDISED:
        return [fault("covariates", "covariates-not-asked")] if asked.covariates else []
    if not asked.covariates:
        return [fault("covariates", "covariates-missing")]
    return [
        fault(f"covariates/{place}", "covariate-not-a-factor")
        for place, one in enumerate(asked.covariates)
        if one is Covariate.SES_SCORE
    ]


def _of_model(asked: Comparison, model: CaseMixModel | None) -> list[FieldError]:
    if asked.method is not ComparisonMethod.LOGISTIC:
        return [fault("modelId", "model-not-asked")] if asked.model_id is not None else []
    found = [] if asked.kind is OutcomeKind.BINARY else [fault("kind", "kind-not-binary")]
    if model is None:
        return [*found, fault("modelId", "model-missing")]
    if model.state is not ModelState.FITTED:
        found.append(fault("modelId", "model-not-fitted"))
    if model.indicator != asked.indicator:
        found.append(fault("modelId", "model-of-another"))
    return found


def _of_reference(asked: Comparison) -> list[FieldError]:
    if asked.reference_from is None and asked.reference_to is None:
        return []
    if asked.method not in _STANDARDISED:
        return [fault("referenceFrom", "reference-not-asked")]
    if asked.reference_from is None or asked.reference_to is None:
        return [fault("referenceTo", "period-half")]
    return [fault("referenceTo", "period-reversed")] if asked.reference_to < asked.reference_from else []


def _of_target(asked: Comparison) -> list[FieldError]:
    if asked.target is not ComparisonTarget.NORM:
        found = [fault("norm", "norm-not-asked")] if asked.norm is not None else []
        if asked.target is ComparisonTarget.REFERENCE and asked.method is ComparisonMethod.NONE:
            found.append(fault("target", "target-without-reference"))
        return found
    if asked.norm is None:
        return [fault("norm", "norm-missing")]
    norm = float(asked.norm)
    if asked.kind is OutcomeKind.BINARY and not 0 < norm < 1:
        return [fault("norm", "norm-outside")]
    if asked.kind is OutcomeKind.COUNT and norm <= 0:
        return [fault("norm", "norm-not-positive")]
    return []


def _of_tests(asked: Comparison) -> list[FieldError]:
    found, seen = [], set()
    for place, one in enumerate(asked.tests):
        if one.test in seen:
            found.append(fault(f"tests/{place}/test", "test-twice", "R-O10"))
        seen.add(one.test)
        if one.verdict is Comparability.NOT_COMPARABLE and not one.reason:
            found.append(fault(f"tests/{place}/reason", "reason-missing", "R-O10"))
    return found


def asked_of(comparison: Comparison, model: CaseMixModel | None) -> Asked:
    """What is to be counted for a comparison: the model's own covariates, and the reference period that holds."""
    return Asked(
        owner=comparison.owner,
        indicator=comparison.indicator,
        kind=comparison.kind,
        quarter_from=comparison.quarter_from,
        quarter_to=comparison.quarter_to,
        unit=comparison.unit,
        method=comparison.method,
        covariates=tuple(model.covariates if model is not None else comparison.covariates),
        reference_from=comparison.reference_from or comparison.quarter_from,
        reference_to=comparison.reference_to or comparison.quarter_to,
    )


def question_of(comparison: Comparison, fit: Fit | None, *, show: bool) -> Question:
    """How the units are judged."""
    return Question(
        kind=comparison.kind,
        method=comparison.method,
        target=comparison.target,
        norm=None if comparison.norm is None else float(comparison.norm),
        rate=None if fit is None else fit.rate,
        trimming=comparison.trimming,
        scale=comparison.scale,
        adjust=comparison.over_dispersion,
        show=show,
    )


def model_of(comparison: Comparison, models: Sequence[CaseMixModel]) -> CaseMixModel | None:
    """The model that a comparison names, among those that were found."""
    wanted: UUID | None = comparison.model_id
    return next((one for one in models if one.id == wanted), None)
