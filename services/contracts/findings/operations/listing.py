"""The reference lists: texts of the sources, kinds of findings, forms of funding with their fields."""

from __future__ import annotations

from functools import cache
from typing import get_args

from services.contracts.contracts.rules.forms import BASIC
from services.contracts.findings import rules
from services.contracts.findings.rules import FORMS, KINDS, SourceText
from shared.kit.context import Context, operation
from shared.schemas import contracts as schemas
from shared.schemas.contracts.funding import FundingBase
from shared.values.agreements import BasicForm, FundingForm
from shared.values.findings import Dimension, FindingSeverity
from shared.values.terms import Scope


@operation
async def list_source_texts(
    ctx: Context,
    row: str | None = None,
    dimension: Dimension | None = None,
    basic_form: BasicForm | None = None,
) -> list[SourceText]:
    """What the sources argue, N-78 … N-88, by row, dimension or basic form when asked; never a colour (0-6)."""
    ctx.require(Scope.CONTRACTS_READ)
    return rules.texts(row, dimension, basic_form)


@operation
async def list_finding_kinds(
    ctx: Context, severity: FindingSeverity | None = None
) -> list[schemas.FindingKind]:
    """Every kind of finding, by weight when asked, with what its source names against it."""
    ctx.require(Scope.CONTRACTS_READ)
    return [one for one in _kinds() if severity in (None, one.severity)]


@operation
async def list_funding_forms(
    ctx: Context, basic_form: BasicForm | None = None
) -> list[schemas.FundingFormInfo]:
    """Every form of funding with its fields and how many of them are mandatory (N-06, G-78)."""
    ctx.require(Scope.CONTRACTS_READ)
    return [one for one in _forms() if basic_form in (None, one.basic_form)]


@cache
def _kinds() -> tuple[schemas.FindingKind, ...]:
    return tuple(
        schemas.FindingKind(
            code=one.code,
            rule=one.rule,
            related=list(one.related),
            severity=one.severity,
            reason=schemas.Bilingual(nl=one.sentence.nl, en=one.sentence.en),
            countermeasure=None
            if one.countermeasure is None
            else schemas.Bilingual(nl=one.countermeasure.nl, en=one.countermeasure.en),
            clears=schemas.Bilingual(nl=one.clears.nl, en=one.clears.en),
            source=one.source,
        )
        for one in KINDS.values()
    )


@cache
def _forms() -> tuple[schemas.FundingFormInfo, ...]:
    """From the wire models themselves, so that the list can never say otherwise than the validation."""
    union, *_ = get_args(schemas.FundingAgreement)
    return tuple(_form(model) for model in get_args(union))


def _form(model: type[FundingBase]) -> schemas.FundingFormInfo:
    (form,) = get_args(model.model_fields["form"].annotation)
    # What a form adds comes first; what every form says stands behind it.
    own = sorted(model.model_fields.items(), key=lambda item: item[0] in FundingBase.model_fields)
    fields = [
        schemas.FundingField(
            name=field.alias or name, mandatory=field.is_required(), description=field.description or ""
        )
        for name, field in own
    ]
    return schemas.FundingFormInfo(
        form=FundingForm(form),
        basic_form=BASIC[form],
        name=schemas.Bilingual(nl=FORMS[form].nl, en=FORMS[form].en),
        fields=fields,
        mandatory_fields=sum(one.mandatory for one in fields),
    )
