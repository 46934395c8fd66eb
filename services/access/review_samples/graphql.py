"""Review samples in the graph: a plain resource (shared/kit/plain.py) with the proof of its draw."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.access.review_samples import operations
from shared.kit.graphql import context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import access as schemas

_made: Any = plain_graph(operations.PLAIN, operations)
ReviewSample, ReviewSampleQuery, ReviewSampleMutation = _made
ReviewSampleProof: Any = graph_type(schemas.ReviewSampleProof, "Alles om een trekking te herhalen")


@strawberry.type
class ReviewSampleProving:
    """Proving draws."""

    @strawberry.field(graphql_type=ReviewSampleProof, description="Het bewijs van een trekking (F-34)")
    async def review_sample_proof(self, info: Info, id: UUID) -> Any:
        """The proof of a draw."""
        return await operations.get_review_sample_proof(context_of(info), id)


__all__ = ["ReviewSample", "ReviewSampleMutation", "ReviewSampleProving", "ReviewSampleQuery"]
