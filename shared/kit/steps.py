"""The steps of an explanation that is worked out while it is asked, in the reader's language: over REST and in the graph."""

from __future__ import annotations

from shared.kit.context import Context
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.values.derivation import Derivation, render


def steps_of(ctx: Context, why: Derivation) -> list[DerivationStep]:
    """Each step with its sentence in the language of who asks."""
    return [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]


def shown(ctx: Context, subject: object, why: Derivation) -> DerivationAnswer:
    """An explanation of a subject with an id and a version, worked out from what stands in it."""
    known: dict[str, object] = {name: getattr(subject, name) for name in ("id", "version")}
    told = {"subject": known["id"], "version": known["version"], "steps": steps_of(ctx, why)}
    return DerivationAnswer.model_validate(told)
