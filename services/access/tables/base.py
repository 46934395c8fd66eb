"""The description of all tables, and the kit's own among them."""

from shared.kit.tables import kit_tables, metadata

METADATA = metadata()
KIT = kit_tables(METADATA)
