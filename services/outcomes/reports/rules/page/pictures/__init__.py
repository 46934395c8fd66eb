"""The pictures of a report: each is drawn as one inline SVG with the same numbers in a table under it."""

from __future__ import annotations

from services.outcomes.reports.rules.page.html import Markup, el
from services.outcomes.reports.rules.page.pictures import change, comparison, funnel, profile, run
from services.outcomes.reports.rules.page.words import in_
from services.outcomes.reports.rules.pictures import Picture


def draw(picture: Picture, language: str, level: str = "h3") -> Markup:
    """A picture with its title, what it shows, and its numbers; `level` is the heading that it stands under."""
    title, about, code = in_(picture.title, language), in_(picture.about, language), f"g-{picture.code}"
    if picture.run is not None:
        made, numbers = run.draw(picture.run, code, title, about, language)
    elif picture.funnel is not None:
        made, numbers = funnel.draw(picture.funnel, code, title, about, language)
    elif picture.profile is not None:
        made, numbers = profile.draw(picture.profile, code, title, about, language)
    elif picture.comparison is not None:
        made, numbers = comparison.draw(picture.comparison, code, title, about, language)
    elif picture.change is not None:
        made, numbers = change.draw(picture.change, code, title, about, language)
    else:
        raise ValueError(f"the picture {picture.code} shows nothing")
    caption = el("figcaption", el(level, title), el("p", about))
    return el("figure", caption, made, numbers, class_="long" if numbers.count("<tr>") > 14 else None)
