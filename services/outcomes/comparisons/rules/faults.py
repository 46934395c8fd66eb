"""What can be wrong with what fair comparison is given, in two languages; and the problems that carry it."""

from __future__ import annotations

from shared.errors import FieldError, NotFound, Refused, Text

_SENTENCES = {
    "contract-missing": Text(
        "Een aanbieder registreert onder een contract; alleen de opdrachtgever doet dat erbuiten.",
        "A provider registers under a contract; only the purchaser does so outside one.",
    ),
    "contract-unknown": Text("Dit contract is er niet.", "There is no such contract."),
    "purchaser-other": Text(
        "Eén bestand gaat over één opdrachtgever: dit contract is van een andere dan het eerste.",
        "One file is about one purchaser: this contract belongs to another than the first.",
    ),
    "provider-unknown": Text(
        "Deze organisatie is geen lid van het contract.", "This organisation is no member of the contract."
    ),
    "provider-other": Text(
        "Een aanbieder registreert alleen uitkomsten van de eigen cliënten.",
        "A provider registers outcomes of its own clients only.",
    ),
    "indicator-unknown": Text(
        "Deze indicator staat niet in het contract en is niet gedefinieerd.",
        "This indicator is neither in the contract nor defined.",
    ),
    "quarter-in-future": Text("Dit kwartaal moet nog beginnen.", "This quarter has not begun yet."),
    "quarter-outside-contract": Text(
        "Het contract loopt van {start} tot en met {end}.",
        "The contract runs from {start} up to and including {end}.",
    ),
    "outcome-not-binary": Text("Deze uitkomst is 0 of 1.", "This outcome is 0 or 1."),
    "outcome-not-count": Text("Deze uitkomst is een geheel aantal.", "This outcome is a whole number."),
    "outcome-not-score": Text(
        "Gebruik de cijfers 0 tot en met 9 en een punt.", "Use the digits 0 to 9 and a point."
    ),
    "exposure-without-count": Text("Alleen een aantal heeft een duur.", "Only a count has an exposure."),
    "exposure-outside": Text(
        "Een duur is meer dan 0 en hooguit {limit} jaar.", "An exposure is above 0 and at most {limit} years."
    ),
    "correction-unknown": Text(
        "Er is geen regel met dit kenmerk die nog telt.", "There is no line with this reference that still counts."
    ),
    "period-reversed": Text("Het laatste kwartaal ligt voor het eerste.", "The last quarter lies before the first."),
    "period-half": Text("Een begin en een einde horen bij elkaar.", "A start and an end belong together."),
    "quarter-not-over": Text("Dit kwartaal is nog niet voorbij.", "This quarter is not over yet."),
    "covariate-twice": Text("Dit kenmerk staat er twee keer.", "This covariate stands here twice."),
    "covariates-missing": Text(
        "Standaardiseren gaat over kenmerken: noem er ten minste één.",
        "Standardising is over covariates: name at least one.",
    ),
    "covariates-not-asked": Text(
        "Bij deze methode horen geen kenmerken.", "This method takes no covariates."
    ),
    "covariate-not-a-factor": Text(
        "Over een getal kan niet worden gestandaardiseerd; gebruik het kwintiel.",
        "One cannot standardise over a number; use the quintile.",
    ),
    "model-missing": Text("Noem het bevroren model.", "Name the frozen model."),
    "model-not-asked": Text("Bij deze methode hoort geen model.", "This method takes no model."),
    "model-not-fitted": Text("Dit model is niet geschat.", "This model is not fitted."),
    "model-of-another": Text(
        "Dit model is van een andere indicator.", "This model belongs to another indicator."
    ),
    "reference-not-asked": Text(
        "Bij deze methode hoort geen referentieperiode.", "This method takes no reference period."
    ),
    "target-without-reference": Text(
        "Zonder referentie is er geen referentie om tegen te houden: kies het gemiddelde of een norm.",
        "Without a reference there is none to be held against: choose the mean or a norm.",
    ),
    "kind-not-binary": Text(
        "Een logistisch model geldt voor uitkomsten van 0 of 1.", "A logistic model is for outcomes of 0 or 1."
    ),
    "norm-missing": Text("Noem de norm.", "Name the norm."),
    "norm-not-asked": Text("Alleen tegen een norm wordt een norm genoemd.", "A norm is named only as the target."),
    "norm-outside": Text("Een aandeel ligt tussen 0 en 1.", "A share lies between 0 and 1."),
    "norm-not-positive": Text("Een norm voor een aantal is meer dan 0.", "A norm for a count is above 0."),
    "test-twice": Text("Elke toets staat er één keer.", "Each test stands here once."),
    "reason-missing": Text("Zeg waarom niet.", "Say why not."),
    "too-many-units": Text("Er zijn {count} eenheden; hooguit {limit}.", "There are {count} units; at most {limit}."),
    "nobody": Text("Er zijn geen uitkomsten in deze periode.", "There are no outcomes in this period."),
}  # fmt: skip


