"""What can be wrong with a measurement, in two languages, each with the rule that says so."""

from __future__ import annotations

from shared.errors import FieldError, Text

_SENTENCES = {
    "contract-unknown": Text("Dit contract is er niet.", "There is no such contract."),
    "indicator-unknown": Text(
        "Dit contract heeft deze indicator niet.", "This contract has no such indicator."
    ),
    "purchaser-other": Text(
        "Eén bestand gaat over één opdrachtgever: dit contract is van een andere dan het eerste.",
        "One file is about one purchaser: this contract belongs to another than the first.",
    ),
    "quarter-in-future": Text("Dit kwartaal moet nog beginnen.", "This quarter has not begun yet."),
    "quarter-outside-contract": Text(
        "Het contract loopt van {start} tot en met {end}.",
        "The contract runs from {start} up to and including {end}.",
    ),
    "quarter-before-contract": Text(
        "Het contract loopt van {start} tot en met {end}; wat daarvoor is gemeten is een nulmeting (moment baseline).",
        "The contract runs from {start} up to and including {end}; what was measured before it is a baseline.",
    ),
    "baseline-after-start": Text(
        "Een nulmeting ligt voor het begin van het contract: over een kwartaal dat begint voor {start}.",
        "A baseline lies before the contract's start: on a quarter that begins before {start}.",
    ),
    "value-outside-scale": Text(
        "De schaal van deze indicator loopt van {lowest} tot en met {highest}.",
        "The scale of this indicator runs from {lowest} up to and including {highest}.",
    ),
    "score-unreadable": Text(
        "Gebruik de cijfers 0 tot en met 9 en een punt.", "Use the digits 0 to 9 and a point."
    ),
    "deviation-negative": Text(
        "Een standaardafwijking is niet negatief.", "A standard deviation is not negative."
    ),
    "ratio-half": Text(
        "Een teller en een noemer horen bij elkaar.", "A numerator and a denominator belong together."
    ),
    "denominator-zero": Text(
        "Van niemand is er geen aandeel: zonder noemer is er geen meting.",
        "There is no share of nobody: without a denominator there is no measurement.",
    ),
    "ratio-disagrees": Text(
        "{numerator} van {denominator} komt op {exact}, niet op deze waarde.",
        "{numerator} of {denominator} comes to {exact}, not to this value.",
    ),
    "narrative-missing": Text(
        "De afspraak vraagt bij elk cijfer een toelichting: tellen én vertellen.",
        "The agreement asks for a narrative with each figure: figures are never alone.",
    ),
    "provider-unknown": Text(
        "Deze organisatie is geen lid van het contract.", "This organisation is no member of the contract."
    ),
    "provider-other": Text(
        "Een lid van het contract voert alleen metingen van zichzelf in, een hoofdaannemer ook die van het hele contract.",
        "A member of the contract enters measurements of its own only, a main contractor those of the whole contract too.",
    ),
    "provider-not-main": Text(
        "Alleen een hoofdaannemer of de gemeente voert metingen van het hele contract in; noem in provider de eigen organisatie.",
        "Only a main contractor or the municipality enters measurements of the whole contract; name the own organisation in provider.",
    ),
    "correction-without-reason": Text(
        "Bij een verbetering hoort een reden.", "A correction comes with a reason."
    ),
    "reason-without-correction": Text(
        "Noem in correctsId de meting die deze verbetert.",
        "Name in correctsId the measurement that this one corrects.",
    ),
    "correction-of-another": Text(
        "Deze meting is er niet, of gaat over een andere indicator, een ander kwartaal, deel of moment.",
        "There is no such measurement, or it is of another indicator, quarter, part or moment.",
    ),
    "correction-superseded": Text(
        "Deze meting telt al niet meer: verbeter de nieuwste.",
        "This measurement does not count any more: correct the newest.",
    ),
    "source-not-agreed": Text(
        "Afgesproken is als bron {agreed}; een andere bron telt hier niet.",
        "The agreed source is {agreed}; another source does not count here.",
    ),
    "source-not-researchers": Text(
        "Een onafhankelijk onderzoeker voert alleen eigen metingen in (bron independentResearcher), niet {agreed}.",
        "An independent researcher enters its own measurements only (source independentResearcher), not {agreed}.",
    ),
    "source-not-members": Text(
        "De bron {agreed} wordt ingevoerd door de gemeente, door een lid van het contract of door wie onafhankelijk onderzoekt.",
        "The source {agreed} is entered by the municipality, by a member of the contract or by an independent researcher.",
    ),
    "source-not-independent": Text(
        "De bron {agreed} is onafhankelijk van de aanbieder; een lid van het contract voert die niet zelf in.",
        "The source {agreed} is independent of the provider; a member of the contract does not enter it itself.",
    ),
    "researcher-missing": Text(
        "De gemeente geeft een onafhankelijke meting alleen door; noem in researcher wie heeft gemeten.",
        "The municipality only passes on an independent measurement; name in researcher who measured.",
    ),
    "researcher-not-asked": Text(
        "Alleen de gemeente noemt een onderzoeker, als zij doorgeeft wat die op papier gaf.",
        "Only the municipality names a researcher, when it passes on what that one gave on paper.",
    ),
    "researcher-not-independent": Text(
        "Een lid van het contract, of de gemeente zelf, is hier geen onafhankelijk onderzoeker.",
        "A member of the contract, or the municipality itself, is no independent researcher here.",
    ),
}


def sentence(code: str) -> Text:
    """What a fault says, in both languages, where it quotes nothing of the line."""
    return _SENTENCES[code]


def fault(field: str, code: str, rule: str | None = None, **facts: object) -> FieldError:
    """A fault of a field."""
    text = _SENTENCES[code]
    told = Text(text.nl.format(**facts), text.en.format(**facts))
    return FieldError(f"#/{field}", code, told, rule=rule)
