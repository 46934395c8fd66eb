"""The year's payments as a picture: one self-contained SVG, readable without colour and described for who cannot see it."""

from __future__ import annotations

from html import escape

from deploy.demo.words import MONTHS, euros, in_thousands, short_month
from shared.schemas.settlement import Retention, Schedule

_WIDTH, _HEIGHT = 760, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 6, 42, 46
_STEP_CENTS = 10_000_000
_INK, _BLUE, _AMBER, _GREEN, _RED, _GRID = "#1b2733", "#01588a", "#8f4a00", "#1e6b34", "#a3121f", "#dde3e8"
_STYLES = {
    "paid": f'fill="{_BLUE}"',
    "held": f'fill="url(#held)" stroke="{_AMBER}" stroke-width="0.7"',
    "released": f'fill="{_GREEN}"',
}
_PATTERN = (
    '<defs><pattern id="held" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fbe6cc"/><line x1="0" y1="0" x2="0" y2="6" stroke="#8f4a00" stroke-width="2"/></pattern></defs>'
)


def payments(schedule: Schedule, retention: Retention, changed_month: int | None) -> str:
    """Twelve columns of what was paid and what was held back, and the release beside them; a line where the amount changed."""
    columns = len(schedule.instalments) + 1
    highest = max(
        [one.gross_cents for one in schedule.instalments] + [retention.released_cents], default=_STEP_CENTS
    )
    top = -(-highest // _STEP_CENTS) * _STEP_CENTS
    wide = (_WIDTH - _LEFT - _RIGHT) / columns
    parts = [_axis(top)]
    for index, one in enumerate(schedule.instalments):
        x = _LEFT + index * wide
        parts.append(_bar(x, wide, 0, one.amount_cents, top, "paid"))
        parts.append(_bar(x, wide, one.amount_cents, one.retained_cents, top, "held"))
        parts.append(_label(x + wide / 2, _y(one.gross_cents, top) - 5, in_thousands(one.amount_cents)))
        parts.append(_label(x + wide / 2, _HEIGHT - _BOTTOM + 16, short_month(one.due_date)))
    x = _LEFT + (columns - 1) * wide
    released = (
        f"{short_month(retention.released_on)} {retention.released_on.year}" if retention.released_on else "–"
    )
    parts.append(_bar(x, wide, 0, retention.released_cents, top, "released"))
    parts.append(
        _label(x + wide / 2, _y(retention.released_cents, top) - 5, in_thousands(retention.released_cents))
    )
    parts.append(_label(x + wide / 2, _HEIGHT - _BOTTOM + 16, released))
    if changed_month is not None:
        parts.append(_change(_LEFT + (changed_month - 1) * wide))
    parts.append(_legend())
    return (
        f'<svg role="img" aria-labelledby="picture-title picture-text" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="11" fill="{_INK}">'
        f'<title id="picture-title">Termijnen en inhouding {schedule.year}</title>'
        f'<desc id="picture-text">{escape(_told(schedule, retention))}</desc>{_PATTERN}{"".join(parts)}</svg>'
    )


def _told(schedule: Schedule, retention: Retention) -> str:
    months = "; ".join(
        f"{MONTHS[one.due_date.month - 1]} {euros(one.amount_cents)} betaald en {euros(one.retained_cents)} ingehouden"
        for one in schedule.instalments
    )
    return f"Per maand: {months}. Vrijgegeven na afloop: {euros(retention.released_cents)}."


def _y(cents: int, top: int) -> float:
    return _HEIGHT - _BOTTOM - cents / top * (_HEIGHT - _TOP - _BOTTOM)


def _bar(x: float, wide: float, base: int, cents: int, top: int, kind: str) -> str:
    if cents <= 0:
        return ""
    y, tall = _y(base + cents, top), _y(base, top) - _y(base + cents, top)
    return f'<rect x="{x + wide * 0.12:.1f}" y="{y:.1f}" width="{wide * 0.76:.1f}" height="{tall:.1f}" {_STYLES[kind]}/>'


def _label(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(text)}</text>'


def _axis(top: int) -> str:
    lines = []
    for cents in range(0, top + 1, _STEP_CENTS):
        y = _y(cents, top)
        lines.append(
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="{_GRID}"/>'
        )
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{in_thousands(cents)}</text>')
    return "".join(lines)


def _change(x: float) -> str:
    line = f'<line x1="{x:.1f}" y1="{_TOP - 26}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="{_RED}" stroke-dasharray="4 3"/>'
    return line + f'<text x="{x + 5:.1f}" y="{_TOP - 24}">addendum: ander jaarbedrag</text>'


def _legend() -> str:
    y, parts = _HEIGHT - 14, []
    for x, kind, text in (
        (_LEFT, "paid", "betaald"),
        (_LEFT + 110, "held", "ingehouden"),
        (_LEFT + 240, "released", "vrijgegeven"),
    ):
        parts.append(f'<rect x="{x}" y="{y - 10}" width="12" height="12" {_STYLES[kind]}/>')
        parts.append(f'<text x="{x + 18}" y="{y}">{text}</text>')
    return "".join(parts) + f'<text x="{_WIDTH - _RIGHT}" y="{y}" text-anchor="end">bedragen × € 1.000</text>'
