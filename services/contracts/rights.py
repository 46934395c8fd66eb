"""Who may do what in contracts: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import BY_AUTHORISATION, PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, ProcessingEvent, Scope

# A provider signs for its side; an auditor, researcher or insurer reads what it is a party to, or was authorised for.
_PARTIES = frozenset({ActorKind.PROVIDER})
_READERS = PURCHASERS | _PARTIES | {ActorKind.AUDITOR, ActorKind.RESEARCHER, ActorKind.INSURER}
# A researcher reads no money, and no outsider the names of officials.
_OF_MONEY, _OF_OFFICIALS = _READERS - {ActorKind.RESEARCHER}, PURCHASERS | _PARTIES | {ActorKind.AUDITOR}
_MUNICIPALITY = frozenset({ActorKind.PURCHASER})
_PRINCIPALS, _HOLDERS = PURCHASERS | _PARTIES, PURCHASERS | _PARTIES | BY_AUTHORISATION
_R, _W, _A = Scope.CONTRACTS_READ, Scope.CONTRACTS_WRITE, Scope.AUTHORISATIONS_WRITE
_CREATE, _UPDATE = ProcessingEvent.CREATE, ProcessingEvent.UPDATE
_LEAD = "for the provider side only the consortium's lead for payment; for the other only the owner"
_GRANTS = "roles ombuds, insurer and portal by purchasers only; never wider than one's own scopes"
_OWN = "only who gave it"
_POWERS = "for another municipality only within the powers transferred (R-C51)"

RIGHTS = Rights(
    (
        Right("organisations", READ, _R, _READERS),
        Right("organisations", "register_organisation", _W, PURCHASERS),
        Right("organisations", "seed_organisation", Scope.SANDBOX, PURCHASERS),
        Right("consortia", READ, _R, _READERS),
        Right("consortia", "register_consortium", _W, PURCHASERS),
        Right("populations", READ, _R, _READERS),
        Right("populations", "register_population", _W, PURCHASERS),
        Right("contracts", READ, _R, _OF_MONEY),
        Right("contracts", "draft_contract", _W, PURCHASERS, remark=_POWERS),
        Right("contracts", "put_contract", _W, PURCHASERS, remark=_POWERS),
        Right("contracts", "change_draft", _W, PURCHASERS, remark=_POWERS),
        Right("contracts", "sign_contract", _W, PURCHASERS | _PARTIES, remark=_LEAD),
        Right("contracts", "activate_contract", _W, PURCHASERS, remark=_POWERS),
        Right("amendments", READ, _R, _OF_MONEY),
        Right("amendments", "decide_amendment", _W, PURCHASERS),
        Right("amendments", "sign_amendment", _W, PURCHASERS | _PARTIES, remark=_LEAD),
        Right("mandates", READ, _R, _OF_OFFICIALS),
        Right("mandates", "register_mandate", _W, PURCHASERS),
        Right("mandates", "withdraw_mandate", _W, PURCHASERS),
        Right("authorisations", READ, _R, _HOLDERS, "authorisations", remark="given or held"),
        Right("authorisations", "grant_authorisation", _A, _PRINCIPALS, "authorisations", _CREATE, _GRANTS),
        Right("authorisations", "withdraw_authorisation", _A, _PRINCIPALS, "authorisations", _UPDATE, _OWN),
        Right("power_transfers", READ, _R, PURCHASERS),
        Right("power_transfers", "transfer_powers", _A, _MUNICIPALITY, remark="a municipality's own powers"),
        Right("power_transfers", "withdraw_power_transfer", _A, _MUNICIPALITY, remark=_OWN),
    )
)
