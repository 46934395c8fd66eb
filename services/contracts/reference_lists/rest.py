"""The lists of the sources over REST."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.contracts.reference_lists import operations
from shared.kit.http import Ctx, Router, page_answer
from shared.kit.pages import Page
from shared.schemas.contracts import ReferenceList
from shared.values.terms import Scope

router = Router(prefix="/reference-lists", tags=["reference-lists"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="De lijsten van de bronnen (reference lists)",
    description="Waaruit te kiezen is, in twee talen, elke keuze met haar vindplaats (N-02 … N-77).",
    answer=ReferenceList,
    page=True,
)
async def list_reference_lists(
    ctx: Ctx,
    enumeration: Annotated[
        str | None,
        Query(pattern="^[A-Z]-[0-9.]{1,6}$", description="Alleen onder dit nummer.", examples=["N-37"]),
    ] = None,
    code: Annotated[
        str | None,
        Query(
            pattern="^[a-z0-9-]{2,60}$",
            description="Alleen onder deze code.",
            examples=["cooperation-models"],
        ),
    ] = None,
) -> Response:
    """Every list, or those that are asked."""
    found = await operations.list_reference_lists(ctx, enumeration, code)
    return page_answer(ctx, ReferenceList, Page(found))
