"""The self-sufficiency matrix in the graph: the same operations, another form. Files go over REST."""

from services.outcomes.assessments.graphql.mutations import AssessmentMutation
from services.outcomes.assessments.graphql.queries import AssessmentQuery

__all__ = ["AssessmentMutation", "AssessmentQuery"]
