"""Along which route an own contribution goes on a day, and what it is from the start of care to its stop (R-A30, F-17)."""

from services.access.own_contributions.rules.contributions import (
    ContributionRefused,
    Entered,
    OwnContribution,
    OwnContributionNotFound,
    align,
    contribute,
    contribute_by_decision,
    is_behind,
)
from services.access.own_contributions.rules.periods import (
    TARIFFS,
    ContributionPeriod,
    Tariff,
    periods_of,
)
from services.access.own_contributions.rules.routes import COLLECTORS, IMPURE, route_of

__all__ = [
    "COLLECTORS",
    "IMPURE",
    "TARIFFS",
    "ContributionPeriod",
    "ContributionRefused",
    "Entered",
    "OwnContribution",
    "OwnContributionNotFound",
    "Tariff",
    "align",
    "contribute",
    "contribute_by_decision",
    "is_behind",
    "periods_of",
    "route_of",
]
