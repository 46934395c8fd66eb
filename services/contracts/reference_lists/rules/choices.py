"""What is chosen around a contract: forms and examples, lines to draw, talks, reports, checks, ambitions (N-02 … N-68)."""

from services.contracts.reference_lists.rules.lists import ReferenceItem, ReferenceList

_Row = tuple[str, str, str]


def _items(source: str, *rows: _Row, group: str | None = None) -> list[ReferenceItem]:
    """Entries (code, Dutch, English) of which the source is one passage."""
    return [ReferenceItem(code, nl, en, group=group, source=source) for code, nl, en in rows]


_FORMS = (
    ReferenceList(
        "basic-form-examples",
        "N-02",
        "Voorbeelden per basisvorm",
        "Examples per basic form",
        [
            *_items(
                "000 ▸ Buurthuis, sociaal",
                ("emergency-department", "Spoedeisende hulp", "Emergency department"),
                ("community-centre", "Buurthuis, sociaal project", "Community centre, social project"),
                group="availability",
            ),
            *_items(
                "000 ▸ P * Q (ZZP’s, DBC’s)",
                ("zzp", "Zorgzwaartepakket", "Care-weight package (ZZP)"),
                ("dbc", "Diagnosebehandelcombinatie", "Diagnosis-treatment combination (DBC)"),
                ("pgb", "Persoonsgebonden budget", "Personal budget"),
                group="production",
            ),
            ReferenceItem("social-team-2018", "Sociaal team 2018", "Social team 2018", group="population"),
            ReferenceItem(
                "gp-registration-fee",
                "Inschrijftarief huisarts",
                "Registration fee of a general practitioner",
                group="availability",
                note_nl="De kolom is in de bron onduidelijk; hier bij beschikbaarheid (G-23)",
                note_en="The column is unclear in the source; tagged availability here (G-23)",
                source="000 ▸ Inschrijftarief huisarts",
            ),
            ReferenceItem("parc", "ParC", "ParC", group="resultPerClient"),
        ],
    ),
    ReferenceList(
        "achterhoek-forms",
        "N-04",
        "Financieringsvormen van de Achterhoek",
        "Funding forms of the Achterhoek",
        _items(
            "004 ▸ Er zijn vier verschillende financieringsvormen",
            ("availability", "Beschikbaarheid", "Availability"),
            ("performance-effort", "Prestatie, inspanningsgericht", "Performance, effort-oriented"),
            ("performance-output", "Prestatie, outputgericht", "Performance, output-oriented"),
            ("performance-trajectory", "Prestatie, traject", "Performance, trajectory"),
            ("result", "Resultaat", "Result"),
            ("population", "Populatie", "Population"),
        ),
    ),
    ReferenceList(
        "forms-in-between",
        "N-05",
        "Vormen tussen prestatiebeloning en populatiebekostiging",
        "Forms between pay for performance and population funding",
        _items(
            "001 ▸ P4P: bekostiging op basis van resultaat",
            ("pay-for-performance", "Prestatiebeloning (P4P)", "Pay for performance (P4P)"),
            ("chain-funding", "Ketenbekostiging", "Chain funding"),
            ("shared-savings", "Gedeelde besparingen", "Shared savings"),
            ("sub-population-funding", "Sub-populatiebekostiging", "Sub-population funding"),
            ("population-funding", "Populatiebekostiging", "Population funding"),
        ),
    ),
    ReferenceList(
        "advantages",
        "N-46",
        "Voordelen van populatiebekostiging",
        "Advantages claimed of population funding",
        _items(
            "001 ▸ Prikkel voor passend gebruik",
            ("quality-by-results", "Kwaliteit geborgd door resultaten", "Quality guarded by results"),
            ("fitting-use", "Passend gebruik", "Fitting use"),
            ("integrality", "Ruimte voor integraliteit en innovatie", "Room for integrality and innovation"),
            ("prevention", "Focus op preventie", "Focus on prevention"),
            ("simplicity", "Eenvoud, minder administratie", "Simplicity, less administration"),
        ),
    ),
    ReferenceList(
        "delimitation-choices",
        "N-50",
        "Waar de lijn te trekken",
        "Where to draw the line",
        _items(
            "001 ▸ Scheidslijn tussen inhoudelijke domeinen",
            ("basic-specialist", "Basis of specialistisch", "Basic or specialist"),
            ("content-domains", "Inhoudelijke domeinen", "Content domains"),
            ("population", "Populatie", "Population"),
            ("in-kind-pgb", "Zorg in natura of pgb", "Care in kind or personal budget"),
            ("access", "Verantwoordelijkheid voor de toegang", "Responsibility for access"),
            ("integrality", "Integraliteit", "Integrality"),
            ("accountability", "Informatie en verantwoording", "Information and accountability"),
        ),
    ),
)
_CONTROL = (
    ReferenceList(
        "meeting-types",
        "N-51",
        "Soorten overleg",
        "Types of meeting",
        _items(
            "001 ▸ bespreken van casu",
            ("two-weekly-progress", "Tweewekelijks voortgangsgesprek", "Two-weekly progress talk"),
            ("steering-group", "Stuurgroep", "Steering group"),
            ("quarterly-talk", "Kwartaalgesprek", "Quarterly talk"),
            ("work-visit", "Werkbezoek", "Work visit"),
            ("development-group", "Inhoudelijke ontwikkelgroep", "Development group"),
            ("horizontal-accountability", "Horizontale verantwoording", "Horizontal accountability"),
            ("financial-review", "Jaarlijks financieel gesprek", "Yearly financial review"),
            ("evaluation", "Evaluatie", "Evaluation"),
            ("case-discussion", "Casuïstiekbespreking", "Case discussion"),
        ),
    ),
    ReferenceList(
        "report-types",
        "N-52",
        "Soorten rapportage",
        "Types of report",
        _items(
            "001 ▸ jaarverslag met",
            ("quarterly-results", "Kwartaalrapportage resultaten", "Quarterly result report"),
            ("quarterly-management", "Kwartaalrapportage bedrijfsvoering", "Quarterly management report"),
            ("half-yearly-research", "Halfjaarlijks onderzoek", "Half-yearly research"),
            (
                "annual-report",
                "Jaarverslag met accountantsverklaring",
                "Annual report with accountant's statement",
            ),
            ("month-forecast", "Maandprognose", "Month forecast"),
            ("dashboard", "Dashboard", "Dashboard"),
            ("administrators-report", "Bestuursrapportage", "Administrators' report"),
        ),
    ),
    ReferenceList(
        "fitness-tests",
        "N-55",
        "Toetsing van passende zorg",
        "Tests whether care is fitting",
        _items(
            "003 ▸ Toetsing verlengingen",
            ("request-each", "Elk verzoek om toewijzing", "Every request for allocation"),
            ("request-sample", "Steekproef van verzoeken om toewijzing", "A sample of requests"),
            ("conspicuous", "Opvallende trajecten of producten", "Conspicuous trajectories or products"),
            ("extensions", "Verlengingen", "Extensions"),
            ("half-year-check", "Halfjaarcheck", "Half-year check"),
        ),
    ),
    ReferenceList(
        "legal-boundaries",
        "N-56",
        "Grenzen tussen wetten",
        "Boundaries between laws",
        [
            *_items(
                "003 ▸ Jeugdwet vs. Wet langdurige zorg",
                ("youth-wlz", "Jeugdwet en Wlz", "Youth Act and Wlz"),
                ("youth-zvw", "Jeugdwet en Zvw", "Youth Act and Zvw"),
                ("wmo-wlz", "Wmo en Wlz", "Wmo and Wlz"),
                ("youth-education", "Jeugdwet en passend onderwijs", "Youth Act and fitting education"),
            ),
            *_items(
                "001 ▸ andere gemeentelijke domeinen zoals werk",
                ("work-and-income", "Werk en inkomen", "Work and income"),
            ),
        ],
    ),
    ReferenceList(
        "ambitions",
        "N-66",
        "Ambities",
        "Ambitions",
        _items(
            "000 ▸ Zachte landing",
            ("better-for-less", "Beter passend voor minder", "Better fitting for less"),
            ("simplicity", "Eenvoud", "Simplicity"),
            ("soft-landing", "Zachte landing (continuïteit)", "Soft landing (continuity)"),
        ),
    ),
    ReferenceList(
        "relation-types",
        "N-67",
        "Soorten relatie",
        "Types of relation",
        _items(
            "000 ▸ Invulling van strategische partnerships",
            ("strategic-partnership", "Strategisch partnerschap", "Strategic partnership"),
            ("business-purchasing", "Zakelijk inkopen", "Business purchasing"),
            ("fitting-distance", "Passende afstand", "Fitting distance"),
            ("routine-purchase", "Routinematige inkoop", "Routine purchase"),
        ),
    ),
    ReferenceList(
        "hospital-segments",
        "N-68",
        "Ziekenhuissegmenten (geschiedenis)",
        "Hospital segments (history)",
        _items(
            "002 ▸ segmentering in 3 segmenten",
            ("fixed", "Vast", "Fixed"),
            ("regulated", "Gereguleerd", "Regulated"),
            ("free", "Vrij (voorheen A en B)", "Free (earlier A and B)"),
        ),
    ),
)
CHOICES = (*_FORMS, *_CONTROL)
