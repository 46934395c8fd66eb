"""Why access processes persons: its part of the register of processing activities (AVG art. 30, F-01, F-02)."""

from dataclasses import replace

from shared.kit.processing_register import Activity

_SUPPORT = (
    "AVG art. 6 lid 1 onder e (publieke taak) en art. 9 lid 2 onder h (sociale zorg): Wmo 2015 art. 2.3.2, 2.3.5 en 5.1.1;"
    " Jeugdwet art. 2.3 en 7.4.1."
)
# The first versions named the article on policy information for the young; the one on access is 7.4.0.
_GROUND = _SUPPORT.replace("7.4.1", "7.4.0")
_TERM = (
    "Dossier jeugdhulp twintig jaar, dossier Wmo vijftien jaar na afsluiting (Jeugdwet art. 7.3.8, Wmo 2015 art. 5.3.4);"
    " de logregel ten minste vijf jaar (NEN 7513)."
)
_PEOPLE = ("inwoners die om ondersteuning vragen", "inwoners voor wie ondersteuning is gevraagd")
_CITIZENS = Activity(
    id="citizens",
    version=2,
    name="Gegevens van inwoners",
    purpose="Weten om wie het gaat en hoe die te bereiken is; elk gegeven met zijn eigen doel, en niet meer dan nodig.",
    legal_ground=f"{_SUPPORT} Het BSN: Wmo 2015 art. 5.2.9, Jeugdwet art. 7.2.1 en UAVG art. 46.",
    data_categories=(
        "BSN (versleuteld)",
        "naam, geboortedatum, adres en bereikbaarheid (versleuteld)",
        "eigen kenmerk",
    ),
    subject_categories=_PEOPLE,
    recipients=(
        "de gemeente, of de regio met overgedragen bevoegdheden",
        "een portaal: alleen het surrogaat van wie inlogde",
    ),
    retention=f"{_TERM} Wie is vastgelegd zonder ooit een melding: als een dossier Wmo, vanaf de vastlegging (beleid).",
)
_TRANSFERS = Activity(
    id="transfers",
    version=1,
    name="Overdracht bij verhuizing",
    purpose="De ondersteuning laten doorgaan als een inwoner naar een andere gemeente verhuist (R-A56).",
    legal_ground=_SUPPORT,
    data_categories=(
        "gegevens van de inwoner die de nieuwe gemeente nodig heeft (versleuteld)",
        "dag van verhuizing",
    ),
    subject_categories=("inwoners die verhuizen",),
    recipients=("de gemeente van vertrek", "de gemeente van aankomst"),
    retention="Tot de overdracht is aanvaard, ingetrokken of verlopen; de logregel ten minste vijf jaar (NEN 7513).",
)

