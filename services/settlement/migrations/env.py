"""Alembic's environment for settlement."""

from services.settlement.tables import METADATA
from shared.kit.migrations import run

run(METADATA)
