"""What follows contracts and mandates: nobody but the service itself."""

from shared.kit.rights import Right

AGREED = (
    Right("contract_terms", "apply_contract", None, frozenset()),
    Right("mandates", "apply_mandate", None, frozenset()),
)
