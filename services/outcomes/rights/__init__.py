"""Who may do what in outcomes: a row per resource and operation (docs/rights.md)."""

from services.outcomes.rights.measured import MEASURED
from shared.kit.rights import Rights

RIGHTS = Rights((*MEASURED,))
