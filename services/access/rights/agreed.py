"""What follows contracts, mandates and the inhabitants of areas: nobody but the service itself."""

from shared.kit.rights import Right

AGREED = (
    Right("contract_terms", "apply_contract", None, frozenset()),
    Right("mandates", "apply_mandate", None, frozenset()),
    Right("area_sizes", "apply_characteristic", None, frozenset()),
    Right("area_sizes", "apply_import", None, frozenset()),
)
