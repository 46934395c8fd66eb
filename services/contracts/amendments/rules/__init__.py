"""What an amendment is, when it may be decided and when it is in force, decided without I/O."""

from services.contracts.amendments.rules.deciding import BUDGET_GROUNDS, check_fit, decide, explain
from services.contracts.amendments.rules.problems import (
    AmendmentInForce,
    AmendmentNotFound,
    AmendmentRefused,
    AmendmentSignedBySide,
    BudgetIsFixed,
    ContractNotActive,
    NotASigningSide,
    ReasonMissing,
)
from services.contracts.amendments.rules.signing import explain_signatures, sign
from services.contracts.amendments.rules.terms import (
    AgreementChange,
    Amendable,
    Amendment,
    CheckDay,
    Norm,
    Proposal,
    Reward,
    Signature,
    proposal_of,
)

__all__ = [
    "BUDGET_GROUNDS",
    "AgreementChange",
    "Amendable",
    "Amendment",
    "AmendmentInForce",
    "AmendmentNotFound",
    "AmendmentRefused",
    "AmendmentSignedBySide",
    "BudgetIsFixed",
    "CheckDay",
    "ContractNotActive",
    "Norm",
    "NotASigningSide",
    "Proposal",
    "ReasonMissing",
    "Reward",
    "Signature",
    "check_fit",
    "decide",
    "explain",
    "explain_signatures",
    "proposal_of",
    "sign",
]
