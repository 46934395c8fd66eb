"""The facts that access tells: each with the schema of its data, which holds surrogates and no free text (docs/events.md)."""

from services.access.events.care import CARE
from services.access.events.cases import CASES
from services.access.events.persons import PERSONS
from services.access.events.retention import RETENTION

EVENTS = {**PERSONS, **CASES, **CARE, **RETENTION}
