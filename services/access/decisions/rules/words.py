"""What a decision says of itself, and the ways in which one cannot be taken."""

from __future__ import annotations

from shared.errors import InvalidInput, NotFound, Refused, Text
from shared.values import Sentence

TAILOR_MADE = Sentence(
    "decision.tailor-made",
    nl="Het gaat om een maatwerkvoorziening: daarop hoort een beschikking.",
    en="This is a tailor-made provision: it takes a decision.",
)
MANDATED = Sentence(
    "decision.mandated",
    nl="De beslisser heeft op {decided_on} mandaat {mandate_id} voor de {law_name}, geldig van {valid_from} tot en met {valid_until}.",
    en="On {decided_on} the decider holds mandate {mandate_id} for the {law_name}, valid from {valid_from} up to and including {valid_until}.",
)
MANDATED_OPEN = Sentence(
    "decision.mandated-open",
    nl="De beslisser heeft op {decided_on} mandaat {mandate_id} voor de {law_name}, geldig vanaf {valid_from} zonder einddatum.",
    en="On {decided_on} the decider holds mandate {mandate_id} for the {law_name}, valid from {valid_from} without an end.",
)
NOT_RETROACTIVE = Sentence(
    "decision.not-retroactive",
    nl="De toewijzing begint op {start_date}, niet vóór het besluit van {decided_on}.",
    en="The allocation starts on {start_date}, not before the decision of {decided_on}.",
)
ACUTE = Sentence(
    "decision.acute",
    nl="De toewijzing begint op {start_date}, vóór het besluit van {decided_on}: dat mag omdat de zorg acuut is; toets het achteraf.",
    en="The allocation starts on {start_date}, before the decision of {decided_on}: allowed because the care is acute; review it afterwards.",
)
EARLY_BY_REFERRAL = Sentence(
    "decision.early-by-referral",
    nl="De toewijzing begint op {start_date}, vóór het besluit van {decided_on}: dat mag na een wettelijke verwijzing, of omdat het beleid het toestaat.",
    en="The allocation starts on {start_date}, before the decision of {decided_on}: allowed after a statutory referral, or by policy.",
)
UNDER_LAW = Sentence(
    "decision.under-law",
    nl="Toegekend op grond van de {law_name}, de wet van de melding; toewijzingnummer {allocation_number}.",
    en="Granted under the {law_name}, the law of the request; allocation number {allocation_number}.",
)
REFUSED_UNDER_LAW = Sentence(
    "decision.refused-under-law",
    nl="De aanvraag op grond van de {law_name} is afgewezen: {grounds}.",
    en="The application under the {law_name} is refused: {grounds}.", personal=True,
)  # fmt: skip
FRAME = Sentence(
    "decision.legal-frame",
    nl="Het wettelijk kader is op {checked_on} getoetst, met uitkomst {result}.",
    en="The legal frame was tested on {checked_on}, with outcome {result}.", personal=True,
)  # fmt: skip
POLICY = Sentence(
    "decision.policy",
    nl="Getoetst aan het beleid van de gemeente, versie {policy_version}.",
    en="Judged by the municipality's policy, version {policy_version}.",
)
GATE = Sentence("decision.gate", nl="{dutch}", en="{english}", personal=True)
UNMET = Sentence(
    "decision.unmet-acute",
    nl="Acute zorg wacht niet. Toets achteraf: {dutch}",
    en="Acute care does not wait. Review afterwards: {english}", personal=True,
)  # fmt: skip
OBJECTION = Sentence(
    "decision.objection",
    nl="Bezwaar kan bij het college van burgemeester en wethouders tot en met {result}: zes weken vanaf de dag na de bekendmaking op {decided_on} (Awb 6:7 en 6:8), verlengd tot een werkdag (Atw 1).",
    en="Objection is open with the municipal executive up to and including {result}: six weeks from the day after the announcement on {decided_on} (Awb 6:7 and 6:8), extended to a working day (Atw 1).",
)
OBJECTION_NOT_KNOWN = Sentence(
    "decision.objection-not-known",
    nl="Bezwaar staat open bij het college van burgemeester en wethouders; de laatste dag is niet bekend, omdat de kalender het jaar {year} niet kent.",
    en="Objection is open with the municipal executive; its last day is not known, because the calendar does not know the year {year}.",
)
_FURTHER_NL = (
    " Tegen de beslissing op bezwaar staat beroep open bij de rechtbank; bij spoed kan de voorzieningenrechter een voorlopige"
    " voorziening treffen. Over de uitvoering of een verschil van mening met de aanbieder kunt u terecht bij het klachtenloket van"
    " de gemeente; onafhankelijke cliëntondersteuning is gratis."
)
_FURTHER_EN = (
    " Against the decision on the objection appeal is open at the district court; when it is urgent the court's president can give"
    " a provisional ruling. On how it is carried out, or a difference with the provider, turn to the municipality's complaints"
    " desk; independent client support is free."
)
REMEDIES = Sentence(
    "decision.remedies",
    nl="Bent u het niet eens met dit besluit, dan kunt u tot en met {result} bezwaar maken bij het college van burgemeester en wethouders."
    + _FURTHER_NL,
    en="If you disagree with this decision, you can object with the municipal executive up to and including {result}."
    + _FURTHER_EN,
)
REMEDIES_NOT_KNOWN = Sentence(
    "decision.remedies-not-known",
    nl="Bent u het niet eens met dit besluit, dan kunt u binnen zes weken na de dag van bekendmaking bezwaar maken bij het college van burgemeester en wethouders."
    + _FURTHER_NL,
    en="If you disagree with this decision, you can object with the municipal executive within six weeks after the day of its announcement."
    + _FURTHER_EN,
)
DRAFTED = Sentence(
    "decision.drafted",
    nl="Het concept is opgesteld en heeft nog geen rechtsgevolg.",
    en="The draft was made and has no legal effect yet.",
)
SUBMITTED = Sentence(
    "decision.submitted",
    nl="Het concept is op {submitted_on} voorgelegd; toets door het schakelteam nodig: {result}.",
    en="The draft was submitted on {submitted_on}; review by the switch team needed: {result}.",
)
WITHDRAWN = Sentence(
    "decision.withdrawn",
    nl="Het concept is op {withdrawn_on} ingetrokken voordat het een besluit was.",
    en="The draft was withdrawn on {withdrawn_on}, before it was a decision.",
)
AWAITS_EFFORT = Sentence(
    "decision.awaits-effort",
    nl="Het besluit gaat over een resultaat: de zorg kan beginnen, en de feitelijke inzet wordt uiterlijk {result} aan de beschikking toegevoegd.",
    en="The decision is on a result: care can begin, and the actual effort is added to it by {result}.",
)
EXTENDED = Sentence(
    "decision.extended",
    nl="Op {extended_on} is de feitelijke inzet toegevoegd: {volume} (eenheid {unit}, frequentie {frequency}). De verlengde beschikking opent opnieuw bezwaar.",
    en="On {extended_on} the actual effort was added: {volume} (unit {unit}, frequency {frequency}). The extended decision opens objection again.",
)
EFFORT_MISSED = Sentence(
    "decision.effort-missed",
    nl="De inzet had uiterlijk {effort_due_on} aan de beschikking moeten zijn toegevoegd en is er niet.",
    en="The effort should have been added to the decision by {effort_due_on} and is not there.",
)
NOTIFIED = Sentence(
    "decision.notified",
    nl="Het besluit is op {notified_on} bekendgemaakt.",
    en="The decision was made known on {notified_on}.",
)
ENDED = Sentence(
    "decision.ended-by-move",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: de toewijzing eindigt op {result}.",
    en="From {moved_on} on the citizen lives in another municipality: the allocation ends on {result}.",
)
LAPSED = Sentence(
    "decision.lapsed-by-move",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente, vóór de ingangsdatum {result}: de toewijzing vervalt (einddatum gelijk aan ingangsdatum, WJ756 code 13).",
    en="From {moved_on} on, before the start on {result}, the citizen lives in another municipality: the allocation lapses (end equal to start, WJ756 code 13).",
)


