"""Advice of experts in the graph: a plain resource (shared/kit/plain.py), and the counts."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.expert_advices import operations
from shared.kit.graphql import context_of, graph_type, loader
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
ExpertAdvice, ExpertAdviceQuery, ExpertAdviceMutation = _made
AdviceCounts: Any = graph_type(schemas.AdviceCounts, "Hoe vaak een adviseur bij de gekozen aanbieder werkt")


@strawberry.type
class ExpertAdviceCounting:
    """Counting advice."""

    @strawberry.field(graphql_type=AdviceCounts, description="De adviezen van experts, geteld (E-34)")
    async def advice_counts(self, info: Info, first_day: date, last_day: date) -> Any:
        """The counts of some days."""
        return await operations.get_advice_counts(context_of(info), first_day, last_day)


async def advices_of(info: Info, decision_id: UUID) -> Any:
    """The advice on a decision, oldest first, through the loader."""
    known = loader(info, "expert-advices-by-decision", operations.list_advices_by_decision, many=True)
    return await known.load(decision_id)


__all__ = ["ExpertAdvice", "ExpertAdviceCounting", "ExpertAdviceMutation", "ExpertAdviceQuery", "advices_of"]
