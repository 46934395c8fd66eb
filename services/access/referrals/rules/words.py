"""What is said of a referral: the sentences of its derivation."""

from __future__ import annotations

from shared.values import Sentence
from shared.values.choosing import ApprovalState

GENERAL = Sentence(
    "referral.general",
    nl="Het gaat om een algemene voorziening: daarop hoort geen beschikking.",
    en="This is a general provision: it takes no decision.",
)
MEMBER = Sentence(
    "referral.member",
    nl="{provider} is lid van het samenwerkingsverband van contract {contract_number}, dat geldt op {referred_on}.",
    en="{provider} is a member of the consortium of contract {contract_number}, which is in force on {referred_on}.",
)
ACCEPTED = Sentence(
    "referral.accepted",
    nl="De aanbieder accepteert de verwijzing op {answered_on}.",
    en="The provider accepts the referral on {answered_on}.",
)
BREACH = Sentence(
    "referral.breach",
    nl="De aanbieder weigert op {answered_on}, terwijl contract {contract_number} een acceptatieplicht kent: dit is een schending; opschaling naar trede {result}.",
    en="The provider refuses on {answered_on}, while contract {contract_number} has an acceptance duty: this is a breach; escalation to level {result}.",
)
NO_DUTY = Sentence(
    "referral.no-duty",
    nl="De aanbieder weigert op {answered_on}; contract {contract_number} kent geen acceptatieplicht, dus dit is geen schending.",
    en="The provider refuses on {answered_on}; contract {contract_number} has no acceptance duty, so this is no breach.",
)

ENDED = Sentence(
    "referral.ended",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de aangenomen verwijzing eindigt, en vanaf {result} helpt de gemeente van vestiging (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: the referral that was accepted ends, and from {result} on the municipality of arrival helps (R-A56).",
)
CLOSED = Sentence(
    "referral.closed",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de verwijzing is gesloten zonder antwoord (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: the referral was closed without an answer (R-A56).",
)


OVERTAKEN = Sentence(
    "referral.overtaken",
    nl="De zorg is acuut en niemand antwoordde nog: in plaats van deze verwijzing is op {result} een ander gevraagd.",
    en="The care is acute and nobody answered yet: in place of this referral another was asked on {result}.",
)
SOLE = Sentence(
    "referral.sole-provider",
    nl="Deze aanbieder is de enige in contract {contract_number}: weigert hij, dan is er niemand anders.",
    en="This provider is the only one in contract {contract_number}: when it refuses there is nobody else.",
)
GENERAL_FITS = Sentence(
    "referral.single-fits-general",
    nl="Met één aanbieder past een algemene voorziening; bij maatwerk zou de inwoner moeten kunnen kiezen.",
    en="With one provider a general provision fits; with a tailor-made one the citizen should be able to choose.",
)
SHIFTING = Sentence(
    "referral.shifting-risk",
    nl="Let op: contract {contract_number} betaalt een vast budget zonder acceptatieplicht: risico op afschuiven.",
    en="Warning: contract {contract_number} pays a fixed budget without an acceptance duty: a risk of shifting.",
)
PRODUCT_NOT_KNOWN = Sentence(
    "referral.product-not-known",
    nl="Product {product_code} is hier niet bekend: of het beschermd wonen is, is niet na te gaan.",
    en="Product {product_code} is not known here: whether it is sheltered living cannot be told.",
)
AFTERWARDS = Sentence(
    "referral.acute",
    nl="De zorg is acuut: wat anders zou zijn geweigerd ({reasons}) wordt achteraf getoetst.",
    en="The care is acute: what would have been refused ({reasons}) is reviewed afterwards.",
)
CROSSING = Sentence(
    "referral.crossing",
    nl="De verwijzing gaat over een domeingrens: van {from_domain} naar {to_domain}.",
    en="The referral crosses a border between domains: from {from_domain} to {to_domain}.",
)
ONWARD = Sentence(
    "referral.onward",
    nl="{from_provider} verwijst door naar {provider}, lid van contract {contract_number}.",
    en="{from_provider} refers on to {provider}, a member of contract {contract_number}.",
)
APPROVAL = {
    ApprovalState.NOT_NEEDED: Sentence(
        "referral.approval-not-needed",
        nl="Doorverwijzen mag zonder goedkeuring van het basisteam (beleid, versie {policy_version}).",
        en="Referring on needs no approval by the basic team (policy, version {policy_version}).",
    ),
    ApprovalState.PENDING: Sentence(
        "referral.approval-pending",
        nl="Het basisteam moet de doorverwijzing eerst goedkeuren (beleid, versie {policy_version}).",
        en="The basic team must first approve of referring on (policy, version {policy_version}).",
    ),
    ApprovalState.AFTERWARDS: Sentence(
        "referral.approval-afterwards",
        nl="De zorg is acuut: er wordt meteen doorverwezen, en het basisteam toetst achteraf (beleid, versie {policy_version}).",
        en="The care is acute: it is referred on at once, and the basic team reviews afterwards (policy, version {policy_version}).",
    ),
    ApprovalState.APPROVED: Sentence(
        "referral.approved",
        nl="Het basisteam keurde de doorverwijzing op {approved_on} goed.",
        en="The basic team approved of referring on on {approved_on}.",
    ),
    ApprovalState.DENIED: Sentence(
        "referral.denied",
        nl="Het basisteam keurde de doorverwijzing op {approved_on} af.",
        en="The basic team denied referring on on {approved_on}.",
    ),
}
CANNOT = Sentence(
    "referral.cannot-deliver",
    nl="De aanbieder kan op {answered_on} niet leveren: geen weigering en geen schending; opschaling naar trede {result}.",
    en="On {answered_on} the provider cannot deliver: no refusal and no breach; escalation to level {result}.",
)
COURT = Sentence(
    "referral.court",
    nl="Er ligt een uitspraak of bevel van de rechter: de gemeente moet de zorg laten leveren.",
    en="There is a court order: the municipality must have the care delivered.",
)
ESCALATED = Sentence(
    "referral.escalated",
    nl="Trede {result} van de opschalingsroute is op {taken_on} gezet door {party}; uitkomst: {outcome}.",
    en="Level {result} of the escalation route was taken on {taken_on} by {party}; outcome: {outcome}.",
)
COSTED = Sentence(
    "referral.costed",
    nl="De werkelijke kosten zijn {result} cent; verwacht was {expected_cents}.",
    en="The real cost is {result} cents; expected was {expected_cents}.",
)
