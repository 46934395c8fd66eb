"""What can be wrong with a survey, in two languages, each with the rule that says so."""

from __future__ import annotations

from shared.errors import FieldError, Text

_SENTENCES = {
    "source-not-independent": Text(
        "Een lid van het contract voert geen onafhankelijk onderzoek in: alleen dat van het eigen team.",
        "A member of the contract enters no independent survey: only that of its own team.",
    ),
    "source-not-researchers": Text(
        "Een onafhankelijk onderzoeker voert alleen onafhankelijk onderzoek in.",
        "An independent researcher enters independent surveys only.",
    ),
    "source-not-members": Text(
        "Een onderzoek wordt ingevoerd door de gemeente, een lid van het contract of wie onafhankelijk onderzoekt.",
        "A survey is entered by the municipality, a member of the contract or an independent researcher.",
    ),
    "researcher-not-asked": Text(
        "Alleen de gemeente noemt een onderzoeker, als zij doorgeeft wat die op papier gaf.",
        "Only the municipality names a researcher, when it passes on what that one gave on paper.",
    ),
    "researcher-not-independent": Text(
        "Een lid van het contract, of de gemeente zelf, is hier geen onafhankelijk onderzoeker.",
        "A member of the contract, or the municipality itself, is no independent researcher here.",
    ),
    "provider-unknown": Text(
        "Deze organisatie is geen lid van het contract.", "This organisation is no member of the contract."
    ),
    "provider-other": Text(
        "Een lid van het contract voert alleen onderzoek over zichzelf in, of over het hele contract.",
        "A member of the contract enters surveys about itself only, or about the whole contract.",
    ),
    "survey-in-future": Text("Dit onderzoek moet nog komen.", "This survey is yet to come."),
    "responses-too-many": Text(
        "Er antwoorden niet meer dan er zijn uitgenodigd: {invited}.",
        "No more answer than were invited: {invited}.",
    ),
    "responses-none": Text("Zonder antwoorden is er geen gemiddelde.", "Without answers there is no mean."),
    "scale-empty": Text(
        "De hoogste waarde van de schaal ligt boven de laagste.",
        "The highest value of the scale lies above the lowest.",
    ),
    "mean-outside-scale": Text(
        "De schaal loopt van {lowest} tot en met {highest}; een score daarbuiten wordt niet afgekapt maar geweigerd.",
        "The scale runs from {lowest} up to and including {highest}; a score outside it is refused, not clipped.",
    ),
    "deviation-negative": Text(
        "Een standaardafwijking is niet negatief.", "A standard deviation is not negative."
    ),
    "correction-of-another": Text(
        "Dit onderzoek is er niet, of is van een ander contract, een andere bron of doelgroep, of gaat over een ander deel of jaar.",
        "There is no such survey, or it is of another contract, source or audience, or about another part or year.",
    ),
    "correction-not-yours": Text(
        "Alleen wie dit onderzoek invoerde, of de gemeente, verbetert het.",
        "Only who entered this survey, or the municipality, corrects it.",
    ),
    "correction-superseded": Text(
        "Dit onderzoek is al verbeterd: verbeter het nieuwste.",
        "This survey was corrected before: correct the newest.",
    ),
}


def fault(field: str, code: str, rule: str | None = None, **facts: object) -> FieldError:
    """A fault of a field."""
    text = _SENTENCES[code]
    told = Text(text.nl.format(**facts), text.en.format(**facts))
    return FieldError(f"#/{field}", code, told, rule=rule)
