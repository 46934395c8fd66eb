"""Alembic's environment for contracts."""

from services.contracts.tables import METADATA
from shared.kit.migrations import run

run(METADATA)
