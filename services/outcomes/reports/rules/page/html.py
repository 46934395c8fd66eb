"""HTML and SVG as values: what is text is escaped, and only what was built here is markup."""

from __future__ import annotations

import re
from html import escape

# What XML and HTML cannot hold; line ends and tabs stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_VOID = frozenset({"meta", "link", "br", "hr"})
Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | None


def written(child: Child) -> Markup:
    """A child as markup: text escaped, markup as it is, None as nothing."""
    if child is None:
        return Markup("")
    if isinstance(child, Markup):
        return child
    return Markup(escape(_UNWRITABLE.sub("\ufffd", child), quote=True))


def number(value: float) -> str:
    """A coordinate: at most two decimals, without zeros at the end, so that the same picture has the same bytes."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def el(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element. `class_` stands for class, `aria_label` for aria-label; None and False leave an attribute out, True writes it bare."""
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        if value is True:
            parts.append(label)
        else:
            shown = number(value) if isinstance(value, float) else str(value)
            parts.append(f'{label}="{written(str.__str__(shown))}"')
    opened = f"<{' '.join(parts)}>"
    if name in _VOID:
        return Markup(opened)
    return Markup(f"{opened}{joined(*children)}</{name}>")


def joined(*children: Child) -> Markup:
    """Children one after the other."""
    return Markup("".join(written(child) for child in children))
