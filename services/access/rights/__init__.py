"""Who may do what in access: a row per resource and operation (docs/rights.md)."""

from services.access.rights.agreed import AGREED
from services.access.rights.allocations import ALLOCATIONS
from services.access.rights.care import CARE
from services.access.rights.cases import CASES
from services.access.rights.choices import CHOICES
from services.access.rights.decisions import DECISIONS
from services.access.rights.findings import FINDINGS
from services.access.rights.legal import LEGAL
from services.access.rights.persons import PERSONS
from services.access.rights.policies import POLICIES
from services.access.rights.questions import QUESTIONS
from services.access.rights.referral_rates import REFERRAL_RATES
from services.access.rights.remedies import REMEDIES
from services.access.rights.retention import RETENTION
from services.access.rights.reviews import REVIEWS
from services.access.rights.signals import SIGNALS
from services.access.rights.spending import SPENDING
from services.access.rights.work_lists import WORK_LISTS
from shared.kit.rights import Rights

RIGHTS = Rights(
    (
        *PERSONS,
        *CASES,
        *CHOICES,
        *DECISIONS,
        *CARE,
        *ALLOCATIONS,
        *POLICIES,
        *QUESTIONS,
        *RETENTION,
        *REVIEWS,
        *SIGNALS,
        *FINDINGS,
        *SPENDING,
        *REFERRAL_RATES,
        *REMEDIES,
        *LEGAL,
        *AGREED,
        *WORK_LISTS,
    )
)
