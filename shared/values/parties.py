"""The closed lists of who takes part: recognitions, cooperations of municipalities (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class RecognitionKind(StrEnum):
    """What a provider must have before it may deliver (R-C58): toelating, erkenning, certificaat, kwaliteitseis."""

    ADMISSION = "admission"
    RECOGNITION = "recognition"
    CERTIFICATE = "certificate"
    QUALITY_DEMAND = "qualityDemand"


class CooperationModel(StrEnum):
    """How municipalities purchase together (N-37), from simple to complex: netwerk, centrumgemeente, bureau."""

    NETWORK = "network"
    ACCOUNT_HOLDER = "accountHolder"
    BUREAU = "bureau"

    @property
    def complexity(self) -> int:
        """Its place from simple (1) to complex (3)."""
        return list(CooperationModel).index(self) + 1


class CooperationForm(StrEnum):
    """The legal form of an independent bureau (N-37)."""

    COMPANY = "company"
    COOPERATIVE = "cooperative"
    FOUNDATION = "foundation"


class CooperationBasis(StrEnum):
    """On what a cooperation rests: the sources print both (G-63)."""

    WGR = "wgr"
    COOPERATION_AGREEMENT = "cooperationAgreement"


class ChoiceFactor(StrEnum):
    """What weighs in the choice of a cooperation model: the seven factors (N-38)."""

    DECISION_POWER = "decisionPower"
    POLICY_INFLUENCE = "policyInfluence"
    FLEXIBILITY_OF_FORM = "flexibilityOfForm"
    PURCHASING_POWER = "purchasingPower"
    LOCAL_DIFFERENCES = "localDifferences"
    ACCOUNTABILITY = "accountability"
    NATIONAL_AGREEMENTS = "nationalAgreements"


class CooperationMotive(StrEnum):
    """Why municipalities purchase together: the three motives (N-39)."""

    PRICE_AND_QUALITY = "priceAndQuality"
    EXECUTION_COST = "executionCost"
    AVAILABILITY = "availability"


__all__ = [
    "ChoiceFactor", "CooperationBasis", "CooperationForm", "CooperationModel", "CooperationMotive", "RecognitionKind",
]  # fmt: skip
