"""Definitions of indicators over REST: found, read as they were on a day, made, renewed, agreed with."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.definitions import rules
from services.outcomes.definitions.operations import defining, reading
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.schemas.events import InTwoLanguages
from shared.schemas.outcomes import (
    DefinitionValue,
    FindingStep,
    IndicatorCode,
    IndicatorDefinition,
    IndicatorDefinitionChange,
    NewDefinitionAgreement,
    NewDefinitionVersion,
    NewIndicatorDefinition,
)
from shared.schemas.outcomes.definitions import Count, LibraryCode
from shared.values.derivation import Derivation, render
from shared.values.terms import IndicatorKind, IndicatorScope, MeasurementSource, Scope

router = Router(prefix="/indicator-definitions", tags=["indicator-definitions"])
ValidOn = Annotated[
    Day | None, Query(alias="validOn", description="Alleen de versie die op deze dag geldt (R-O21).")
]
CONTENT: dict[str, Any] = {
    "nameNl": "Heupfractuur",
    "nameEn": "Hip fracture",
    "meaning": "Aandeel van de patiënten met een heupfractuur.",
    "kind": "outcome",
    "outcomeClasses": ["safety"],
    "scope": "group",
    "unit": "% van de patiënten",
    "lowest": "0",
    "highest": "100",
    "direction": "lowerIsBetter",
    "numerator": "patiënten met een heupfractuur",
    "denominator": "patiënten in zorg",
    "multiplier": 100,
    "norm": "4.0",
    "operator": "max",
    "normInvented": True,
    "frequency": "yearly",
    "source": "sampleCheck",
    "validFrom": "2026-01-01",
}
EXAMPLE = {"code": "parc-hip-fracture", "providers": ["00000099000000001001"], **CONTENT}
DEFINING = [PurchaserOnly, rules.DefinitionRefused, rules.DefinitionCodeUsed, ReferenceUsed]


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek indicatordefinities (indicator definitions)",
    description="Wat elke indicator betekent, versie na versie; met `validOn` alleen wat op die dag gold (R-O21).",
    answer=IndicatorDefinition,
    page=True,
)
async def list_indicator_definitions(
    ctx: Ctx,
    request: PageQuery,
    code: Annotated[IndicatorCode | None, Query(description="Alleen onder deze code.")] = None,
    library: Annotated[LibraryCode | None, Query(description="Alleen uit deze bibliotheek.")] = None,
    kind: Annotated[IndicatorKind | None, Query(description="Alleen van deze soort (nu).")] = None,
    about: Annotated[
        IndicatorScope | None, Query(alias="scope", description="Alleen hierover (nu, N-25).")
    ] = None,
    source: Annotated[MeasurementSource | None, Query(description="Alleen zo gemeten (nu, N-33).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    valid_on: ValidOn = None,
) -> Response:
    """A page of definitions."""
    found = await reading.list_definitions(
        ctx, request, code=code, library=library, kind=kind, scope=about, source=source,
        reference=external_reference, valid_on=valid_on,
    )  # fmt: skip
    return page(ctx, IndicatorDefinition, found)


@router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Definieer een indicator (indicator definition)",
    description="De eerste versie. Teller, noemer en vermenigvuldiger horen bij elkaar; norm en operator ook.",
    answer=IndicatorDefinition,
    status=201,
    problems=DEFINING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_indicator_definition(ctx: Ctx, body: NewIndicatorDefinition) -> Response:
    """Define an indicator."""
    made = await defining.register_definition(ctx, body)
    return answer(ctx, IndicatorDefinition, made, 201, f"/v1/indicator-definitions/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Definieer een indicator onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde definitie komt terug; een andere inhoud wordt geweigerd.",
    answer=IndicatorDefinition,
    status=201,
    problems=DEFINING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_indicator_definition(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de definitie.")],
    body: NewIndicatorDefinition,
) -> Response:
    """Define an indicator under a reference of one's own."""
    made = await defining.register_definition(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, IndicatorDefinition, made, 201, f"/v1/indicator-definitions/{made.id}")


@router.get(
    "/{definition_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een indicatordefinitie (indicator definition)",
    description="Met alle versies, of met `validOn` alleen die van een dag (R-O21).",
    answer=IndicatorDefinition,
    problems=[rules.DefinitionNotFound, rules.DefinitionNotValid],
)
async def get_indicator_definition(ctx: Ctx, definition_id: UUID, valid_on: ValidOn = None) -> Response:
    """One definition."""
    return answer(ctx, IndicatorDefinition, await reading.get_definition(ctx, definition_id, valid_on))


