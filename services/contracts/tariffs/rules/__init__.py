"""What tariffs are, what they come to, what binds them, and which one holds.

For other features: `require_tariffs` and `check_tariffs` (activation), `floors_of`, `shortfalls` and `shortfall_on` (auctions,
paths, tariffs that are not indexed: R-C64), `judge` (findings), `table` (a tariff table of anything with a tariff's terms).
"""

from services.contracts.tariffs.rules.agreeing import (
    Agreed,
    agree,
    changed,
    check_contract,
    check_fixed,
    index_of,
    reindexed,
)
from services.contracts.tariffs.rules.amounts import explain, phased, places_of, table, trajectory_total
from services.contracts.tariffs.rules.checking import (
    BY_TARIFF,
    Pricing,
    check_tariffs,
    codes_of,
    require_tariffs,
)
from services.contracts.tariffs.rules.choosing import (
    OVERLAP,
    Bunching,
    above_edge,
    bunching,
    choose,
    explain_choice,
    explain_tier,
    period_faults,
    tier_of,
)
from services.contracts.tariffs.rules.judging import (
    Around,
    Judged,
    check,
    is_lower,
    is_refused,
    judge,
    refuse,
    weigh,
)
from services.contracts.tariffs.rules.problems import (
    RealPriceNotFound,
    RealPriceOverlaps,
    TariffAboveMaximum,
    TariffBelowRealPrice,
    TariffContradictory,
    TariffIndexExists,
    TariffIndexNotFound,
    TariffNotAgreed,
    TariffNotFound,
    TariffsNotAllowed,
)
from services.contracts.tariffs.rules.real_price import (
    BINDING_FROM,
    COST_ELEMENTS,
    PriceFloor,
    Shortfall,
    floors_of,
    is_covered,
    missing_elements,
    real_price,
    shortfall_on,
    shortfalls,
)
from services.contracts.tariffs.rules.terms import (
    AppliedIndex,
    Changes,
    CostElementAmount,
    DevelopmentPath,
    Intervention,
    PhaseIn,
    PhaseInYear,
    RealPrice,
    Tariff,
    TariffAmount,
    TariffIndex,
    TariffTier,
    Terms,
    TrajectoryPrice,
)

__all__ = [
    "BINDING_FROM", "BY_TARIFF", "COST_ELEMENTS", "OVERLAP", "Agreed", "AppliedIndex", "Around", "Bunching", "Changes", "CostElementAmount",
    "DevelopmentPath", "Intervention", "Judged", "PhaseIn", "PhaseInYear", "PriceFloor", "Pricing", "RealPrice",
    "RealPriceNotFound", "RealPriceOverlaps", "Shortfall", "Tariff", "TariffAboveMaximum", "TariffAmount",
    "TariffBelowRealPrice", "TariffContradictory", "TariffIndex", "TariffIndexExists", "TariffIndexNotFound",
    "TariffNotAgreed", "TariffNotFound", "TariffTier", "TariffsNotAllowed", "Terms", "TrajectoryPrice", "above_edge",
    "agree", "bunching", "changed", "check", "check_contract", "check_fixed", "check_tariffs", "choose", "codes_of", "explain",
    "explain_choice", "explain_tier", "floors_of", "index_of", "is_covered", "is_lower", "is_refused", "judge", "missing_elements", "period_faults",
    "phased", "places_of", "real_price", "refuse", "reindexed", "require_tariffs", "shortfall_on", "shortfalls", "table",
    "tier_of", "trajectory_total", "weigh",
]  # fmt: skip
