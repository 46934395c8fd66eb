"""Why contracts processes persons: its part of the register of processing activities (AVG art. 30)."""

from shared.kit.processing_register import Activity

ACTIVITIES = (
    Activity(
        id="authorisations",
        version=1,
        name="Machtigingen en zaken van de ombudsfunctionaris",
        purpose="Vastleggen wie namens wie gegevens mag zien, voor de ombudsfunctionaris van welke inwoner.",
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): behandeling van klachten (Awb hoofdstuk 9); AVG art. 28 en 32.",
        data_categories=("surrogaat van de inwoner van een zaak", "wie gemachtigd is, waarvoor en hoe lang"),
        subject_categories=("inwoners met een zaak bij de ombudsfunctionaris",),
        recipients=("de gemeente die machtigt", "de gemachtigde"),
        retention="Zeven jaar na het einde van de machtiging (beleid); de logregel ten minste vijf jaar (NEN 7513).",
    ),
    Activity(
        id="authorisations",
        version=2,
        name="Machtigingen en zaken van de ombudsfunctionaris",
        purpose="Vastleggen wie namens wie gegevens mag zien, voor de ombudsfunctionaris van welke inwoner.",
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): behandeling van klachten (Awb hoofdstuk 9); AVG art. 28 en 32.",
        data_categories=("surrogaat van de inwoner van een zaak", "wie gemachtigd is, waarvoor en hoe lang"),
        subject_categories=("inwoners met een zaak bij de ombudsfunctionaris",),
        recipients=("de gemeente die machtigt", "de gemachtigde"),
        retention=(
            "Blijvend, als verantwoording van wie namens wie mocht handelen. Het pseudoniem is dood en leidt naar niemand zodra de"
            " gemeente het dossier vernietigt of de inwoner wist (F-37, F-38); de logregel ten minste vijf jaar (NEN 7513)."
        ),
    ),
)
