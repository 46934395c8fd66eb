"""What is said of clarifications: the sentences of a derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

HELD = Sentence(
    "clarification.held",
    nl="Gehouden op {held_on} met methode {method}, op de domeinen {domains}; beleidsversie {policy_version}.",
    en="Held on {held_on} by method {method}, on the domains {domains}; policy version {policy_version}.",
)


def _found(code: str, nl: str, en: str) -> Sentence:
    return Sentence(f"clarification.{code}", nl=nl, en=en)


FINDINGS = {
    "provisions-first-passed": _found(
        "provisions-first-passed", "Wat voorgaat is gewogen.", "What comes first was weighed."
    ),
    "provisions-first-missing": _found(
        "provisions-first-missing",
        "Wat voorgaat is niet gewogen; voor een maatwerkvoorziening moet dat ({level}).",
        "What comes first was not weighed; a tailor-made provision demands it ({level}).",
    ),
    "support-offered-passed": _found(
        "support-offered-passed",
        "Onafhankelijke cliëntondersteuning is aangeboden.",
        "Independent client support was offered.",
    ),
    "support-offered-missing": _found(
        "support-offered-missing",
        "Onafhankelijke cliëntondersteuning is niet aangeboden; dat moet actief gebeuren ({level}).",
        "Independent client support was not offered; it must be, actively ({level}).",
    ),
    "own-strength-passed": _found(
        "own-strength-passed",
        "Eigen kracht en netwerk zijn bekeken.",
        "One's own strength and network were looked at.",
    ),
    "own-strength-missing": _found(
        "own-strength-missing",
        "Eigen kracht en netwerk zijn niet bekeken; die gaan voor ({level}).",
        "One's own strength and network were not looked at; they come first ({level}).",
    ),
    "carer-overloaded": _found(
        "carer-overloaded",
        "Eén mantelzorger geeft {hours} uur per week, meer dan {limit}: let op overbelasting.",
        "One informal carer gives {hours} hours a week, more than {limit}: mind the overload.",
    ),
    "all-domains": _found(
        "all-domains",
        "Alle domeinen zijn gekozen: vraag alleen wat de vraag nodig heeft.",
        "Every domain was chosen: ask no more than the question needs.",
    ),
    "first-provision-sufficient": _found(
        "first-provision-sufficient",
        "Wat voorgaat is toereikend: een maatwerkvoorziening is dan niet aan de orde.",
        "What comes first is sufficient: no tailor-made provision is called for then.",
    ),
    "education": _found(
        "education",
        "De hulp is er alleen voor het leren: dat is voor het onderwijs (Wet passend onderwijs).",
        "The help is for learning alone: that is for education (Wet passend onderwijs).",
    ),
    "wlz-permanent": _found(
        "wlz-permanent",
        "Een kind met een blijvende behoefte door een ernstige beperking: ga na of de Wlz voorgaat.",
        "A child with a permanent need by a serious limitation: check whether the Wlz comes first.",
    ),
    "wlz-lifelong-mental": _found(
        "wlz-lifelong-mental",
        "Waarschijnlijk levenslang intensieve ggz nodig: kijk meteen naar de Wlz, die daarvoor open is sinds 2021.",
        "Probably a lifelong need of intensive mental health care: consider the Wlz at once, open to it since 2021.",
    ),
    "wlz-doubt": _found(
        "wlz-doubt",
        "Er is twijfel over een Wlz-indicatie: toets die, met reden, in het register.",
        "There is doubt about a Wlz indication: check it, with the reason, in the register.",
    ),
    "method-unknown": _found(
        "method-unknown",
        "De methode staat niet in het beleid ({level}).",
        "The method is not in the policy ({level}).",
    ),
    "privacy-review-missing": _found(
        "privacy-review-missing",
        "De vragen van de methode zijn niet op privacy getoetst ({level}).",
        "The questions of the method were not reviewed for privacy ({level}).",
    ),
    "privacy-review-ahead": _found(
        "privacy-review-ahead",
        "De privacytoets van de methode was er op die dag nog niet ({level}).",
        "The privacy review of the method had not been held on that day ({level}).",
    ),
    "domains-not-chosen": _found(
        "domains-not-chosen", "Er zijn geen domeinen gekozen ({level}).", "No domains were chosen ({level})."
    ),
    "domains-not-selectable": _found(
        "domains-not-selectable",
        "Deze methode kent geen domeinen om te kiezen ({level}).",
        "This method knows no domains to choose ({level}).",
    ),
    "domains-too-many": _found(
        "domains-too-many",
        "Er zijn meer domeinen gekozen dan de methode heeft ({level}).",
        "More domains were chosen than the method has ({level}).",
    ),
    "domain-twice": _found(
        "domain-twice", "Een domein staat er twee keer ({level}).", "A domain stands here twice ({level})."
    ),
}


class ClarificationNotFound(NotFound):
    """There is no such clarification, or it is not yours."""

    code = "clarification-not-found"
    title = Text("Vraagverheldering niet gevonden", "Clarification not found")
    detail = Text("Er is geen vraagverheldering {id}.", "There is no clarification {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ClarificationRefused(Refused):
    """The clarification cannot be like this: `errors` has every reason."""

    code = "clarification-refused"
    rule = "F-04"
    title = Text("De vraagverheldering kan zo niet", "The clarification cannot be like this")
    detail = Text(
        "Een vraagverheldering is gehouden met een methode uit het beleid waarvan de vragen op privacy zijn getoetst, en vraagt"
        " niet meer dan nodig; errors noemt wat er mis is.",
        "A clarification was held by a method of the policy whose questions were reviewed for privacy, and asks no more than"
        " needed; errors names what is wrong.",
    )
    mend = Text(
        "Los de punten in errors op, of gebruik een methode die is getoetst.",
        "Clear the points in errors, or use a method that was reviewed.",
    )


WRONG = {
    "before-contact": Text(
        "Het eerste contact was op {contact_on}.", "The first contact was on {contact_on}."
    ),
    "in-future": Text(
        "De dag ligt in de toekomst: vandaag is {today}.", "The day lies in the future: today is {today}."
    ),
    "offer-in-future": Text(
        "Het aanbod ligt in de toekomst: vandaag is {today}.",
        "The offer lies in the future: today is {today}.",
    ),
    "accepted-without-offer": Text(
        "Zonder dag van het aanbod is niet te zeggen of het is aanvaard.",
        "Without a day of the offer it cannot be said to be accepted or not.",
    ),
    "method-unknown": Text(
        "Het beleid van de gemeente kent geen methode {method}.",
        "The municipality's policy knows no method {method}.",
    ),
    "privacy-review-missing": Text(
        "De vragen van {method} zijn nog niet op privacy getoetst (privacyReviewedOn in het beleid).",
        "The questions of {method} were not reviewed for privacy yet (privacyReviewedOn in the policy).",
    ),
    "privacy-review-ahead": Text(
        "De privacytoets van {method} was er op {held_on} nog niet.",
        "The privacy review of {method} had not been held on {held_on}.",
    ),
    "domains-not-chosen": Text(
        "Kies de domeinen die de vraag nodig heeft; de rest blijft leeg.",
        "Choose the domains that the question needs; the others stay empty.",
    ),
    "domains-not-selectable": Text(
        "Methode {method} kent geen domeinen om te kiezen.", "Method {method} knows no domains to choose."
    ),
    "domains-too-many": Text(
        "Er zijn meer domeinen gekozen dan {method} heeft.", "More domains were chosen than {method} has."
    ),
    "domain-twice": Text("Een domein staat er twee keer.", "A domain stands here twice."),
}
