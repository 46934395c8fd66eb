"""Files that survive a crash: the old one or the new one, and lines that were written to their end."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def whole_lines(path: Path) -> tuple[str, str]:
    """The lines that were written to their end, and what is left of one that was not."""
    if not path.exists():
        return "", ""
    text = path.read_text("utf-8", errors="replace")
    end = text.rfind("\n") + 1
    return text[:end], text[end:]


def write_durably(path: Path, text: str, *, only_if_absent: bool = False) -> None:
    """Write beside, flush to disk, put in place: a reader or a crash meets the old file or the new one."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if only_if_absent:
            try:
                os.link(beside, path)
            except FileExistsError:
                return
        else:
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Bring what a folder lists to disk."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
