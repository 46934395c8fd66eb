"""One person in one service, over HTTP (AVG art. 15, 20)."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from shared.errors import PurchaserOnly
from shared.kit.data_subjects import get_data_subject
from shared.kit.http import Ctx, Router, answer
from shared.schemas.data_subjects import DataSubject
from shared.values.terms import Scope


def data_subjects_router() -> Router:
    """`GET /v1/data-subjects/{citizenId}`: what this service keeps of a person, and who did what with it."""
    router = Router(tags=["data-subjects"])

    @router.get(
        "/data-subjects/{citizen_id}",
        scope=Scope.PERSONS_READ,
        summary="Lees wat deze dienst van één persoon bewaart (data subject)",
        description=(
            "Voor de gemeente zelf: alles onder dit pseudoniem, met wie er wat mee deed (NEN 7513). Het dossier van access vraagt"
            " dit aan alle vier de diensten. Niets bekend is ook een antwoord."
        ),
        answer=DataSubject,
        problems=[PurchaserOnly],
    )
    async def read_data_subject(
        ctx: Ctx,
        citizen_id: Annotated[UUID, Path(description="Het pseudoniem van de inwoner (citizenId).")],
        request_id: Annotated[
            list[UUID],
            Query(
                alias="requestId",
                max_length=50,
                description="Meldingen van deze inwoner: onder hun kenmerk bewaart een dienst wat geen pseudoniem heeft.",
            ),
        ] = [],  # noqa: B006  (FastAPI copies a default)
    ) -> Response:
        return answer(ctx, DataSubject, await get_data_subject(ctx, citizen_id, request_id))

    return router
