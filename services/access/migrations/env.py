"""Alembic's environment for access."""

from services.access.tables import METADATA
from shared.kit.migrations import run

run(METADATA)
