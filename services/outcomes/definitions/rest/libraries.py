"""The libraries of the sources over REST, and what taking them over did."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.definitions import rules
from services.outcomes.definitions.operations import libraries
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.outcomes import IndicatorLibrary, LibraryImport, LibraryToImport
from shared.schemas.outcomes.definitions import LibraryCode
from shared.values.terms import Scope

router = Router(tags=["indicator-libraries"])
Code = Annotated[LibraryCode, Path(description="De code van de bibliotheek.")]


@router.get(
    "/indicator-libraries",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de bibliotheken van indicatoren (indicator libraries)",
    description="Utrecht, Alphen, Emmen, triple aim, ParC en overige voorbeelden van de bronnen (N-26 … N-29, R-O29, R-O36).",
    answer=IndicatorLibrary,
    page=True,
)
async def list_indicator_libraries(ctx: Ctx) -> Response:
    """Every library, without its items."""
    return page_answer(ctx, IndicatorLibrary, Page(await libraries.list_libraries(ctx)))


@router.get(
    "/indicator-libraries/{code}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een bibliotheek met haar indicatoren (indicator library)",
    description="Wat de bron niet noemt is leeg of als verzonnen gemerkt; elke indicator noemt zijn vindplaats.",
    answer=IndicatorLibrary,
    problems=[rules.LibraryNotFound],
)
async def get_indicator_library(ctx: Ctx, code: Code) -> Response:
    """One library."""
    return answer(ctx, IndicatorLibrary, await libraries.get_library(ctx, code))


@router.post(
    "/indicator-libraries/{code}/import",
    scope=Scope.OUTCOMES_WRITE,
    summary="Neem een bibliotheek over als eigen definities (import)",
    description=(
        "Alle indicatoren, of die u noemt. Wat onder een code al anders is gedefinieerd blijft zo en wordt genoemd (`differs`)."
        " Veilig te herhalen."
    ),
    answer=LibraryImport,
    problems=[PurchaserOnly, rules.LibraryNotFound, rules.LibraryItemsUnknown],
    example={"validFrom": "2026-01-01", "codes": ["self-reliance", "relapse"]},
    dry_run=True,
)
async def import_indicator_library(ctx: Ctx, code: Code, body: LibraryToImport) -> Response:
    """Take a library over."""
    return answer(ctx, LibraryImport, await libraries.import_library(ctx, code, body))


@router.get(
    "/library-imports",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek wat van bibliotheken is overgenomen (library imports)",
    answer=LibraryImport,
    page=True,
)
async def list_library_imports(
    ctx: Ctx,
    request: PageQuery,
    library: Annotated[LibraryCode | None, Query(description="Alleen van deze bibliotheek.")] = None,
) -> Response:
    """A page of imports."""
    return page(ctx, LibraryImport, await libraries.list_library_imports(ctx, request, library=library))


@router.get(
    "/library-imports/{import_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees wat er van een bibliotheek is overgenomen (library import)",
    answer=LibraryImport,
    problems=[rules.LibraryImportNotFound],
)
async def get_library_import(ctx: Ctx, import_id: UUID) -> Response:
    """One import."""
    return answer(ctx, LibraryImport, await libraries.get_library_import(ctx, import_id))
