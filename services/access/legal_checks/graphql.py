"""Tests of access in the graph: a plain resource (shared/kit/plain.py) with its request, its answer, and the judgement."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.legal_checks import operations
from services.access.requests.graphql import Request, request_of
from shared.kit.graphql import checked, context_of, graph_input, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas.access import case_reports
from shared.schemas.access import legal_checks as schemas


async def _request(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The request for which was tested."""
    return await request_of(info, root.request_id)


_also = {
    "request": strawberry.field(
        resolver=_request, graphql_type=Request | None, description="De melding waarvoor is getoetst"
    )
}
_made: Any = plain_graph(operations.PLAIN, operations, also=_also)
LegalCheck, LegalCheckQuery, LegalCheckMutation = _made
LegalJudgement: Any = graph_type(
    schemas.LegalJudgement, "Wat de wettelijke kaders zeggen van een product bij een melding"
)
LegalFrameReport: Any = graph_type(
    case_reports.LegalFrameReport, "Wat de wettelijke kaders deden in een periode (D-34)"
)
_Answer: Any = graph_input(schemas.AnsweredLegalCheck, "Het antwoord op een wettelijke toets")


@strawberry.type
class LegalJudging:
    """Judging the legal frame."""

    @strawberry.field(
        graphql_type=LegalJudgement,
        description="Een product getoetst aan de wettelijke kaders (R-A14 … R-A19)",
    )
    async def legal_judgement(
        self,
        info: Info,
        request_id: UUID,
        product_category: str,
        start_date: date,
        product_code: str | None = None,
        end_date: date | None = None,
    ) -> Any:
        """What the legal frame says of a product."""
        asked = checked(
            schemas.LegalJudgementOf,
            {
                "request_id": request_id,
                "product_category": product_category,
                "product_code": product_code,
                "start_date": start_date,
                "end_date": end_date,
            },
        )
        return await operations.get_legal_judgement(
            context_of(info), request_id, asked.product_category, asked.product_code, asked.start_date,
            asked.end_date,
        )  # fmt: skip

    @strawberry.field(
        graphql_type=LegalFrameReport, description="Wat de wettelijke kaders deden in een periode (D-34)"
    )
    async def legal_frame_report(self, info: Info, first_day: date, last_day: date) -> Any:
        """The report of a period."""
        return await operations.get_legal_frame_report(context_of(info), first_day, last_day)


@strawberry.type
class LegalCheckActs:
    """Acting on tests of access."""

    @strawberry.mutation(graphql_type=LegalCheck, description="Beantwoord een wettelijke toets")
    async def answer_legal_check(
        self,
        info: Info,
        id: UUID,
        given: Annotated[Any, strawberry.argument(graphql_type=_Answer)],
        version: int | None = None,
    ) -> Any:
        """Answer a check, in the version that was seen when it is named."""
        asked = checked(schemas.AnsweredLegalCheck, given)
        return await mutate(
            info,
            lambda ctx: operations.answer_legal_check(ctx, id, asked),
            schemas.LegalCheck,
            version=version,
        )


__all__ = ["LegalCheck", "LegalCheckActs", "LegalCheckMutation", "LegalCheckQuery", "LegalJudging"]