def sentence(code: str) -> Text:
    """What a fault says."""
    return _SENTENCES[code]


def fault(field: str, code: str, rule: str | None = "R-O09", **facts: object) -> FieldError:
    """A fault of one field of what was sent, its sentence complete."""
    text = _SENTENCES[code]
    detail = Text(text.render("nl", facts), text.render("en", facts)) if facts else text
    return FieldError(f"#/{field}", code, detail, rule=rule)


class OutcomeRefused(Refused):
    """A rule refuses the outcome; `errors` names every reason."""

    code = "client-outcome-refused"
    rule = "R-O09"
    title = Text("De uitkomst wordt niet geregistreerd", "The outcome is not registered")
    detail = Text("De uitkomst past niet; zie errors.", "The outcome does not fit; see errors.")
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


class ModelRefused(Refused):
    """A case-mix model cannot be asked like this; `errors` names every reason."""

    code = "case-mix-model-refused"
    rule = "R-O09"
    title = Text("Het model kan zo niet worden geschat", "The model cannot be fitted like this")
    detail = Text("De vraag klopt niet; zie errors.", "The question is not sound; see errors.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class ComparisonRefused(Refused):
    """A comparison cannot be made like this; `errors` names every reason."""

    code = "comparison-refused"
    rule = "R-O09"
    title = Text("De vergelijking kan zo niet worden gemaakt", "The comparison cannot be made like this")
    detail = Text("De vraag klopt niet; zie errors.", "The question is not sound; see errors.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


class OutcomeNotFound(NotFound):
    """There is no such outcome, or it is not yours."""

    code = "client-outcome-not-found"
    title = Text("Uitkomst niet gevonden", "Outcome not found")
    detail = Text("Er is geen uitkomst {id}.", "There is no outcome {id}.")
    mend = Text("Zoek op indicator en kwartaal.", "Search by indicator and quarter.")


class ModelNotFound(NotFound):
    """There is no such model, or it is not yours."""

    code = "case-mix-model-not-found"
    title = Text("Model niet gevonden", "Model not found")
    detail = Text("Er is geen zorgzwaartemodel {id}.", "There is no case-mix model {id}.")
    mend = Text("Zoek op indicator.", "Search by indicator.")


class ComparisonNotFound(NotFound):
    """There is no such comparison, or it is not yours."""

    code = "comparison-not-found"
    title = Text("Vergelijking niet gevonden", "Comparison not found")
    detail = Text("Er is geen vergelijking {id}.", "There is no comparison {id}.")
    mend = Text("Zoek op indicator.", "Search by indicator.")


class UnitNotFound(NotFound):
    """There is no such unit in a comparison, or it is not yours."""

    code = "comparison-unit-not-found"
    title = Text("Eenheid niet gevonden", "Unit not found")
    detail = Text("Er is geen eenheid {id}.", "There is no unit {id}.")
    mend = Text("Zoek de eenheden van de vergelijking op.", "Look up the units of the comparison.")


class RankingNotFound(NotFound):
    """There is no such ranking, or it is not yours."""

    code = "ranking-not-found"
    title = Text("Ranglijst niet gevonden", "Ranking not found")
    detail = Text("Er is geen ranglijst {id}.", "There is no ranking {id}.")
    mend = Text("Zoek op indicator.", "Search by indicator.")


class RankingWithdrawn(Refused):
    """The ranking was withdrawn before."""

    code = "ranking-withdrawn"
    rule = "R-O34"
    title = Text("De ranglijst is al ingetrokken", "The ranking was withdrawn already")
    detail = Text("Ingetrokken op {withdrawn_on}.", "Withdrawn on {withdrawn_on}.")
    mend = Text("Publiceer zo nodig een nieuwe ranglijst.", "Publish a new ranking where needed.")


class ChartRefused(Refused):
    """The series gives no control chart."""

    code = "control-chart-refused"
    rule = "R-O10"
    title = Text("Er is geen regelkaart", "There is no control chart")
    detail = Text(
        "Geen enkel kwartaal heeft de cijfers die deze kaart vraagt.",
        "No quarter has the figures that this chart asks for.",
    )
    mend = Text(
        "Kies een andere kaart, of registreer tellers en noemers.",
        "Choose another chart, or register numerators and denominators.",
    )
