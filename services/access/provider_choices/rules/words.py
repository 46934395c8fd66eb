"""What is said of a choice of a provider: the sentences of its derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

OFFERED = Sentence(
    "provider-choice.offered",
    nl="Op {offered_on} is de inwoner de keuze uit {result} aanbieder(s) voorgelegd.",
    en="On {offered_on} the citizen was offered the choice between {result} provider(s).",
)
TERM = Sentence(
    "provider-choice.term",
    nl="De inwoner kan kiezen tot en met {result}, {days} dagen na het voorleggen (beleid, versie {policy_version}).",
    en="The citizen may choose up to and including {result}, {days} days after the offer (policy, version {policy_version}).",
)
TERM_OF_CATALOGUE = Sentence(
    "provider-choice.term-of-catalogue",
    nl="De inwoner kan kiezen tot en met {result}, {days} dagen na het voorleggen (catalogus).",
    en="The citizen may choose up to and including {result}, {days} days after the offer (catalogue).",
)
SPECIALIST = Sentence(
    "provider-choice.specialist",
    nl="De toegang tot specialistische zorg besluit het basisteam; welke aanbieder het wordt blijft aan de inwoner.",
    en="The basic team decides on access to specialist care; which provider it will be remains the citizen's choice.",
)
SINGLE = Sentence(
    "provider-choice.single",
    nl="Let op: bij maatwerk moet de inwoner kunnen kiezen; er is één aanbieder voorgelegd en geen PGB.",
    en="Warning: with a tailor-made provision the citizen must be able to choose; one provider was offered and no PGB.",
)
CHOSEN = Sentence(
    "provider-choice.chosen",
    nl="De inwoner koos op {chosen_on} {result} (plaats in de catalogus: {rank}).",
    en="On {chosen_on} the citizen chose {result} (place in the catalogue: {rank}).",
)
ONLY = Sentence(
    "provider-choice.only",
    nl="Er is één aanbieder: {result}; er viel niet te kiezen.",
    en="There is one provider: {result}; there was nothing to choose.",
)
ASSIGNED = Sentence(
    "provider-choice.assigned",
    nl="Zonder keuze wijst de gemeente op {chosen_on} toe: {result}, plaats {rank}, de eerste met een vrije plaats.",
    en="Without a choice the municipality assigns on {chosen_on}: {result}, place {rank}, the first with a free place.",
)
ACUTE = Sentence(
    "provider-choice.acute",
    nl="De zorg is acuut: op een keuze wordt niet gewacht; de inwoner kan later een andere aanbieder kiezen.",
    en="The care is acute: nobody waits for a choice; the citizen may choose another provider later.",
)
NO_ROOM = Sentence(
    "provider-choice.no-room",
    nl="Let op: {result} heeft volgens de catalogus geen vrije plaats.",
    en="Warning: by the catalogue {result} has no free place.",
)
FULL = Sentence(
    "provider-choice.full",
    nl="Geen van de {providers} aanbieders heeft een vrije plaats: de inwoner komt op de wachtlijst.",
    en="None of the {providers} providers has a free place: the citizen goes on the waiting list.",
)
WITHDRAWN = Sentence(
    "provider-choice.withdrawn",
    nl="Op {result} is deze keuze ingetrokken; er kan opnieuw worden voorgelegd.",
    en="On {result} this choice was withdrawn; another may be offered.",
)
LEFT = Sentence(
    "provider-choice.left",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente: er valt hier niet meer te kiezen (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality: there is nothing to choose here any more (R-A56).",
)


class ProviderChoiceNotFound(NotFound):
    """There is no such choice, or it is not yours."""

    code = "provider-choice-not-found"
    title = Text("Keuze van een aanbieder niet gevonden", "Provider choice not found")
    detail = Text("Er is geen keuze {id}.", "There is no choice {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ChoiceRefused(Refused):
    """The choice cannot be like this: `errors` has every reason."""

    code = "provider-choice-refused"
    rule = "R-A40"
    title = Text("De keuze kan zo niet", "The choice cannot be like this")
    detail = Text(
        "Wie is voorgelegd kan worden gekozen, op of na {first} en niet na {today}; errors noemt wat er mis is.",
        "Who was offered can be chosen, on or after {first} and not after {today}; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class ChoiceOpen(Refused):
    """A product of a question has one choice at a time."""

    code = "provider-choice-open"
    rule = "R-A40"
    title = Text("Er is al een keuze voorgelegd", "A choice was offered already")
    detail = Text(
        "De keuze {id} over dit product staat op {state}.", "The choice {id} on this product is {state}."
    )
    mend = Text(
        "Leg de keuze daar vast, of trek haar eerst in (withdrawal).",
        "Record the choice there, or withdraw it first (withdrawal).",
    )


class ChoiceMade(Refused):
    """A choice is made once."""

    code = "provider-choice-made"
    rule = "R-A40"
    title = Text("Over deze keuze is al beslist", "This choice was made already")
    detail = Text("De keuze {id} staat op {state}.", "The choice {id} is {state}.")
    mend = Text(
        "Trek de keuze in en leg opnieuw voor als de inwoner een ander wil; wie wacht krijgt een plaats via de wachtlijst.",
        "Withdraw the choice and offer anew if the citizen wants another; who waits gets a place by the waiting list.",
    )


WRONG = {
    "nobody-offered": Text("Er is niemand voorgelegd.", "Nobody was offered."),
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "before-contact": Text("De dag ligt vóór het eerste contact.", "The day lies before the first contact."),
    "not-in-catalogue": Text(
        "Deze aanbieder staat niet in de catalogus.", "This provider is not in the catalogue."
    ),
    "not-of-catalogue": Text(
        "De catalogus geldt niet voor dit product.", "The catalogue is not for this product."
    ),
    "product-needed": Text(
        "Noem de productcategorie: wie geen plaats krijgt, wacht daarop.",
        "Name the product category: who gets no place waits for it.",
    ),
    "not-offered": Text("Deze aanbieder is niet voorgelegd.", "This provider was not offered."),
    "nobody-chosen": Text("Er is niemand gekozen.", "Nobody was chosen."),
    "day-of-choice": Text(
        "Kiezen gebeurt op of na het voorleggen en niet in de toekomst.",
        "Choosing happens on or after the offer and not in the future.",
    ),
    "term-runs": Text("De keuzetermijn loopt nog.", "The term to choose still runs."),
}