class DecisionNotFound(NotFound):
    """There is no such decision, or it is not yours."""

    code = "decision-not-found"
    title = Text("Besluit niet gevonden", "Decision not found")
    detail = Text("Er is geen besluit {id}.", "There is no decision {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class EndBeforeStart(InvalidInput):
    """The last day of the allocation lies before its first."""

    code = "end-before-start"
    title = Text("De einddatum ligt vóór de ingangsdatum", "The end lies before the start")
    detail = Text(
        "Van {start_date} tot en met {end_date} is geen periode.",
        "From {start_date} up to and including {end_date} is no period.",
    )
    mend = Text(
        "Geef een einddatum op of na de ingangsdatum.", "Give an end date on or after the start date."
    )


class DecisionIncomplete(InvalidInput):
    """What belongs to a decision that grants, or to one that refuses, is not there; `errors` names each field."""

    code = "decision-incomplete"
    rule = "R-A28"
    title = Text("Het besluit is niet compleet", "The decision is not complete")
    detail = Text(
        "Een besluit dat toekent noemt aanbieder, ingangsdatum en omvang; een besluit dat afwijst noemt de gronden.",
        "A decision that grants names provider, start and volume; one that refuses names its grounds.",
    )
    mend = Text("Vul aan wat errors noemt.", "Add what errors names.")


class NoDecisionOnGeneral(Refused):
    """A general provision has no decision (R-A27)."""

    code = "general-provision-without-decision"
    rule = "R-A27"
    title = Text("Een algemene voorziening kent geen beschikking", "A general provision has no decision")
    detail = Text(
        "Een beschikking gaat over een maatwerkvoorziening; een algemene voorziening is zonder beschikking toegankelijk.",
        "A decision is on a tailor-made provision; a general provision is open without one.",
    )
    mend = Text(
        "Verwijs de inwoner naar de aanbieder (referrals).", "Refer the citizen to the provider (referrals)."
    )


class RequestNotOpen(Refused):
    """The request was decided or referred before."""

    code = "request-not-open"
    rule = "R-A27"
    title = Text("De melding is al afgehandeld", "The request was handled already")
    detail = Text("De melding staat op {state}.", "The request is {state}.")
    mend = Text(
        "Is er verwezen, leg dan de aanvraag vast (application): een maatwerkvoorziening kan altijd worden aangevraagd (R-A28)."
        " Leg voor een andere voorziening een nieuwe melding vast.",
        "After a referral, record the application: a tailor-made provision may always be applied for (R-A28). Report a new"
        " request for another provision.",
    )


class DecisionOpen(Refused):
    """There is a decision on this product for this request already."""

    code = "decision-there-already"
    rule = "R-A19"
    title = Text("Over dit product ligt er al een besluit", "There is a decision on this product already")
    detail = Text(
        "Besluit {id} op deze melding gaat over hetzelfde product.",
        "Decision {id} on this request is on the same product.",
    )
    mend = Text(
        "Werk met dat besluit verder, of trek het concept eerst in.",
        "Go on with that decision, or withdraw the draft first.",
    )


class DecisionFixed(Refused):
    """The act does not fit the state: a decision that was taken stands, and one that was withdrawn is no more."""

    code = "decision-fixed"
    rule = "N-129"
    title = Text("Dit kan niet met dit besluit", "This cannot be done with this decision")
    detail = Text("Het besluit staat op {state}.", "The decision is {state}.")
    mend = Text(
        "Een concept kan worden gewijzigd, voorgelegd, ingetrokken en definitief worden; een definitief besluit staat.",
        "A draft can be changed, submitted, withdrawn and made final; a final decision stands.",
    )


class DecisionNotReady(Refused):
    """The decision cannot be final yet: `errors` names every gate that is not passed, with what would pass it."""

    code = "decision-not-ready"
    rule = "R-A19"
    title = Text("Het besluit kan nog niet definitief worden", "The decision cannot be final yet")
    detail = Text("Nog niet voldaan: {missing}.", "Not met yet: {missing}.")
    mend = Text(
        "Vul aan wat errors noemt; GET …/readiness toont alle toetsen. Acute zorg wacht niet: meld die als acute.",
        "Add what errors names; GET …/readiness shows every check. Acute care does not wait: report it as acute.",
    )


class EffortRefused(Refused):
    """The effort cannot be added: the decision does not wait for one."""

    code = "effort-refused"
    rule = "R-A25"
    title = Text("De inzet kan niet worden toegevoegd", "The effort cannot be added")
    detail = Text("Het besluit staat op {state}.", "The decision is {state}.")
    mend = Text(
        "Inzet wordt één keer toegevoegd, aan een besluit op resultaat dat erop wacht (awaitingEffort).",
        "Effort is added once, to a decision on a result that awaits it (awaitingEffort).",
    )


TOLD_ALREADY = Text(
    "De dag van bekendmaking is al vastgelegd en blijft zoals die is verteld.",
    "The day of notification was recorded already and stays as it was told.",
)


class NotificationRefused(Refused):
    """The day of notification cannot be that."""

    code = "notification-refused"
    rule = "R-A29"
    title = Text("De dag van bekendmaking kan zo niet", "The day of notification cannot be this")
    detail = Text(
        "Een besluit van {decided_on} wordt bekendgemaakt op of na die dag en niet na {today}.",
        "A decision of {decided_on} is made known on or after that day and not after {today}.",
    )
    mend = Text(
        "Geef de dag van verzending of uitreiking.", "Give the day on which it was sent or handed over."
    )


class StartBeforeDecision(Refused):
    """No allocation with retroactive effect (R-A06); `errors` names the earliest start."""

    code = "start-before-decision"
    rule = "R-A06"
    title = Text("Geen toewijzing met terugwerkende kracht", "No allocation with retroactive effect")
    detail = Text(
        "De ingangsdatum {startDate} ligt vóór het besluit; de vroegste ingangsdatum is {earliestStart}.",
        "The start {startDate} lies before the decision; the earliest start is {earliestStart}.",
    )
    mend = Text(
        "Kies een ingangsdatum vanaf {earliestStart}, of meld dat de zorg acuut is (acute).",
        "Choose a start from {earliestStart} on, or say that the care is acute (acute).",
    )
