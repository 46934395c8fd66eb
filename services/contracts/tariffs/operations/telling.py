"""How findings and steps are told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from services.contracts.tariffs.rules import Judged
from shared.schemas import contracts as schemas
from shared.schemas.common import DerivationStep
from shared.values import Derivation, render

if TYPE_CHECKING:
    from shared.kit.context import Context


def steps_of(ctx: Context, why: Derivation) -> list[DerivationStep]:
    """The steps of a derivation as they travel."""
    return [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]


def findings_of(ctx: Context, judged: Iterable[Judged]) -> list[schemas.TariffFinding]:
    """What was judged as it travels."""
    return [
        schemas.TariffFinding(
            rule=one.rule,
            code=one.code,
            severity=one.severity,
            location=one.location,
            valid_from=one.valid_from,
            detail=one.text.render(ctx.language, {}),
        )
        for one in judged
    ]
