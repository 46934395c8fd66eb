"""The facts that outcomes tells: each with the schema of its data (docs/events.md)."""

from services.outcomes.events.measured import MEASURED

EVENTS = {
    **MEASURED,
}
