"""What can be wrong with a citizen: not there, erased, known, held, or data that are not recorded like this."""

from __future__ import annotations

from typing import ClassVar

from shared.errors import InvalidInput, NotFound, Refused, Text


class CitizenNotFound(NotFound):
    """There is no such citizen, or it is not yours."""

    code = "citizen-not-found"
    title = Text("Inwoner niet gevonden", "Citizen not found")
    detail = Text("Er is geen inwoner {id}.", "There is no citizen {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek met POST /v1/citizens/_search.",
        "Check the identifier, or search with POST /v1/citizens/_search.",
    )


class CitizenErased(NotFound):
    """The person was erased (AVG art. 17): only the dead surrogate is left in books and logbook."""

    code = "citizen-erased"
    status: ClassVar[int] = 410
    rule = "F-38"
    title = Text("De inwoner is gewist", "The citizen was erased")
    detail = Text(
        "De gegevens van inwoner {id} zijn gewist op {erased_on}; wat u vraagt bestaat niet meer.",
        "The data of citizen {id} were erased on {erased_on}; what you ask for is no more.",
    )
    mend = Text(
        "Leg de inwoner opnieuw vast als er een nieuwe vraag is (POST /v1/citizens).",
        "Register the citizen anew when there is a new question (POST /v1/citizens).",
    )


class CitizenKnown(Refused):
    """This person, or this reference, is known already with other data; `id` names the citizen."""

    code = "citizen-known"
    rule = "F-06"
    names = "id"
    title = Text("De inwoner is al bekend", "The citizen is known already")
    detail = Text(
        "Deze inwoner of dit kenmerk is al vastgelegd als {id}; errors noemt wat verschilt.",
        "This citizen or this reference was recorded already as {id}; errors names what differs.",
    )
    mend = Text(
        "Gebruik {id} als citizenId, of verbeter de gegevens met PATCH /v1/citizens/{id}/personal-data.",
        "Use {id} as citizenId, or correct the data with PATCH /v1/citizens/{id}/personal-data.",
    )


class FileHeld(Refused):
    """A legal hold is in force: nothing is erased, on no ground, and nothing that is filled is taken away or overwritten."""

    code = "file-held"
    rule = "F-37"
    title = Text("Er ligt een vernietigingsstop", "There is a legal hold")
    detail = Text(
        "Op het dossier van inwoner {id} ligt een vernietigingsstop; niets wordt gewist of overschreven.",
        "There is a legal hold on the file of citizen {id}; nothing is erased or overwritten.",
    )
    mend = Text(
        "Zoek de stop (GET /v1/legal-holds) en hef hem op als dat mag (release).",
        "Find the hold (GET /v1/legal-holds) and release it if that is allowed (release).",
    )


class PersonalDataRefused(InvalidInput):
    """A field without a purpose, with one that does not allow it, or that cannot be; `errors` has every one."""

    code = "personal-data-refused"
    rule = "F-02"
    title = Text("Persoonsgegevens worden zo niet vastgelegd", "Personal data are not recorded like this")
    detail = Text(
        "Elk gegeven hoort bij een doel dat ervoor mag (F-01, F-02); errors noemt wat er mis is.",
        "Every field goes with a purpose that is allowed for it (F-01, F-02); errors names what is wrong.",
    )
    mend = Text(
        "Kies per gegeven een doel uit de lijst in errors, of laat het gegeven weg.",
        "Choose a purpose from the list in errors for each field, or leave the field out.",
    )
