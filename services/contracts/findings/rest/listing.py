"""The reference lists over REST: kinds of findings, texts of the sources, forms of funding."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.contracts.findings.operations import listing
from shared.kit.http import Ctx, Router, page_answer
from shared.kit.pages import Page
from shared.schemas.contracts import (
    FindingKind,
    FundingFormInfo,
    SourceText,
)
from shared.values.agreements import BasicForm
from shared.values.findings import Dimension, FindingSeverity
from shared.values.terms import Scope

router = Router(tags=["findings"])


@router.get(
    "/finding-kinds",
    scope=Scope.CONTRACTS_READ,
    summary="Lees alle soorten bevindingen (finding kinds)",
    answer=FindingKind,
    page=True,
)
async def list_finding_kinds(
    ctx: Ctx,
    severity: Annotated[FindingSeverity | None, Query(description="Alleen van dit gewicht.")] = None,
) -> Response:
    """Every kind of finding."""
    return page_answer(ctx, FindingKind, Page(await listing.list_finding_kinds(ctx, severity)))


@router.get(
    "/source-texts",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de teksten van de bronnen (source texts)",
    description=(
        "N-78 … N-88 en de vijf criteria van de definitie, in het Nederlands en het Engels, met vindplaats. De kleuren van de"
        " bron zijn verloren en staan er niet bij."
    ),
    answer=SourceText,
    page=True,
)
async def list_source_texts(
    ctx: Ctx,
    row: Annotated[
        str | None, Query(pattern=r"^[A-Z]-C?[0-9]{2}$", description="Alleen deze rij, zoals N-81.")
    ] = None,
    dimension: Annotated[Dimension | None, Query(description="Alleen over deze dimensie.")] = None,
    basic_form: Annotated[
        BasicForm | None, Query(alias="basicForm", description="Alleen over deze basisvorm.")
    ] = None,
) -> Response:
    """What the sources argue."""
    found = await listing.list_source_texts(ctx, row, dimension, basic_form)
    return page_answer(ctx, SourceText, Page(found))


@router.get(
    "/funding-forms",
    scope=Scope.CONTRACTS_READ,
    summary="Lees alle bekostigingsvormen (funding forms)",
    description="Elke vorm van N-06 met zijn basisvorm (N-01), zijn velden en het aantal verplichte velden (G-78).",
    answer=FundingFormInfo,
    page=True,
)
async def list_funding_forms(
    ctx: Ctx,
    basic_form: Annotated[
        BasicForm | None, Query(alias="basicForm", description="Alleen van deze basisvorm.")
    ] = None,
) -> Response:
    """Every form of funding."""
    return page_answer(ctx, FundingFormInfo, Page(await listing.list_funding_forms(ctx, basic_form)))
