"""The life of a subsidy under Awb title 4.2, and why results carry no money in it (R-C09, F-18)."""

from services.contracts.subsidies.rules.determining import (
    DeterminationOption,
    DeterminationOptions,
    determine,
    options,
)
from services.contracts.subsidies.rules.granting import account, grant
from services.contracts.subsidies.rules.problems import (
    AccountRefused,
    DeterminationRefused,
    NotTheRecipient,
    RecoveryRefused,
    ResultScoreNoGround,
    SubsidyNotFound,
    SubsidyRefused,
)
from services.contracts.subsidies.rules.recovering import recover
from services.contracts.subsidies.rules.subsidy import (
    ActivityAccount,
    DesiredResult,
    DutyAccount,
    Frame,
    GrantedActivity,
    GrantedDuty,
    RecoveryDecision,
    RenewalNote,
    ResultAccount,
    Subsidy,
    SubsidyAccount,
)

__all__ = [
    "AccountRefused", "ActivityAccount", "DesiredResult", "DeterminationOption", "DeterminationOptions",
    "DeterminationRefused", "DutyAccount", "Frame", "GrantedActivity", "GrantedDuty", "NotTheRecipient",
    "RecoveryDecision", "RecoveryRefused", "RenewalNote", "ResultAccount", "ResultScoreNoGround", "Subsidy",
    "SubsidyAccount", "SubsidyNotFound", "SubsidyRefused", "account", "determine", "grant", "options", "recover",
]  # fmt: skip
