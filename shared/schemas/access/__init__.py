"""What travels to and from the access service, one module per feature."""

from shared.schemas.access.citizens import (
    Citizen,
    CitizenReference,
    CitizenSearch,
    FoundCitizen,
    NewCitizen,
    PersonalData,
    PersonalDataChange,
)
from shared.schemas.access.decisions import Decision, DecisionMotivation, NewDecision
from shared.schemas.access.referrals import NewReferral, Referral, RefuseReferral
from shared.schemas.access.requests import FirstTalk, NewRequest, Request
from shared.schemas.access.retention import (
    DestroyedCategory,
    DestructionDeclaration,
    DestructionLine,
    DestructionList,
    Erasure,
    LegalHold,
    LegalHoldRelease,
    NewDestructionList,
    NewErasure,
    NewLegalHold,
    NewRetentionTerm,
    RetentionTerm,
)
from shared.schemas.access.transfers import NewDeparture, Transfer, TransferAcceptance

__all__ = [
    "Citizen",
    "CitizenReference",
    "CitizenSearch",
    "Decision",
    "DecisionMotivation",
    "DestroyedCategory",
    "DestructionDeclaration",
    "DestructionLine",
    "DestructionList",
    "Erasure",
    "FirstTalk",
    "FoundCitizen",
    "LegalHold",
    "LegalHoldRelease",
    "NewCitizen",
    "NewDecision",
    "NewDeparture",
    "NewDestructionList",
    "NewErasure",
    "NewLegalHold",
    "NewReferral",
    "NewRequest",
    "NewRetentionTerm",
    "PersonalData",
    "PersonalDataChange",
    "Referral",
    "RefuseReferral",
    "Request",
    "RetentionTerm",
    "Transfer",
    "TransferAcceptance",
]
