"""Migrates a diary."""

from shared.kit.migrations import run
from tests.support.diary.tables import METADATA

run(METADATA)
