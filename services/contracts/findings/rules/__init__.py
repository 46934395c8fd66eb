"""What is found about a contract, decided without I/O: a module per group of detectors, and the engine that runs them."""

from services.contracts.findings.rules.core import KINDS, Case, Delivered, Finding, Kind, Unassessed
from services.contracts.findings.rules.definition import (
    CRITERIA,
    CriterionEvidence,
    DefinitionTest,
    DefinitionTestNotFound,
    DefinitionVersion,
    first_test,
    retest,
)
from services.contracts.findings.rules.engine import Assessed, assess, look
from services.contracts.findings.rules.facts import Circumstances, EntryGroup
from services.contracts.findings.rules.known import (
    CircumstancesNotFound,
    ContractCircumstances,
    first_known,
    known_anew,
)
from services.contracts.findings.rules.names import BASIC_FORMS, FORMS
from services.contracts.findings.rules.outcome import (
    Assessment,
    ContractFindings,
    Register,
    completed,
    of_contract,
    of_draft,
)
from services.contracts.findings.rules.profile import IncentiveProfile, profile
from services.contracts.findings.rules.requiring import ErrorsFound, require_no_errors
from services.contracts.findings.rules.subsidies import SubsidyCheck, check
from services.contracts.findings.rules.texts import SourceText, texts

__all__ = [
    "BASIC_FORMS",
    "CRITERIA",
    "FORMS",
    "KINDS",
    "Assessed",
    "Assessment",
    "Case",
    "Circumstances",
    "CircumstancesNotFound",
    "ContractCircumstances",
    "ContractFindings",
    "CriterionEvidence",
    "DefinitionTest",
    "DefinitionTestNotFound",
    "DefinitionVersion",
    "Delivered",
    "EntryGroup",
    "ErrorsFound",
    "Finding",
    "IncentiveProfile",
    "Kind",
    "Register",
    "SourceText",
    "SubsidyCheck",
    "Unassessed",
    "assess",
    "check",
    "completed",
    "first_known",
    "first_test",
    "known_anew",
    "look",
    "of_contract",
    "of_draft",
    "profile",
    "require_no_errors",
    "retest",
    "texts",
]
