"""The facts that access tells: each with the schema of its data, which holds surrogates and no free text (docs/events.md)."""

from services.access.events.allocations import ALLOCATIONS
from services.access.events.care import CARE
from services.access.events.cases import CASES
from services.access.events.choices import CHOICES
from services.access.events.decisions import DECISIONS
from services.access.events.findings import FINDINGS
from services.access.events.legal import LEGAL
from services.access.events.persons import PERSONS
from services.access.events.policies import POLICIES
from services.access.events.questions import QUESTIONS
from services.access.events.remedies import REMEDIES
from services.access.events.retention import RETENTION
from services.access.events.reviews import REVIEWS
from services.access.events.signals import SIGNALS

EVENTS = {
    **PERSONS,
    **CASES,
    **CHOICES,
    **DECISIONS,
    **CARE,
    **ALLOCATIONS,
    **POLICIES,
    **QUESTIONS,
    **RETENTION,
    **REVIEWS,
    **SIGNALS,
    **FINDINGS,
    **REMEDIES,
    **LEGAL,
}
