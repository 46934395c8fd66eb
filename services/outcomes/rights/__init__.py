"""Who may do what in outcomes: a row per resource and operation (docs/rights.md)."""

from services.outcomes.rights.assessments import ASSESSMENTS
from services.outcomes.rights.cases import CASES
from services.outcomes.rights.client_results import CLIENT_RESULTS
from services.outcomes.rights.comparisons import COMPARISONS
from services.outcomes.rights.consulting import CONSULTING
from services.outcomes.rights.definitions import DEFINITIONS
from services.outcomes.rights.flows import FLOWS
from services.outcomes.rights.measured import MEASURED
from services.outcomes.rights.pilots import PILOTS
from services.outcomes.rights.reports import REPORTS
from services.outcomes.rights.surveys import SURVEYED
from services.outcomes.rights.uploads import UPLOADED
from services.outcomes.rights.waiting import WAITING
from shared.kit.rights import Rights

RIGHTS = Rights(
    (
        *MEASURED,
        *WAITING,
        *CASES,
        *FLOWS,
        *PILOTS,
        *UPLOADED,
        *SURVEYED,
        *DEFINITIONS,
        *CONSULTING,
        *REPORTS,
        *ASSESSMENTS,
        *CLIENT_RESULTS,
        *COMPARISONS,
    )
)
