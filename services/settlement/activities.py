"""Why settlement processes persons: its part of the register of processing activities (AVG art. 30, F-06)."""

from shared.kit.processing_register import Activity

ACTIVITIES = (
    Activity(
        id="allocations",
        version=1,
        name="Toewijzingen in de afrekening",
        purpose="Weten aan wie ondersteuning is toegewezen, om te betalen wat geleverd mag worden en dat te verantwoorden.",
        legal_ground=(
            "AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.6.4 en 5.1.1, Jeugdwet art. 2.11 en 7.4.1;"
            " Gemeentewet art. 212 en 213 (rechtmatigheid)."
        ),
        data_categories=(
            "surrogaat van de inwoner",
            "toewijzingnummer, wet, aanbieder, begin en einde, spoed",
        ),
        subject_categories=("inwoners met een besluit of een aanvaarde verwijzing",),
        recipients=(
            "de gemeente, of de regio met overgedragen bevoegdheden",
            "de aanbieder aan wie is toegewezen",
            "de accountant van een contract",
        ),
        retention="Zeven jaar na het boekjaar (beleid, als de boeken); de logregel ten minste vijf jaar (NEN 7513).",
    ),
    Activity(
        id="allocations",
        version=2,
        name="Toewijzingen in de afrekening",
        purpose="Weten aan wie ondersteuning is toegewezen, om te betalen wat geleverd mag worden en dat te verantwoorden.",
        legal_ground=(
            "AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.6.4 en 5.1.1, Jeugdwet art. 2.11 en 7.4.1;"
            " Gemeentewet art. 212 en 213 (rechtmatigheid)."
        ),
        data_categories=(
            "surrogaat van de inwoner",
            "toewijzingnummer, wet, aanbieder, begin en einde, spoed",
        ),
        subject_categories=("inwoners met een besluit of een aanvaarde verwijzing",),
        recipients=(
            "de gemeente, of de regio met overgedragen bevoegdheden",
            "de aanbieder aan wie is toegewezen",
            "de accountant van een contract",
        ),
        retention=(
            "Ten minste zeven jaar (AWR art. 52): zolang de boeken, en die worden niet vernietigd. Het pseudoniem is dood en leidt"
            " naar niemand zodra de gemeente het dossier vernietigt of de inwoner wist (F-37, F-38); de logregel ten minste vijf"
            " jaar (NEN 7513)."
        ),
    ),
)
