"""What is said of the waiting list: the sentences of its derivation, and the problems."""

from __future__ import annotations

from shared.errors import NotFound, Refused, Text
from shared.values import Sentence

ENTERED = Sentence(
    "waiting-list.entered",
    nl="Op de wachtlijst sinds {since}, urgentie {urgency}, wegens {cause}; het maximum is {result} dagen (beleid, versie {policy_version}).",
    en="On the waiting list since {since}, urgency {urgency}, for {cause}; the maximum is {result} days (policy, version {policy_version}).",
)
CEILING = Sentence(
    "waiting-list.ceiling",
    nl="Bij bekostiging naar volume mag een bereikt plafond tot wachten leiden; acute zorg wacht nooit.",
    en="Where care is paid by volume a ceiling that was reached may lead to waiting; acute care never waits.",
)
DELAYED = Sentence(
    "waiting-list.delayed",
    nl="De cliënt wil niet eerder dan {available_from} ({reason}); samen {result} dagen op eigen verzoek, die apart tellen.",
    en="The client does not want to start before {available_from} ({reason}); {result} days in all at its own wish, which count apart.",
)
IN_ORDER = Sentence(
    "waiting-list.in-order",
    nl="Geplaatst op {placed_on} na {result} dagen, urgentie {urgency}, als eerste aan de beurt.",
    en="Placed on {placed_on} after {result} days, urgency {urgency}, as the first in order.",
)
OUT_OF_ORDER = Sentence(
    "waiting-list.out-of-order",
    nl="Geplaatst op {placed_on} na {waited_days} dagen, urgentie {urgency}, terwijl {result} anderen eerder aan de beurt waren; met motief.",
    en="Placed on {placed_on} after {waited_days} days, urgency {urgency}, while {result} others came first; with a motive.",
)
OVERDUE = Sentence(
    "waiting-list.overdue",
    nl="Wachtte {waited_days} dagen, langer dan het maximum van {result}: daarom ging deze voor.",
    en="Waited {waited_days} days, longer than the maximum of {result}: which is why it went first.",
)
WITHDRAWN = Sentence(
    "waiting-list.withdrawn",
    nl="Op {result} van de wachtlijst gehaald ({reason}).",
    en="Taken from the waiting list on {result} ({reason}).",
)
AT_ONCE = Sentence(
    "waiting-list.acute",
    nl="De vraag is acuut geworden: zij wacht niet langer en gaat voor op wie wacht; sinds {since}, {result} dagen gewacht.",
    en="The question became acute: it waits no longer and goes before who waits; since {since}, it waited {result} days.",
)
LEFT = Sentence(
    "waiting-list.left",
    nl="De inwoner woont vanaf {moved_on} in een andere gemeente en wacht hier niet meer (R-A56).",
    en="From {moved_on} on the citizen lives in another municipality and waits here no more (R-A56).",
)


class WaitingEntryNotFound(NotFound):
    """There is no such entry, or it is not yours."""

    code = "waiting-entry-not-found"
    title = Text("Plaats op de wachtlijst niet gevonden", "Waiting-list entry not found")
    detail = Text("Er is geen plaats {id}.", "There is no entry {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class WaitingRefused(Refused):
    """This cannot be done on the waiting list: `errors` has every reason."""

    code = "waiting-refused"
    rule = "R-A37"
    title = Text("Dit kan zo niet op de wachtlijst", "This cannot be done on the waiting list")
    detail = Text(
        "Alleen wie moet wachten wacht, in de juiste volgorde, met dagen van {first} tot en met {today}.",
        "Only who must wait waits, in the right order, with days from {first} up to and including {today}.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class AlreadyWaiting(Refused):
    """A question waits once for the same product."""

    code = "already-waiting"
    rule = "R-A37"
    title = Text("Deze melding wacht al", "This request waits already")
    detail = Text("De plaats op de wachtlijst is {id}.", "The entry on the waiting list is {id}.")
    mend = Text("Wijzig die plaats (PATCH).", "Change that entry (PATCH).")


class WaitingEnded(Refused):
    """Who was placed or withdrawn waits no more."""

    code = "waiting-ended"
    rule = "R-A37"
    title = Text("Er wordt niet meer gewacht", "The wait is over")
    detail = Text("De plaats {id} staat op {state}.", "The entry {id} is {state}.")
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


WRONG = {
    "acute-never-waits": Text(
        "Acute zorg wacht nooit: verwijs of wijs meteen toe.",
        "Acute care never waits: refer or allocate at once.",
    ),
    "crisis-never-waits": Text(
        "Dit is crisishulp: die wacht nooit. Verwijs of wijs meteen toe.",
        "This is crisis help, which never waits: refer or allocate at once.",
    ),
    "acceptance-duty-prevails": Text(
        "Onder een vast budget gaat de acceptatieplicht voor: een bereikt plafond laat niemand wachten.",
        "Under a fixed budget the acceptance duty prevails: a ceiling that was reached keeps nobody waiting.",
    ),
    "day-of-waiting": Text(
        "Wachten begint op of na het eerste contact en niet in de toekomst.",
        "Waiting begins on or after the first contact and not in the future.",
    ),
    "not-later": Text("Dit is geen latere dag.", "This is no later day."),
    "day-of-place": Text(
        "Plaatsen gebeurt terwijl er wordt gewacht, en niet in de toekomst.",
        "A place is given while somebody waits, and not in the future.",
    ),
    "out-of-order": Text(
        "Anderen zijn eerder aan de beurt: geef een motief.", "Others come first: give a motive."
    ),
}
