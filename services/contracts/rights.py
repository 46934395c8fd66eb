"""Who may do what in contracts: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, Scope

# A provider signs for its side; an auditor, researcher or insurer reads what it is a party to, or was authorised for.
_PARTIES = frozenset({ActorKind.PROVIDER})
_READERS = PURCHASERS | _PARTIES | {ActorKind.AUDITOR, ActorKind.RESEARCHER, ActorKind.INSURER}
_R, _W = Scope.CONTRACTS_READ, Scope.CONTRACTS_WRITE

RIGHTS = Rights(
    (
        Right("organisations", READ, _R, _READERS),
        Right("organisations", "register_organisation", _W, PURCHASERS),
        Right("organisations", "seed_organisation", Scope.SANDBOX, PURCHASERS),
        Right("consortia", READ, _R, _READERS),
        Right("consortia", "register_consortium", _W, PURCHASERS),
        Right("populations", READ, _R, _READERS),
        Right("populations", "register_population", _W, PURCHASERS),
        Right("contracts", READ, _R, _READERS),
        Right("contracts", "draft_contract", _W, PURCHASERS),
        Right("contracts", "put_contract", _W, PURCHASERS),
        Right("contracts", "change_draft", _W, PURCHASERS),
        Right("contracts", "sign_contract", _W, PURCHASERS | _PARTIES),
        Right("contracts", "activate_contract", _W, PURCHASERS),
        Right("amendments", READ, _R, _READERS),
        Right("amendments", "decide_amendment", _W, PURCHASERS),
        Right("amendments", "sign_amendment", _W, PURCHASERS | _PARTIES),
        Right("mandates", READ, _R, _READERS),
        Right("mandates", "register_mandate", _W, PURCHASERS),
        Right("mandates", "withdraw_mandate", _W, PURCHASERS),
    )
)
