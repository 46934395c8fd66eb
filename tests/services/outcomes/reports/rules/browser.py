"""A real browser that looks at a page: boxes of its words, colours, pixels, printed pages. One start per question."""

import json
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine: pages are not looked at"
)

# Measured in a copy of the page: the page itself runs nothing. `PRINT` shows it as on paper, A4 less its margins.
MEASURE = """
<script>
const rectangle = one => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
const words = one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
function look() {
  const page = document.documentElement, shown = [...document.body.querySelectorAll("*")].filter(one => !one.closest("script"));
  return {
    width: page.clientWidth, scroll: page.scrollWidth, height: page.scrollHeight,
    outside: shown.filter(one => { const r = one.getBoundingClientRect(); return r.width && (r.right > page.clientWidth + 1 || r.left < -1); })
      .map(one => one.outerHTML.slice(0, 90)),
    colours: [...new Set(shown.filter(one => words(one) && !one.closest("svg")).map(one => getComputedStyle(one).color))],
    sizes: Math.min(...shown.filter(words).map(one => parseFloat(getComputedStyle(one).fontSize))),
    headings: [...document.querySelectorAll("h1,h2,h3,h4")].map(one => Number(one.tagName[1])),
    pictures: [...document.querySelectorAll("svg[role=img]")].map(svg => ({
      box: rectangle(svg),
      named: svg.getAttribute("aria-labelledby").split(" ").map(id => document.getElementById(id).textContent),
      texts: [...svg.querySelectorAll("text")].map(one => ({words: one.textContent, box: rectangle(one)})),
    })),
  };
}
async function paint() {
  const found = [];
  for (const svg of document.querySelectorAll("figure svg[role=img]")) {
    const image = new Image(), canvas = document.createElement("canvas");
    const [width, height] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
    const copy = svg.cloneNode(true); copy.setAttribute("width", width); copy.setAttribute("height", height);
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(copy));
    await image.decode();
    canvas.width = width; canvas.height = height;
    const brush = canvas.getContext("2d"); brush.fillStyle = "#fff"; brush.fillRect(0, 0, width, height); brush.drawImage(image, 0, 0);
    const grey = (x, y, w, h) => { const d = brush.getImageData(x, y, w, h).data, found = [];
      for (let i = 0; i < d.length; i += 4) found.push(0.2126 * d[i] + 0.7152 * d[i+1] + 0.0722 * d[i+2]); return found; };
    const all = grey(0, 0, width, height);
    const swatches = [...svg.querySelectorAll("rect[height='13']")].map(one => {
      const [x, y] = [Number(one.getAttribute("x")) + 2, Number(one.getAttribute("y")) + 2], of = grey(x, y, 14, 9);
      const mean = of.reduce((a, b) => a + b) / of.length;
      return {mean, spread: Math.sqrt(of.reduce((a, b) => a + (b - mean) ** 2, 0) / of.length)};
    });
    found.push({ink: all.filter(one => one < 128).length / all.length, swatches});
  }
  return found;
}
(async () => {
  const fetched = performance.getEntriesByType("resource").map(one => one.name);
  const screen = look();
  const pixels = await paint();
  const style = document.querySelector("style"); style.textContent = style.textContent.replace("@media print", "@media all");
  document.documentElement.style.width = "680px"; document.documentElement.style.overflow = "hidden";
  const seen = look(); seen.width = 680; seen.outside = [...document.body.querySelectorAll("*")].filter(one => !one.closest("script"))
    .filter(one => one.getBoundingClientRect().right > 681).map(one => one.outerHTML.slice(0, 90));
  const made = document.createElement("pre"); made.id = "measured"; made.textContent = JSON.stringify({fetched, screen, pixels, print: seen});
  document.body.append(made);
})();
</script>
"""


@dataclass(frozen=True)
class Browser:
    """Chromium without a screen, with a profile of its own that is thrown away."""

    folder: Path

    def run(self, *options: str) -> bytes:
        """What one start of the browser says."""
        assert CHROMIUM is not None
        done = subprocess.run(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             f"--user-data-dir={self.folder / 'profile'}", *options],
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        return done.stdout

    def write(self, name: str, text: str) -> str:
        """A page on disk; its address."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    def measure(self, page: str) -> Any:
        """Boxes, colours and pixels of the page on a screen of 800 wide, and as printed on A4."""
        address = self.write("measured.html", page.replace("</body>", f"{MEASURE}</body>"))
        dumped = self.run("--window-size=800,1200", "--virtual-time-budget=6000", "--dump-dom", address)
        found = re.search(rb'<pre id="measured">(.*?)</pre>', dumped, re.S)
        assert found is not None, dumped[-500:]
        return json.loads(unescape(found[1].decode()))

    def printed(self, page: str) -> int:
        """On how many pages of paper it comes."""
        path = self.folder / "page.pdf"
        self.run(f"--print-to-pdf={path}", "--no-pdf-header-footer", self.write("printed.html", page))
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))

    def shot(self, page: str, height: int) -> Any:
        """The page as a picture of greys at half its size: rows by columns, 0 black to 255 white."""
        path = self.folder / "shot.png"
        size = (f"--window-size=800,{height}", "--force-device-scale-factor=0.5")
        self.run(f"--screenshot={path}", *size, self.write("shot.html", page))
        return _greys(path.read_bytes())


def _greys(png: bytes) -> Any:
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    data, place = b"", 8
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + length] if name == b"IDAT" else b""
        place += 12 + length
    depth = {2: 3, 6: 4}[kind]
    raw = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * depth)
    before = np.zeros((width, depth), np.uint8)
    rows = []
    for line in raw:
        before = _unfiltered(int(line[0]), line[1:].reshape(width, depth), before)
        rows.append(before)
    colours = np.stack(rows)[:, :, :3].astype(float)
    return colours @ np.array([0.2126, 0.7152, 0.0722])


def _unfiltered(kind: int, line: Any, before: Any) -> Any:
    """One row of a PNG as it was (PNG, section 9)."""
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.uint8)
    if kind == 2:
        return line + before
    depth = line.shape[1]
    found, above = bytearray(line.tobytes()), before.tobytes()
    for place in range(len(found)):
        left = found[place - depth] if place >= depth else 0
        up, corner = above[place], above[place - depth] if place >= depth else 0
        if kind == 3:
            guess = (left + up) // 2
        else:
            to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            guess = (
                left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
            )
        found[place] = (found[place] + guess) & 255
    return np.frombuffer(bytes(found), np.uint8).reshape(line.shape)
