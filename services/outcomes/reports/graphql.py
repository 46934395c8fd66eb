"""Reports in the graph: a plain resource (shared/kit/plain.py) with a preview, what is due, and an act of submission."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False, disallow-subclassing-any=False

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.reports import operations
from shared.kit.context import Context
from shared.kit.graphql import context_of, graph_type, mutate
from shared.kit.plain_graph import plain_graph
from shared.schemas import outcomes as schemas
from shared.values.reporting import ReportKind

ReportContent: Any = graph_type(schemas.ReportContent, "Een rapportage zoals zij wordt gelezen (N-155)")
DueReport: Any = graph_type(schemas.DueReport, "Een rapportage die een contract vraagt")
ReportKindDescription: Any = graph_type(
    schemas.ReportKindDescription, "Een soort rapportage: voor wie, hoe vaak, waaruit"
)


async def _preview(info: Info, kind: ReportKind, period: str, contract_id: UUID | None = None) -> Any:
    """A report as it would be now."""
    return await operations.get_preview(context_of(info), kind, contract_id, period)


async def _due(info: Info, contract_id: UUID) -> Any:
    """What a contract asks for."""
    return await operations.list_due(context_of(info), contract_id)


async def _kinds(info: Info) -> Any:
    """Every kind."""
    return await operations.list_kinds(context_of(info))


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    queries={
        "report_preview": strawberry.field(
            resolver=_preview,
            graphql_type=ReportContent,
            description="Een rapportage vooraf; er wordt niets bewaard",
        ),
        "due_reports": strawberry.field(
            resolver=_due, graphql_type=list[DueReport], description="Welke rapportages een contract vraagt"
        ),
        "report_kinds": strawberry.field(
            resolver=_kinds, graphql_type=list[ReportKindDescription], description="Welke rapportages er zijn"
        ),
    },
)
Report, ReportQuery = _made[:2]
_Registering: type[Any] = _made[2]


@strawberry.type
class ReportMutation(_Registering):
    """Drafting and submitting reports."""

    @strawberry.mutation(graphql_type=Report, description="Dien een rapportage in en verzegel haar (R-O27)")
    async def submit_report(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Submit a report."""

        async def submit(ctx: Context) -> Any:
            return await operations.submit_report(ctx, id)

        return await mutate(info, submit, schemas.Report, version=version)


__all__ = ["Report", "ReportMutation", "ReportQuery"]
