"""What can be done with a contract: drafted and signed, read in two times, moved."""

from services.contracts.contracts.operations.drafting import (
    activate_contract,
    change_draft,
    draft_contract,
    offer_contract,
    put_contract,
    sign_contract,
)
from services.contracts.contracts.operations.moving import (
    due_moves,
    exercise_option,
    move_contract,
    resume_contract,
    suspend_contract,
    terminate_contract,
)
from services.contracts.contracts.operations.reading import (
    get_contract,
    get_funding,
    get_version,
    list_agreements,
    list_contracts,
    list_contracts_by_id,
    list_contracts_sorted,
    list_versions,
    list_versions_by_contract,
)

__all__ = [
    "activate_contract", "change_draft", "draft_contract", "due_moves", "exercise_option", "get_contract", "get_funding",
    "get_version", "list_agreements", "list_contracts", "list_contracts_by_id", "list_contracts_sorted", "list_versions",
    "list_versions_by_contract", "move_contract", "offer_contract", "put_contract", "resume_contract", "sign_contract",
    "suspend_contract", "terminate_contract",
]  # fmt: skip
