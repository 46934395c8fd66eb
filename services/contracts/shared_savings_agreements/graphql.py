"""Shared savings agreements in the graph: a plain resource (shared/kit/plain.py)."""

from typing import Any

from services.contracts.shared_savings_agreements import operations
from shared.kit.plain_graph import plain_graph

_made: Any = plain_graph(operations.PLAIN, operations)
SharedSavingsAgreement, SharedSavingsAgreementQuery, SharedSavingsAgreementMutation = _made

__all__ = ["SharedSavingsAgreement", "SharedSavingsAgreementMutation", "SharedSavingsAgreementQuery"]
