"""What all tables of settlement share: their metadata and the tables of the kit."""

from shared.kit.tables import kit_tables, metadata

METADATA = metadata()
KIT = kit_tables(METADATA)

__all__ = ["KIT", "METADATA"]