ACTIVITIES = (
    Activity(
        id="access-to-support",
        version=1,
        name="Toegang tot ondersteuning",
        purpose="Vaststellen of en welke ondersteuning iemand nodig heeft, daarover beslissen en naar een aanbieder verwijzen.",
        legal_ground=_SUPPORT,
        data_categories=(
            "surrogaat van de inwoner",
            "melding: wet, dag van contact en gesprek, spoed",
            "besluit met motivering en toewijzing",
            "verwijzing en het antwoord van de aanbieder",
        ),
        subject_categories=_PEOPLE,
        recipients=(
            "de gemeente, of de regio met overgedragen bevoegdheden",
            "de aanbieder aan wie is verwezen of toegewezen",
            "de ombudsfunctionaris, voor zijn zaak",
            "de inwoner zelf, door een portaal",
        ),
        retention=_TERM,
    ),
    Activity(
        id="access-to-support",
        version=2,
        name="Toegang tot ondersteuning",
        purpose=(
            "Vaststellen of en welke ondersteuning iemand nodig heeft, daarover beslissen en naar een aanbieder verwijzen; weten of"
            " de zorg is begonnen en gestopt en of zij brengt wat ermee bereikt moest worden."
        ),
        legal_ground=_SUPPORT,
        data_categories=(
            "surrogaat van de inwoner",
            "melding: wet, dag van contact en gesprek, spoed",
            "besluit met motivering en toewijzing",
            "verwijzing en het antwoord van de aanbieder",
            "start en stop van zorg, met de reden, gebied en team",
            "gewenste resultaten met tekst, termijn en oordeel",
            "overstap naar een PGB, met de reden",
        ),
        subject_categories=_PEOPLE,
        recipients=(
            "de gemeente, of de regio met overgedragen bevoegdheden",
            "de aanbieder aan wie is verwezen of toegewezen",
            "de ombudsfunctionaris, voor zijn zaak",
            "de inwoner zelf, door een portaal",
        ),
        retention=_TERM,
    ),
    Activity(
        id="access-to-support",
        version=3,
        name="Toegang tot ondersteuning",
        purpose=(
            "Vaststellen of en welke ondersteuning iemand nodig heeft, daarover beslissen, een aanbieder laten kiezen en daarnaar"
            " verwijzen of toewijzen; het besluit toetsen en rechtsmiddelen behandelen; weten of de zorg op tijd is begonnen, loopt"
            " zoals bedoeld en brengt wat ermee bereikt moest worden."
        ),
        legal_ground=(
            f"{_GROUND} Rechtsmiddelen: Awb hoofdstuk 6, 7 en 9. Eigen bijdrage: Wmo 2015 art. 2.1.4 en 2.1.4a. Verantwoordelijke"
            " gemeente: Jeugdwet art. 1.1. Heronderzoek: Wmo 2015 art. 2.3.9."
        ),
        data_categories=(
            "surrogaat van de inwoner",
            "melding: wet, vraag, verwijzer, dag van contact en gesprek, spoed met motief, gebied, team, verantwoordelijke gemeente",
            "vraagverheldering: methode, domeinen, eigen kracht, netwerk en uren van mantelzorgers, voorliggende voorzieningen",
            "huishoudplan: wie tot het huishouden horen en wie coördineert; waakvlam na het antwoord",
            "wettelijke toets: register Wlz, leeftijd, blijvende behoefte, onderwijs, blijvende psychische zorg",
            "besluit in al zijn standen met motivering, weigeringsgronden, waarde en inspanning, en toewijzing",
            "eigen bijdrage, resultaatbudget en inschaling",
            "toetsing en advies van deskundigen, met de naam van de medewerker of deskundige",
            "opdracht tot zorg, verzoek om toewijzing en om wijziging, overgang naar een volgend contract",
            "verwijzing, doorverwijzing en het antwoord van de aanbieder; keuze van aanbieder; plaats op de wachtlijst",
            "start en stop van zorg, met de reden, gebied en team",
            "gewenste resultaten met tekst, termijn en oordeel",
            "overstap naar een PGB, met de reden",
            "bezwaar, beroep, klacht en dossier van ombudsfunctionaris of arbiter, met grond en uitkomst",
            "termijnen en signalen, zoals stapeling en achttien jaar worden",
        ),
        subject_categories=(*_PEOPLE, "huisgenoten van wie ondersteuning vraagt"),
        recipients=(
            "de gemeente, of de regio met overgedragen bevoegdheden",
            "de aanbieder aan wie is verwezen of toegewezen, of die is gevraagd of gekozen",
            "wie bezwaar, beroep of klachten behandelt, elk het eigen soort",
            "de ombudsfunctionaris en de arbiter, elk voor de eigen zaak",
            "de inwoner zelf, door een portaal",
        ),
        retention=_TERM,
    ),
    replace(_CITIZENS, version=1, retention=_TERM),
    _CITIZENS,
    replace(_CITIZENS, version=3, legal_ground=_CITIZENS.legal_ground.replace("7.4.1", "7.4.0")),
    _TRANSFERS,
    replace(_TRANSFERS, version=2, legal_ground=_GROUND),
    Activity(
        id="retention",
        version=1,
        name="Bewaren, vernietigen en wissen",
        purpose="Dossiers bewaren zolang de wet of een vernietigingsstop dat vraagt, en daarna vernietigen; wissen waar het recht dat geeft.",
        legal_ground="AVG art. 6 lid 1 onder c (wettelijke verplichting): Archiefwet, Jeugdwet art. 7.3.8, Wmo 2015 art. 5.3.4, AVG art. 17.",
        data_categories=(
            "surrogaat van de inwoner",
            "dag waarop het dossier sloot",
            "vernietigingsstop met zijn grond",
            "wissing met haar grond",
        ),
        subject_categories=_PEOPLE,
        recipients=("de gemeente zelf",),
        retention="Verklaringen van vernietiging blijvend; een vernietigingsstop zolang het dossier; de logregel ten minste vijf jaar (NEN 7513).",
    ),
)
