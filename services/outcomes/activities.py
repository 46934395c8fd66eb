"""Why outcomes processes persons: it measures contracts, and takes over no more than dates of requests and of care (AVG art. 30, F-06)."""

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
    Activity(
        id="cases",
        version=1,
        name="Casussen volgen en stromen tellen",
        purpose=(
            "Meten hoeveel inwoners in zorg komen, doorstromen en uitstromen, hoe snel, met welk resultaat en of zij terugkomen,"
            " per contract, aanbieder, gebied en team (R-O14 … R-O19), en zien bij welke zorg een beoordeling hoort."
        ),
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.5.1, Jeugdwet art. 2.10.",
        data_categories=(
            "surrogaat van de inwoner",
            "kenmerk van besluit, verwijzing en zorg, en toewijzingsnummer",
            "wet, product, aanbieder, gebied en team",
            "dagen van contact, toekenning, start en einde, en de reden van het einde",
            "termijn en oordeel van gewenste resultaten, zonder hun tekst",
            "overstap naar een persoonsgebonden budget",
        ),
        subject_categories=("inwoners die ondersteuning krijgen",),
        recipients=(
            "de gemeente",
            "de aanbieder, over zijn eigen casussen",
            "de accountant van een contract",
        ),
        retention=(
            "Zolang de oordelen over het contract, en die worden niet vernietigd. Het pseudoniem is dood en leidt naar niemand zodra"
            " de gemeente het dossier vernietigt of de inwoner wist (F-37, F-38); de logregel ten minste vijf jaar (NEN 7513)."
        ),
    ),
    Activity(
        id="self-sufficiency",
        version=1,
        name="Zelfredzaamheid meten",
        purpose=(
            "Meten hoe zelfredzaam cliënten zijn op de domeinen die hun hulpvraag raakt, om doelen te stellen, voortgang te"
            " volgen en op stappen af te rekenen (R-O01 tot en met R-O04); de gemeente kiest vooraf de domeinen en het doel (F-03)."
        ),
        legal_ground="AVG art. 6 lid 1 onder e en art. 9 lid 2 onder h: Wmo 2015 art. 2.3.2, 2.5.1 en 5.1.1, Jeugdwet art. 7.4.0.",
        data_categories=(
            "wet met toewijzingnummer of startmelding",
            "surrogaat van de inwoner (voor het verwerkingenlogboek en de inzage)",
            "gekozen domeinen met het doel",
            "score per gekozen domein, met moment, dag, soort beoordelaar en rol",
        ),
        subject_categories=("inwoners die ondersteuning krijgen",),
        recipients=(
            "de gemeente",
            "de aanbieder, over zijn eigen cliënten",
            "een onafhankelijk onderzoeker, over zijn eigen afnames",
            "de afrekening: stappen onder het toewijzingnummer",
        ),
        retention=(
            "Zolang de oordelen en betalingen die erop rusten, en die worden niet vernietigd. Het pseudoniem is dood en leidt naar"
            " niemand zodra de gemeente het dossier vernietigt of de inwoner wist; eigen kenmerken van de aanleverende partij gaan"
            " dan weg (F-37, F-38). De logregel ten minste vijf jaar (NEN 7513)."
        ),
    ),
    Activity(
        id="client-results",
        version=1,
        name="Resultaten van cliënten beoordelen",
        purpose=(
            "Beoordelen of gewenste resultaten van inwoners zijn bereikt en waaraan dat is toe te schrijven, omdat besluit,"
            " verlenging en betaling ervan afhangen (R-O24, R-O25)."
        ),
        legal_ground="AVG art. 6 lid 1 onder e (publieke taak): Wmo 2015 art. 2.3.9 en 2.5.1, Jeugdwet art. 2.10.",
        data_categories=(
            "wet met toewijzingnummer of verwijzing",
            "surrogaat van de inwoner (voor het verwerkingenlogboek en de inzage)",
            "domein, begin- en streefwaarde en termijn van het gewenste resultaat, zonder de tekst",
            "oordeel van elke beoordelaar, waaraan het is toe te schrijven, en de reden van wie erop terugkomt",
        ),
        subject_categories=("inwoners die ondersteuning krijgen",),
        recipients=(
            "de gemeente",
            "de aanbieder, over zijn eigen cliënten",
            "de toegang en de afrekening: het oordeel, zonder de reden",
        ),
        retention=(
            "Zolang de besluiten en betalingen die erop rusten, en die worden niet vernietigd. Het pseudoniem is dood en leidt naar"
            " niemand zodra de gemeente het dossier vernietigt of de inwoner wist; redenen en eigen kenmerken gaan dan weg (F-37,"
            " F-38). De logregel ten minste vijf jaar (NEN 7513)."
        ),
    ),
)
