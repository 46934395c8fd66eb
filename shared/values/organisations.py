"""Who an organisation is in this field (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """Who an organisation is in this field (N-100, N-102, N-61)."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    AUDITOR = "auditor"
    REGION = "region"
    BUREAU = "bureau"
    INSURER = "insurer"
    CARE_OFFICE = "careOffice"
    STATE = "state"
    RESEARCHER = "researcher"
    OMBUDS = "ombuds"
    DATA_OFFICE = "dataOffice"
    PUBLIC_HEALTH = "publicHealth"
    ASSESSOR = "assessor"
    SCHOOL = "school"
    GENERAL_PRACTICE = "generalPractice"
    CONTRIBUTION_OFFICE = "contributionOffice"


class OrganisationSize(StrEnum):
    """How large a provider is to who manages its contracts: small ones are managed otherwise (N-102)."""

    SMALL = "small"
    LARGE = "large"


class FinancialSignal(StrEnum):
    """How the purchaser reads a provider's financial state (N-102); the sources give no scale, so these words are invented."""

    STABLE = "stable"
    ATTENTION = "attention"
    DISTRESS = "distress"
