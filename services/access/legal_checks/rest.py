"""Tests of access over REST: a plain resource (shared/kit/plain.py) that is answered, and what the legal frame says."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.legal_checks import operations, rules
from services.access.nurse_contacts.rules import CountDaysRefused
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.case_reports import LegalFrameReport
from shared.schemas.access.legal_checks import (
    AnsweredLegalCheck,
    LegalCheck,
    LegalJudgement,
    ProductCategory,
    ProductCode,
)
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/legal-checks", tags=["legal-checks"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "kind": "wlzRegister",
    "reason": "permanentSupervision",
}
_FILTERS = {
    "kind": "Alleen toetsen van deze soort.",
    "answer": "Alleen met dit antwoord.",
    "request_id": "Alleen van deze melding.",
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "reference": "Alleen met dit eigen kenmerk.",
}


@router.get(
    "/judgement",
    scope=Scope.ACCESS_READ,
    summary="Toets een product aan de wettelijke kaders (judgement)",
    description=(
        "Wat de wettelijke kaders zeggen van een product bij een melding, vanaf een dag: Wlz, leeftijd, onderwijs, levenslange"
        " behoefte en de wet zelf (R-A14 … R-A19, R-A53). Elke bevinding weegt: blocked, missing, warning of passed. Acute zorg wordt"
        " nooit tegengehouden: dat wordt achteraf getoetst (F-33). De geboortedatum wordt alleen geopend als een leeftijd nodig is, en"
        " staat nooit in het antwoord. Er wordt niets bewaard."
    ),
    answer=LegalJudgement,
    problems=[RequestNotFound, PurchaserOnly, CitizenErased],
)
async def get_legal_judgement(
    ctx: Ctx,
    request_id: Annotated[UUID, Query(alias="requestId", description="De melding.")],
    product_category: Annotated[
        ProductCategory, Query(alias="productCategory", description="De productcategorie.")
    ],
    start_date: Annotated[Day, Query(alias="startDate", description="De eerste dag van de ondersteuning.")],
    product_code: Annotated[
        ProductCode | None, Query(alias="productCode", description="De productcode, als die gekozen is.")
    ] = None,
    end_date: Annotated[
        Day | None,
        Query(
            alias="endDate",
            description="De laatste dag van de ondersteuning; leeg: alleen de eerste dag wordt getoetst.",
        ),
    ] = None,
) -> Response:
    """What the legal frame says of a product."""
    found = await operations.get_legal_judgement(
        ctx, request_id, product_category, product_code, start_date, end_date
    )
    return answer(ctx, LegalJudgement, found)


@router.get(
    "/report",
    scope=Scope.ACCESS_READ,
    summary="Bekijk wat de wettelijke kaders deden (report)",
    description=(
        "Naast de even lange periode ervoor (D-34): cliënten van 18 en ouder in jeugdhulp, treffers in het Wlz-register, de grens"
        " met onderwijs, levenslange psychische zorg, de uitkomsten, en welk bedrag naar een andere wet verschoof: afgewezen omdat"
        " die voorgaat, of ingetrokken na een toets. Ook hoeveel toetsen open staan en hoe lang (E-50). Leeftijden komen uit"
        " toetsen en signalen: geen geboortedatum wordt geopend. Alleen voor de gemeente zelf."
    ),
    answer=LegalFrameReport,
    problems=[PurchaserOnly, CountDaysRefused],
)
async def get_legal_frame_report(
    ctx: Ctx,
    first_day: Annotated[Day, Query(alias="from", description="Eerste dag van de periode.")],
    last_day: Annotated[Day, Query(alias="until", description="Laatste dag van de periode.")],
) -> Response:
    """The report of a period."""
    return answer(ctx, LegalFrameReport, await operations.get_legal_frame_report(ctx, first_day, last_day))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Het register van toetsen bij de toegang (F-34): gaat een andere wet voor, en mag de hulp nog bij deze leeftijd? Het"
            " Wlz-register wordt alleen bij twijfel geraadpleegd, of altijd als het beleid dat zegt, met reden, gebruiker en tijd;"
            " bewaard worden antwoord en datum, en niet meer (F-05). Een open toets houdt acute zorg niet tegen."
        ),
        example=EXAMPLE,
        filters=_FILTERS,
        problems=[RequestNotFound, CitizenErased, rules.LegalCheckRefused],
    ),
)


@router.post(
    "/{legal_check_id}/answer",
    scope=Scope.ACCESS_WRITE,
    summary="Beantwoord een wettelijke toets (answer)",
    description="Eén keer; wie het opnieuw wil weten, vraagt een nieuwe toets.",
    answer=LegalCheck,
    problems=[
        rules.LegalCheckNotFound,
        PurchaserOnly,
        CitizenErased,
        rules.LegalCheckAnswered,
        rules.LegalCheckRefused,
    ],
    example={"answer": "activeIndication", "fromDate": "2026-02-01"},
    dry_run=True,
)
async def answer_legal_check(ctx: Ctx, legal_check_id: UUID, body: AnsweredLegalCheck) -> Response:
    """Answer a check."""
    return answer(ctx, LegalCheck, await operations.answer_legal_check(ctx, legal_check_id, body))
