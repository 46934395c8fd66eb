"""What the sources argue, as data: N-78 … N-88 in Dutch and English, without the colours, which are lost."""

from __future__ import annotations

from dataclasses import dataclass

from services.contracts.findings.rules.definition import CRITERIA
from shared.errors import Text
from shared.values.agreements import BasicForm
from shared.values.findings import Criterion, Dimension, SourceCase, Tendency


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A text of the sources: its row, on which dimension, of which form or case, and where it is found."""

    row: str
    number: int
    text: Text
    dimension: Dimension | None = None
    basic_form: BasicForm | None = None
    case: SourceCase | None = None
    criterion: Criterion | None = None
    tendency: Tendency | None = None
    source: str


DIMENSIONS: dict[Dimension, Text] = {
    Dimension.DEFINITION: Text("aansluiting op de definitie", "fit with the definition"),
    Dimension.VOLUME: Text("volume", "volume"),
    Dimension.EFFORT: Text("inzet", "effort"),
    Dimension.QUALITY: Text("kwaliteit", "quality"),
    Dimension.ACCESSIBILITY: Text("toegankelijkheid", "accessibility"),
}
_D, _V, _E, _Q, _A = Dimension
_UTRECHT, _ALPHEN, _EMMEN = SourceCase
_MORE, _LESS, _NEITHER = Tendency
_FORM = BasicForm


def _case(
    row: str, number: int, case: SourceCase, dimension: Dimension, nl: str, en: str, source: str
) -> SourceText:
    return SourceText(
        row=row, number=number, case=case, dimension=dimension, text=Text(nl, en), source=source,
        basic_form=BasicForm.POPULATION,
    )  # fmt: skip


def _form(
    row: str,
    number: int,
    form: BasicForm,
    on: tuple[Dimension, Tendency] | None,
    nl: str,
    en: str,
    source: str,
) -> SourceText:
    dimension, tendency = on if on is not None else (None, None)
    return SourceText(
        row=row, number=number, basic_form=form, dimension=dimension, tendency=tendency, text=Text(nl, en),
        source=source,
    )  # fmt: skip


def _list(row: str, source: str, *texts: tuple[str, str]) -> tuple[SourceText, ...]:
    return tuple(
        SourceText(row=row, number=number, text=Text(*text), source=source)
        for number, text in enumerate(texts, 1)
    )


RECIPIENTS = _list(
    "N-78",
    "003 ▸ hulpverlenen-",
    ("sociale (wijk)teams", "social (neighbourhood) teams"),
    ("hulpverlenende instanties (zoals de GGD en de voedselbank)", "aid bodies (such as the GGD and the food bank)"),
    ("burgers die mantelzorg willen geven", "citizens who want to give informal care"),
    (
        "andere burgerinitiatieven die bijdragen aan de zorg en ondersteuning van medeburgers",
        "other citizens' initiatives that contribute to the care and support of fellow citizens",
    ),
)  # fmt: skip
COMFORT = _list(
    "N-79",
    "002 ▸ comfort geeft, zoals zekerheid",
    ("zekerheid van inkomsten", "certainty of income"),
    ("continuïteit", "continuity"),
    ("beperking administratieve lasten", "less administration"),
    ("marge op de prestaties", "margin on the performances"),
)
CASES = (
    _case("N-80", 1, _UTRECHT, _D,
        "Wijkt (nog) af van de definitie op punt 3: de resultaten zijn niet geformuleerd voor de gehele populatie, maar alleen voor de"
        " ondersteunde burgers; cliëntervaring is de enige outcomemaat waarop gestuurd wordt.",
        "Deviates (as yet) from the definition on point 3: the results are not put for the whole population but only for the citizens"
        " who are supported; client experience is the only outcome measure that is steered on.",
        "001 ▸ wijkt (nog) af van de definitie op punt"),
    _case("N-80", 2, _ALPHEN, _D,
        "Wijkt (nog) af op punt 2: het budget is niet zozeer gebaseerd op zwaarte en kenmerken van het gebied, maar op het budget van"
        " het Rijk inclusief een efficiëntiekorting.",
        "Deviates (as yet) on point 2: the budget is not so much based on the weight and characteristics of the area as on the state"
        " budget including an efficiency discount.",
        "001 ▸ Rijn wijkt (nog) af op punt 2"),
    _case("N-80", 3, _EMMEN, _D,
        "Wijkt (nog) af op punt 3 en op punt 4: de sturing is vooral gebaseerd op de mensen in zorg, en de vrijheid is door de"
        " productgerichtheid nog minimaal.",
        "Deviates (as yet) on points 3 and 4: steering rests mainly on the people in care, and freedom is still minimal because it is"
        " about one product.",
        "001 ▸ punt 4: de hoofdaanbeider heeft"),
    _case("N-81", 1, _UTRECHT, _V,
        "De aanbieder wordt geprikkeld om het volume te verlagen; wanneer alleen bij ondersteunde mensen wordt gemeten, bestaat het"
        " risico op onderproductie voor wie nog geen ondersteuning ontvangt maar wel nodig heeft.",
        "The provider has an incentive to lower the volume; where only supported people are measured there is a risk of"
        " under-production for people who are not supported yet but need it.",
        "001 ▸ onderproductie voor mensen binnen"),
    _case("N-81", 2, _ALPHEN, _V,
        "De aanbieder wordt geprikkeld om het volume te verlagen door focus op preventie en andere innovatieve oplossingen.",
        "The provider has an incentive to lower the volume by a focus on prevention and other innovative solutions.",
        "001 ▸ onderproductie voor mensen binnen"),
    _case("N-81", 3, _EMMEN, _V,
        "Als in Utrecht: een prikkel om het volume te verlagen, met het risico op onderproductie voor wie nog geen hulp bij het"
        " huishouden ontvangt.",
        "As in Utrecht: an incentive to lower the volume, with the risk of under-production for people who get no household help yet.",
        "001 ▸ onderproductie voor mensen binnen"),
    _case("N-82", 1, _UTRECHT, _E,
        "De buurtteams combineren vormen van zorg slim en zoeken maatwerk; de totale inzet daalt, voornamelijk binnen het aanvullende"
        " aanbod.",
        "The neighbourhood teams combine forms of care smartly and look for tailor-made solutions; total effort falls, mainly in"
        " additional care.",
        "001 ▸ Dit resulteert in een"),
    _case("N-82", 2, _ALPHEN, _E,
        "De inzet van professionals wordt verlaagd: vrijwilligers, integratie van ondersteuning en zorg, en buurtcoaches die innoveren.",
        "The effort of professionals falls: volunteers, integrated support and care, and coaches who innovate.",
        "001 ▸ Dit resulteert in een"),
    _case("N-82", 3, _EMMEN, _E,
        "De inzet is niet meer vooraf vastgesteld per cliënt maar wordt gematcht met de zorg die nodig is.",
        "Effort is no longer preset per client but matched with the care that is needed.",
        "001 ▸ wordt gematcht met de zorg"),
    _case("N-83", 1, _UTRECHT, _Q,
        "Positief voor de ervaren kwaliteit van cliënten in zorg; risico van te veel focus op het proces; resultaten voor de gehele"
        " populatie blijven een voorwaarde.",
        "Positive for the quality that clients in care perceive; a risk of too much focus on the process; results for the whole"
        " population remain a condition.",
        "001 ▸ De procesresultaten die zijn"),
    _case("N-83", 2, _ALPHEN, _Q,
        "Positief; met één contractpartij is spiegelen met andere gebieden of aanbieders moeilijk, zodat de kwaliteit met tussentijdse"
        " aanscherping hoog moet blijven.",
        "Positive; with one contract party it is hard to mirror other areas or providers, so that quality must be kept high by"
        " tightening in between.",
        "001 ▸ spiegelen met andere gebieden of"),
    _case("N-83", 3, _EMMEN, _Q,
        "Positief dankzij onafhankelijke kwaliteitsmetingen; resultaten voor de gehele populatie nodig; integraliteit nog onvoldoende.",
        "Positive thanks to independent measurement; results for the whole population needed; not integrated enough yet.",
        "001 ▸ De procesresultaten die zijn"),
    _case("N-84", 1, _UTRECHT, _A,
        "Groot, omdat de aanbieder verantwoordelijk is voor de gehele populatie; wel het risico van (te) snel doorverwijzen naar"
        " aanvullende zorg (afwenteling).",
        "Large, because the provider is responsible for the whole population; yet a risk of referring (too) fast to additional care.",
        "001 ▸ toegankelijkheid afneemt voor"),
    _case("N-84", 2, _ALPHEN, _A,
        "Groot: verantwoordelijk voor de gehele populatie, laagdrempelig en buurtgericht.",
        "Large: responsible for the whole population, with a low threshold and in the neighbourhood.",
        "001 ▸ laagdrempelig en"),
    _case("N-84", 3, _EMMEN, _A,
        "Hangt af van hoe de populatie gedefinieerd is; risico dat de toegankelijkheid afneemt voor nieuwe cliënten.",
        "Depends on how the population is defined; a risk that accessibility falls for new clients.",
        "001 ▸ toegankelijkheid afneemt voor"),
)  # fmt: skip
BASIC = (
    _form("N-85", 1, _FORM.PRODUCTION, (_V, _MORE),
        "Volume opdrijvend effect: de aanbieder krijgt meer omzet als hij meer productie levert.",
        "Raises volume: the provider has more turnover by delivering more production.",
        "001 ▸ volume opdrijvend effect"),
    _form("N-85", 2, _FORM.PRODUCTION, (_V, _MORE),
        "Perverse prikkel om eigen klanten zolang mogelijk te behouden.",
        "A perverse incentive to keep one's own clients as long as possible.",
        "001 ▸ zolang mogelijk"),
    _form("N-85", 3, _FORM.PRODUCTION, (_E, _MORE),
        "Als voor zwaardere prestaties hogere tarieven gelden, bestaat het risico van upcoding.",
        "Where heavier performances have higher tariffs there is a risk of upcoding.",
        "002 ▸ upcoding"),
    _form("N-85", 4, _FORM.PRODUCTION, (_E, _NEITHER),
        "Geen prikkel tot doelmatigheid of innovatie (uurtje factuurtje).",
        "No incentive to efficiency or innovation (an hour is an invoice).",
        "003 ▸ uurtje factuurtje"),
    _form("N-85", 5, _FORM.PRODUCTION, None,
        "Duidelijk en eenvoudig.", "Clear and simple.", "003 ▸ uurtje factuurtje"),
    _form("N-86", 1, _FORM.RESULT_PER_CLIENT, (_V, _MORE),
        "Nog steeds een risico op volumeopdrijving: de aanbieder krijgt per cliënt betaald.",
        "Still a risk of raising volume: the provider is paid per client.",
        "001 ▸ risico’s rondom volumeopdrijving"),
    _form("N-86", 2, _FORM.RESULT_PER_CLIENT, (_A, _LESS),
        "Zwaardere trajecten zijn minder aantrekkelijk: het risico is groter dat het resultaat niet wordt behaald.",
        "Heavier trajectories are less attractive: the risk is larger that the result is not reached.",
        "003 ▸ zwaardere trajecten"),
    _form("N-86", 3, _FORM.RESULT_PER_CLIENT, (_E, _LESS),
        "Doelmatig: wie het resultaat eerder of met minder middelen behaalt, krijgt hetzelfde tarief.",
        "Efficient: who reaches the result sooner or with fewer means gets the same tariff.",
        "003 ▸ zwaardere trajecten"),
    _form("N-87", 1, _FORM.AVAILABILITY, None,
        "Eenvoud en vooraf zekerheid over de totale kosten.",
        "Simple, and certainty beforehand about total costs.",
        "002 ▸ geen koppeling is tussen de"),
    _form("N-87", 2, _FORM.AVAILABILITY, (_E, _NEITHER),
        "Geen koppeling tussen de bekostiging en doelmatigheid of prestaties.",
        "No link between funding and efficiency or performance.",
        "002 ▸ geen koppeling is tussen de"),
    _form("N-87", 3, _FORM.AVAILABILITY, (_V, _NEITHER),
        "Geen relatie tussen de bekostiging en meer of minder volume.",
        "No relation between funding and more or less volume.",
        "002 ▸ geen koppeling is tussen de"),
    _form("N-87", 4, _FORM.AVAILABILITY, (_Q, _LESS),
        "Weinig aandacht voor resultaten: geen koppeling met de bekostiging.",
        "Little attention to results: no link with funding.",
        "002 ▸ geen koppeling is tussen de"),
    _form("N-88", 1, _FORM.POPULATION, (_V, _LESS),
        "Zeker van inkomsten: het gedrag is gericht op zo min mogelijk inzetten.",
        "Certain of income: behaviour is directed at doing as little as possible.",
        "001 ▸ deze zeker van inkomsten"),
    _form("N-88", 2, _FORM.POPULATION, (_A, _LESS),
        "De meer complexe cliënten worden sneller verwezen naar aanvullende ondersteuning of andere domeinen (afwenteling).",
        "More complex clients are referred sooner to additional support or to other domains (shifting).",
        "001 ▸ deze zeker van inkomsten"),
)  # fmt: skip
DEFINITION = tuple(
    SourceText(
        row="R-C02", number=one.number, text=CRITERIA[one], criterion=one, dimension=Dimension.DEFINITION,
        source="001 ▸ Dit bedrag is gebaseerd op zwaarte",
    )
    for one in Criterion
)  # fmt: skip
ARGUMENTS: tuple[SourceText, ...] = (*CASES, *BASIC)
TEXTS: tuple[SourceText, ...] = (*DEFINITION, *RECIPIENTS, *COMFORT, *ARGUMENTS)


def texts(
    row: str | None = None, dimension: Dimension | None = None, basic_form: BasicForm | None = None
) -> list[SourceText]:
    """The texts of a row, a dimension or a basic form, in order; all of them where nothing is asked."""
    return [
        one
        for one in TEXTS
        if row in (None, one.row)
        and dimension in (None, one.dimension)
        and basic_form in (None, one.basic_form)
    ]
