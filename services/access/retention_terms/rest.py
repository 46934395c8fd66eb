"""Retention terms over REST."""

from starlette.responses import Response

from services.access.retention_terms import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.access import NewRetentionTerm, RetentionTerm
from shared.values.terms import RecordCategory, Scope

router = Router(prefix="/retention-terms", tags=["retention-terms"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees de bewaartermijnen (retention terms)",
    description="Per categorie de termijn die hier geldt, sinds wanneer, en wat de wet ten minste zegt met het artikel (F-37).",
    answer=RetentionTerm,
    page=True,
    problems=[PurchaserOnly],
)
async def list_retention_terms(ctx: Ctx, request: PageQuery) -> Response:
    """A page of the retention terms."""
    return page(ctx, RetentionTerm, await operations.list_terms(ctx, request))


@router.get(
    "/{category}",
    scope=Scope.ACCESS_READ,
    summary="Lees een bewaartermijn (retention term)",
    answer=RetentionTerm,
    problems=[PurchaserOnly],
)
async def get_retention_term(ctx: Ctx, category: RecordCategory) -> Response:
    """The retention term of one category."""
    return answer(ctx, RetentionTerm, await operations.get_term(ctx, category))


@router.put(
    "/{category}",
    scope=Scope.PERSONS_WRITE,
    summary="Verleng een bewaartermijn (retention term)",
    description=(
        "Langer dan de wet zegt, of terug naar de wet; korter wordt geweigerd (F-37). Die van het verwerkingenlogboek geldt"
        " voor alle gemeenten tegelijk en is niet per gemeente te verlengen."
    ),
    answer=RetentionTerm,
    problems=[PurchaserOnly, rules.RetentionTermTooShort, rules.RetentionTermFixed],
    example={"years": 25, "reason": "Besluit informatiebeheer 2026, artikel 4."},
    dry_run=True,
)
async def set_retention_term(ctx: Ctx, category: RecordCategory, body: NewRetentionTerm) -> Response:
    """Keep a category longer."""
    return answer(ctx, RetentionTerm, await operations.set_term(ctx, category, body))
