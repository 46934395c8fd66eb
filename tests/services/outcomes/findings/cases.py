"""Sets of indicators as the sources describe them, and contracts that are measured by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.outcomes.completeness.rules import Registered
from services.outcomes.definitions import store
from services.outcomes.definitions.rules import Agreement, IndicatorDefinition, agree, define
from services.outcomes.findings.rules import (
    Case,
    IndicatorFinding,
    IndicatorFindings,
    NotAssessed,
    Observed,
    look,
)
from services.outcomes.indicators.rules import Indicator
from shared.values.agreements import FundingForm
from shared.values.indicating import AgreeingSide
from tests.services.outcomes.examples import CONTRACT, LEAD, OWNER, SUB, indicator

TODAY = date(2026, 8, 10)


def measured_by(library: str) -> list[Indicator]:
    """The indicators of a library, as a contract would agree on them."""
    items = store.get_library(library).items
    return [
        indicator(
            id=UUID(int=number), number=number, code=one.code, name=one.name_nl, kind=one.kind,
            scope=one.scope, source=one.source, unit=one.unit, frequency=one.frequency,
        )
        for number, one in enumerate(items, 1)
    ]  # fmt: skip


def case(indicators: list[Indicator], *forms: FundingForm, today: date = TODAY, **other: Any) -> Case:
    """A contract since the first of January 2026, measured by these indicators."""
    contract = replace(CONTRACT, forms=list(forms), **other.pop("terms", {}))
    return Case(contract=contract, indicators=indicators, today=today, **other)


def found(looked_at: Case) -> dict[str, IndicatorFinding]:
    """What is found, by its code."""
    return {one.code: one for one in look(looked_at).findings}


def unassessed(looked_at: Case) -> dict[str, NotAssessed]:
    """What cannot be judged, by its code."""
    return {one.code: one for one in look(looked_at).not_assessed}


def seen(one: Indicator, quarter: str, value: str = "7.0", on: date | None = None) -> Observed:
    """What was measured in a quarter, registered on a day."""
    return Observed(one.id, quarter, value, on)


def registered(*measured: Observed) -> list[Registered]:
    """The same measurements as completeness counts them: of the whole contract."""
    return [Registered(one.indicator_id, one.quarter, None) for one in measured]


def observed(*measured: Observed) -> dict[tuple[UUID, str], Observed]:
    """Measurements as a case has them."""
    return {(one.indicator_id, one.quarter): one for one in measured}


def defined(code: str, library: str, *agreed: str, start: date = date(2026, 1, 1)) -> IndicatorDefinition:
    """A definition with the agreement of these organisations."""
    item = next(one for one in store.get_library(library).items if one.code == code)
    made, _ = define(OWNER, code, item, start, [LEAD, SUB])
    for one in agreed:
        side = AgreeingSide.PURCHASER if one == OWNER else AgreeingSide.PROVIDER
        told = Agreement(side=side, organisation=one, agreed_by="j.jansen", agreed_on=start)
        changed = agree(made, 1, told, (side,))
        assert changed is not None
        made = changed[0]
    return made


__all__ = [
    "IndicatorFindings",
    "case",
    "defined",
    "found",
    "measured_by",
    "observed",
    "registered",
    "seen",
    "unassessed",
]
