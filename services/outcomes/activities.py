"""Why outcomes processes persons: it measures contracts, and takes over no more than dates of requests (AVG art. 30, F-06)."""

from shared.kit.processing_register import Activity

ACTIVITIES = (
    Activity(
        id="waiting-times",
        version=1,
        name="Wachttijden meten",
        purpose="Meten hoe lang inwoners wachten op een eerste gesprek, per contract en kwartaal (R-O06).",
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.5.1, Jeugdwet art. 2.10.",
        data_categories=("kenmerk van de melding", "dag van contact en van eerste gesprek"),
        subject_categories=("inwoners die om ondersteuning vragen",),
        recipients=(
            "de gemeente",
            "de aanbieder, over zijn eigen meldingen",
            "de accountant van een contract",
        ),
        retention="Zeven jaar na het contractjaar (beleid); de logregel ten minste vijf jaar (NEN 7513).",
    ),
    Activity(
        id="waiting-times",
        version=2,
        name="Wachttijden meten",
        purpose="Meten hoe lang inwoners wachten op een eerste gesprek, per contract en kwartaal (R-O06).",
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.5.1, Jeugdwet art. 2.10.",
        data_categories=(
            "kenmerk van de melding",
            "surrogaat van de inwoner (voor het verwerkingenlogboek en de inzage)",
            "dag van contact, van eerste gesprek en van sluiten zonder gesprek",
        ),
        subject_categories=("inwoners die om ondersteuning vragen",),
        recipients=(
            "de gemeente",
            "de aanbieder, over zijn eigen meldingen",
            "de accountant van een contract",
        ),
        retention=(
            "Zolang de oordelen over het contract, en die worden niet vernietigd. Het pseudoniem is dood en leidt naar niemand zodra"
            " de gemeente het dossier vernietigt of de inwoner wist (F-37, F-38); de logregel ten minste vijf jaar (NEN 7513)."
        ),
    ),
)