@router.patch(
    "/{definition_id}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Noem met wie overeenstemming wordt gezocht (change)",
    description="Een JSON Merge Patch op de versie in If-Match. Wat de indicator betekent wijzigt alleen met een nieuwe versie.",
    answer=IndicatorDefinition,
    problems=[rules.DefinitionNotFound, PurchaserOnly],
    example={"providers": ["00000099000000001001"]},
    dry_run=True,
)
async def change_indicator_definition(
    ctx: Ctx, definition_id: UUID, body: IndicatorDefinitionChange
) -> Response:
    """Say with whom consensus is sought."""
    return answer(ctx, IndicatorDefinition, await defining.change_definition(ctx, definition_id, body))


@router.post(
    "/{definition_id}/versions",
    scope=Scope.OUTCOMES_WRITE,
    summary="Definieer een indicator vanaf een dag opnieuw (version)",
    description="De vorige versie geldt tot en met de dag ervoor en blijft te lezen (R-O21). Hetzelfde nog eens wijzigt niets.",
    answer=IndicatorDefinition,
    problems=[rules.DefinitionNotFound, PurchaserOnly, rules.DefinitionRefused],
    example={**CONTENT, "norm": "3.0", "validFrom": "2027-01-01"},
    dry_run=True,
)
async def renew_indicator_definition(ctx: Ctx, definition_id: UUID, body: NewDefinitionVersion) -> Response:
    """Define an indicator anew."""
    return answer(ctx, IndicatorDefinition, await defining.renew_definition(ctx, definition_id, body))


@router.post(
    "/{definition_id}/agreements",
    scope=Scope.OUTCOMES_WRITE,
    summary="Stem in met een versie van een definitie (agreement)",
    description=(
        "De opdrachtgever voor zichzelf, voor de raad en voor inwoners; een aanbieder voor zichzelf. Definiëren vraagt consensus:"
        " een versie die een contract gebruikt zonder dat is een bevinding."
    ),
    answer=IndicatorDefinition,
    problems=[rules.DefinitionNotFound, rules.AgreementRefused],
    example={"number": 1},
    dry_run=True,
)
async def agree_indicator_definition(ctx: Ctx, definition_id: UUID, body: NewDefinitionAgreement) -> Response:
    """Agree with a version."""
    return answer(ctx, IndicatorDefinition, await defining.agree_definition(ctx, definition_id, body))


@router.get(
    "/{definition_id}/value",
    scope=Scope.OUTCOMES_READ,
    summary="Reken een waarde uit volgens de definitie (value)",
    description="Teller ÷ noemer × vermenigvuldiger: 6 van de 200 is 3,0 % (R-O29). Er wordt niets vastgelegd.",
    answer=DefinitionValue,
    problems=[rules.DefinitionNotFound, rules.DefinitionNotValid, rules.RatioUndefined],
)
async def compute_indicator_value(
    ctx: Ctx,
    definition_id: UUID,
    numerator: Annotated[Count, Query(description="De teller.")] = 0,
    denominator: Annotated[Count, Query(description="De noemer; 0 = niets om op te delen, geen waarde.")] = 0,
    valid_on: ValidOn = None,
) -> Response:
    """A value by a definition."""
    found, why = await reading.compute_value(ctx, definition_id, numerator, denominator, valid_on)
    value = DefinitionValue(
        definition_id=found.definition_id, number=found.number, numerator=found.numerator,
        denominator=found.denominator, value=found.value, unit=found.unit, within_norm=found.within_norm,
        steps=steps_of(why),
    )  # fmt: skip
    return answer(ctx, DefinitionValue, value)


def steps_of(why: Derivation) -> list[FindingStep]:
    """The steps of a derivation, in both languages."""
    return [
        FindingStep(
            rule=one.rule, sentence=InTwoLanguages(nl=render(one, "nl"), en=render(one, "en")),
            inputs=dict(one.inputs), result=one.result,
        )
        for one in why.steps
    ]  # fmt: skip


@router.get(
    "/{definition_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Waarom is de definitie wat zij is (derivation)",
    description="De laatste stap: welke versie geldt, wat er anders werd, of wie instemde.",
    answer=DerivationAnswer,
    problems=[rules.DefinitionNotFound],
)
async def get_indicator_definition_derivation(ctx: Ctx, definition_id: UUID) -> Response:
    """Why a definition is what it is."""
    await reading.get_definition(ctx, definition_id)
    return await explained(ctx, definition_id)
