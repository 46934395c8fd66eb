"""Themes, remedies and principles of practice (N-70 … N-76)."""

from __future__ import annotations

from services.contracts.reference_lists.rules.lists import ReferenceItem, ReferenceList

PRACTICE = (
    ReferenceList(
        "network-themes",
        "N-70",
        "Thema's om het netwerk te versterken",
        "Themes to strengthen the network",
        [
            ReferenceItem(
                "map", "Netwerk in kaart brengen", "Map the network", source="003 ▸ Netwerk in kaart brengen"
            ),
            ReferenceItem(
                "informal-care",
                "Mantelzorg",
                "Informal care",
                source="003 ▸ Mantelzorg: betrekken en ondersteunen",
            ),
            ReferenceItem(
                "loneliness", "Eenzaamheid", "Loneliness", source="003 ▸ Eenzaamheid: het netwerk versterken"
            ),
            ReferenceItem(
                "neighbourhood",
                "Wijkgericht",
                "Neighbourhood",
                source="003 ▸ Wijkgericht: stimuleren van sociale",
            ),
            ReferenceItem(
                "own-strength", "Eigen kracht", "Own strength", source="003 ▸ Eigen kracht: wat mensen zelf"
            ),
            ReferenceItem(
                "co-reliance",
                "Samenredzaamheid",
                "Co-reliance",
                source="003 ▸ Samenredzaamheid: wat mensen samen",
            ),
            ReferenceItem(
                "social-media",
                "Sociale media en websites",
                "Social media and websites",
                source="003 ▸ Sociale media en websites",
            ),
        ],
    ),
    ReferenceList(
        "poh-ggz-forms",
        "N-71",
        "Invulling van de POH-GGZ",
        "Staffing of the practice nurse for mental health",
        [
            ReferenceItem("practice-employee", "Medewerker van de praktijk", "Practice employee"),
            ReferenceItem("new-vacancy", "Nieuwe vacature", "New vacancy"),
            ReferenceItem(
                "social-team-worker",
                "Medewerker van het sociaal wijkteam in de praktijk",
                "Social-team worker in the practice",
                source="003 ▸ vanuit het sociaal wijkteam aanwezig",
            ),
        ],
    ),
    ReferenceList(
        "wc-eend-remedies",
        "N-72",
        "Remedies tegen het WC-eendeffect",
        "Remedies against self-referral",
        [
            ReferenceItem(
                "advise-only",
                "Expert adviseert alleen",
                "Expert advises only",
                source="000 ▸ Experts in een adviserende rol worden geplaatst",
            ),
            ReferenceItem(
                "panel",
                "Experts van verschillende aanbieders samen",
                "Panel of several providers",
                source="000 ▸ de experts van verschillende",
            ),
            ReferenceItem(
                "third-party",
                "Bekrachtiging door een derde",
                "Ratification by a third party",
                source="000 ▸ bekrachtiging door een derde wordt gevraagd",
            ),
        ],
    ),
    ReferenceList(
        "direction-topics",
        "N-73",
        "Onderwerpen van regie na toegang",
        "Topics of direction after access",
        [
            ReferenceItem(
                "end-date",
                "Regie op eindigheid",
                "Direction on the end date",
                source="000 ▸ Regie op eindigheid",
            ),
            ReferenceItem(
                "one-family",
                "Eén gezin, één plan, één huishouden",
                "One family, one plan, one household",
                note_nl="Impact van de gezinssituatie; coördinatie van verwijzingen",
                note_en="Family impact; coordination of curative referrals",
                source="000 ▸ één gezin-één plan-één huishouden",
            ),
            ReferenceItem(
                "puzzle",
                "Regie op de puzzel van specialistisch aanbod",
                "Direction on the puzzle of specialist supply",
                source="000 ▸ Regie op puzzel van specialistisch aanbod",
            ),
        ],
    ),
    ReferenceList(
        "scenario-b-supply",
        "N-74",
        "Samenstelling van het aanbod in scenario B",
        "Supply composition in scenario B",
        [
            ReferenceItem(
                "volunteers",
                "vrijwilligers",
                "volunteers",
                source="004 ▸ mantelzorgers, algemene voorzieningen, preventieve",
            ),
            ReferenceItem(
                "informal-carers",
                "mantelzorgers",
                "informal carers",
                source="004 ▸ mantelzorgers, algemene voorzieningen, preventieve",
            ),
            ReferenceItem(
                "general-provisions",
                "algemene voorzieningen",
                "general provisions",
                source="004 ▸ mantelzorgers, algemene voorzieningen, preventieve",
            ),
            ReferenceItem(
                "preventive-tasks",
                "preventieve taken",
                "preventive tasks",
                source="004 ▸ mantelzorgers, algemene voorzieningen, preventieve",
            ),
            ReferenceItem(
                "tailor-made",
                "individuele maatwerkvoorzieningen",
                "individual tailor-made provisions",
                source="004 ▸ mantelzorgers, algemene voorzieningen, preventieve",
            ),
        ],
    ),
    ReferenceList(
        "principles-achterhoek",
        "N-75",
        "Uitgangspunten Achterhoek",
        "Guiding principles Achterhoek",
        [
            ReferenceItem(
                "everyone", "Iedereen doet mee", "Everyone takes part", source="004 ▸ Iedereen doet mee"
            ),
            ReferenceItem(
                "prevention",
                "Kantelen naar preventie",
                "Shift to prevention",
                source="004 ▸ Kantelen naar preventie",
            ),
            ReferenceItem(
                "responsibility",
                "Gezamenlijke verantwoordelijkheid",
                "Shared responsibility",
                source="004 ▸ Gezamenlijke verantwoordelijkheid",
            ),
            ReferenceItem(
                "results",
                "Sturen op doelen en resultaten",
                "Steer on goals and results",
                source="004 ▸ Sturen op doelen en resultaten",
            ),
            ReferenceItem(
                "professional",
                "Ruimte voor de professional",
                "Room for the professional",
                source="004 ▸ Ruimte voor de professional",
            ),
            ReferenceItem(
                "local-team",
                "Toegang via het lokale team",
                "Access by the local team",
                source="004 ▸ Toegang via lokaal team gemeente",
            ),
            ReferenceItem(
                "budget-walls",
                "Ontschotten van budgetten",
                "Remove budget walls",
                source="004 ▸ Ontschotten van budgetten",
            ),
            ReferenceItem(
                "experiment",
                "Ruimte voor experimenteren",
                "Room to experiment",
                source="004 ▸ Ruimte voor experimenteren",
            ),
        ],
    ),
    ReferenceList(
        "principles-utrecht",
        "N-76",
        "Leidende principes Utrecht",
        "Guiding principles Utrecht",
        [
            ReferenceItem(
                "own-responsibility",
                "Eigen verantwoordelijkheid, keuzevrijheid en wederkerigheid",
                "Own responsibility, choice and reciprocity",
                source="001 ▸ Eigen verantwoordelijkheid, keuzevrijheid",
            ),
            ReferenceItem(
                "professional",
                "Ruimte voor professionele afwegingen",
                "Room for professional judgement",
                source="001 ▸ Ruimte voor professionele afwegingen",
            ),
            ReferenceItem(
                "normalise",
                "Normaliseren en uitgaan van de mogelijkheden",
                "Normalise and start from what is possible",
                source="001 ▸ Normaliseren en uitgaan van de mogelijkheden",
            ),
            ReferenceItem(
                "generalists",
                "Hoogwaardige generalisten aan de voorkant",
                "High-grade generalists in front",
                source="001 ▸ Hoogwaardige generalistische professionals aan de voorkant",
            ),
            ReferenceItem(
                "simpler",
                "Eenvoudiger systeem, minder bureaucratie",
                "Simpler system, less bureaucracy",
                source="001 ▸ Eenvoudiger systeem, minder bureaucratie",
            ),
            ReferenceItem(
                "child-safety",
                "Veiligheid van kinderen als ondergrens",
                "Child safety as lower limit",
                source="001 ▸ Veiligheid van kinderen",
            ),
        ],
    ),
)
