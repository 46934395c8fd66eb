"""Self-sufficiency: how a group is spread over the levels of each domain, and who rose and who declined (R-O04, R-O33, D-21, D-22)."""

from __future__ import annotations

from services.outcomes.assessments.rules import EDITIONS, AssessmentCounts, SelfSufficiencyProfiles
from services.outcomes.reports.rules.material import Material, both, section
from services.outcomes.reports.rules.model import Figure, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, Profile, ProfileRow
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.reporting import FigureState, FigureUnit
from shared.values.self_sufficiency import ProfileGrouping

RISEN = Sentence(
    "report.matrix.risen",
    nl="{risen} van {counted} cliënten met twee metingen stegen in een domein ten minste {minimum_steps} niveau.",
    en="{risen} of {counted} clients with two assessments rose at least {minimum_steps} level in a domain.",
)
_NONE = Text(
    "In deze periode is van dit contract niets op de matrix gescoord.",
    "In this period nothing of this contract was scored on the matrix.",
)
_SELECTED = Text(
    "Alleen domeinen die de vraag nodig heeft worden gescoord; wat leeg is, is niet gescoord en niet nul (F-03).",
    "Only domains that the request needs are scored; what is empty was not scored, and is not nought (F-03).",
)
_WAYS = (Text("gedaald", "declined"), Text("gelijk gebleven", "unchanged"), Text("gestegen", "risen"))
_ABOUT = Text(
    "Hoeveel mensen op elk niveau staan bij hun laatste meting in de periode.",
    "How many people stand on each level at their last assessment in the period.",
)


def profile(material: Material) -> Section:
    """A profile of the contract, and of each of its areas."""
    pictures = tuple(
        _picture(found, number, place)
        for number, found in enumerate(material.profiles)
        for place in range(len(found.profiles))
    )
    notes = (_SELECTED,) if pictures else (_NONE,)
    return section("profile", "Zelfredzaamheid", "Self-sufficiency", pictures=pictures, notes=notes)


def _picture(found: SelfSufficiencyProfiles, number: int, place: int) -> Picture:
    edition, one = EDITIONS[found.edition], found.profiles[place]
    names = {domain.code: Text(domain.name_nl, domain.name_en) for domain in edition.domains}
    rows = tuple(
        ProfileRow(
            names.get(domain.domain, both(domain.domain)),
            None if domain.suppressed else tuple(level.count or 0 for level in domain.distribution),
            domain.mean,
        )
        for domain in one.domains
    )
    levels = tuple(
        Text(f"{level.score} {level.name_nl}", f"{level.score} {level.name_en}") for level in edition.levels
    )
    whole = found.grouping is ProfileGrouping.CONTRACT
    title = Text(
        f"Zelfredzaamheid per domein ({edition.name_nl})" if whole else f"Zelfredzaamheid in {one.group}",
        f"Self-sufficiency by domain ({edition.name_en})" if whole else f"Self-sufficiency in {one.group}",
    )
    return Picture(f"matrix-{number}-{place}", title, _ABOUT, profile=Profile(levels, rows))


def steps(material: Material) -> Section:
    """Risers beside decliners: how many, in all and by domain (R-O33, G-50)."""
    shown = [one for one in material.steps if one.counted or one.suppressed]
    figures = tuple(_risen(one, material.period.code) for one in shown)
    pictures = tuple(_ways(one, number) for number, one in enumerate(shown))
    return section(
        "steps", "Stijgers en dalers", "Risers and decliners", figures=figures, pictures=pictures,
        notes=() if shown else (_NONE,),
    )  # fmt: skip


def _risen(one: AssessmentCounts, period: str) -> Figure:
    share, why = None, Derivation()
    if one.risen is not None and one.counted:
        share = str(one.risen * 10_000 // one.counted)
        why = why.because(
            "R-O33", RISEN, risen=one.risen, counted=one.counted, minimum_steps=one.minimum_steps
        )
    edition = EDITIONS[one.edition]
    return Figure(
        f"risen-{one.edition}",
        Text(f"Cliënten die stegen ({edition.name_nl})", f"Clients who rose ({edition.name_en})"),
        FigureUnit.BASIS_POINTS, period, FigureState.SUPPRESSED if share is None else FigureState.SHOWN, share,
        respondents=one.counted if share is not None else None, derivation=reasons(why),
    )  # fmt: skip


def _ways(one: AssessmentCounts, number: int) -> Picture:
    edition = EDITIONS[one.edition]
    names = {domain.code: Text(domain.name_nl, domain.name_en) for domain in edition.domains}
    whole = None if None in (one.up, one.equal, one.down) else (one.down or 0, one.equal or 0, one.up or 0)
    rows = [ProfileRow(Text("Alle cliënten", "All clients"), whole)]
    rows += [
        ProfileRow(
            names.get(domain.domain, both(domain.domain)),
            None
            if None in (domain.up, domain.equal, domain.down)
            else (domain.down or 0, domain.equal or 0, domain.up or 0),
        )
        for domain in one.domains
    ]
    title = Text(
        f"Wie steeg en wie daalde ({edition.name_nl})", f"Who rose and who declined ({edition.name_en})"
    )
    about = Text("Van eerste naar laatste meting, per domein.", "From first to last assessment, by domain.")
    return Picture(f"ways-{number}", title, about, profile=Profile(_WAYS, tuple(rows)))
