"""When what was withheld is paid out, and when it is forfeited: by what is met, recorded by an accountant, once (R-S03, R-S04)."""

from services.settlement.retentions.rules.deciding import (
    Retention,
    YearOf,
    YearVerdict,
    definite,
    forfeit,
    open_points,
    release,
)
from services.settlement.retentions.rules.problems import (
    MISSING,
    AlreadyForfeited,
    AlreadyReleased,
    ForfeitRefused,
    ReleaseRefused,
    RetentionNotFound,
)

__all__ = [
    "MISSING",
    "AlreadyForfeited",
    "AlreadyReleased",
    "ForfeitRefused",
    "ReleaseRefused",
    "Retention",
    "RetentionNotFound",
    "YearOf",
    "YearVerdict",
    "definite",
    "forfeit",
    "open_points",
    "release",
]
