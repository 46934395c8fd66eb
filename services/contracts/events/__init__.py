"""The facts that contracts tells: each with the schema of its data (docs/events.md)."""

from services.contracts.events.agreements import AGREEMENTS
from services.contracts.events.budgets import BUDGETS
from services.contracts.events.care import CARE
from services.contracts.events.demands import DEMANDS
from services.contracts.events.findings import FINDINGS
from services.contracts.events.life import LIFE
from services.contracts.events.parties import PARTIES
from services.contracts.events.partners import PARTNERS
from services.contracts.events.populations import POPULATIONS
from services.contracts.events.pricing import PRICING
from services.contracts.events.procurements import PROCUREMENTS
from services.contracts.events.steering import STEERING

EVENTS = {
    **BUDGETS,
    **PARTIES,
    **POPULATIONS,
    **PARTNERS,
    **AGREEMENTS,
    **LIFE,
    **PRICING,
    **PROCUREMENTS,
    **FINDINGS,
    **DEMANDS,
    **STEERING,
    **CARE,
}
