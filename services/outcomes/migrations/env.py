"""Alembic's environment for outcomes."""

from services.outcomes.tables import METADATA
from shared.kit.migrations import run

run(METADATA)
