"""The closed lists of claims (declaraties): what became of a line, and why (docs/glossary.md)."""

from enum import StrEnum


class ClaimState(StrEnum):
    """What became of a claim line: paid whole, paid in part (R-S36), refused, or a credit that took an earlier one back."""

    APPROVED = "approved"
    PARTIAL = "partial"
    REJECTED = "rejected"
    CREDITED = "credited"


class PartialApproval(StrEnum):
    """What becomes of a claim of which a part fits (R-S32, R-S36): that part is paid, or nothing of it."""

    SPLIT = "split"
    REJECT = "reject"


class ClaimReason(StrEnum):
    """Why a line is not paid, or not whole: stable codes of our own, beside the rule and the retourcode of iWmo and iJw."""

    NO_ALLOCATION = "claim.no-allocation"
    DELETED_ALLOCATION = "claim.deleted-allocation"
    NO_CONTRACT = "claim.no-contract"
    CONTRACT_NOT_IN_FORCE = "claim.contract-not-in-force"
    NOT_PAID_BY_CLAIMS = "claim.not-paid-by-claims"
    EFFORT_IS_NOT_CLAIMED = "claim.effort-is-not-claimed"
    CATEGORY_DIFFERS = "claim.category-differs"
    PRODUCT_DIFFERS = "claim.product-differs"
    UNIT_DIFFERS = "claim.unit-differs"
    BEFORE_START = "claim.period-before-start"
    AFTER_END = "claim.period-after-end"
    PERIOD_FUTURE = "claim.period-not-over"
    BEFORE_ALLOCATION = "claim.before-allocation"
    BEFORE_ORDER = "claim.before-care-order"
    GUARANTEE_TERM = "claim.within-guarantee-term"
    NO_TARIFF = "claim.no-tariff"
    TARIFF_DIFFERS = "claim.tariff-differs"
    AMOUNT_DIFFERS = "claim.amount-differs"
    REPEATED = "claim.repeated"
    VOLUME_EXCEEDED = "claim.volume-exceeded"
    BUDGET_EXCEEDED = "claim.budget-exceeded"
    PAID_ALREADY = "claim.paid-already"
    CEILING_EXCEEDED = "claim.ceiling-exceeded"
    CREDIT_WITHOUT_DEBIT = "claim.credit-without-debit"
    ALREADY_CREDITED = "claim.already-credited"
    CREDIT_DIFFERS = "claim.credit-differs"


__all__ = ["ClaimReason", "ClaimState", "PartialApproval"]
