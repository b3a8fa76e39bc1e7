"""Cut a variable font down to the characters and weights that the dashboard writes.

Usage: python font.py SOURCE.woff2 FOLDER    writes inter.woff2 and fonts.css into the folder
"""

import hashlib
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SIGNS = "–—…«»„“”‘’·•−×÷±≤≥≈→←↑↓▲▼●◆■№§%‰\u00a0\u2009\u202f"
CHARACTERS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x400, 0x460), *map(ord, SIGNS)}
CHARACTERS |= set(map(ord, "ҢңӨөҮү"))
# Figures of equal width for columns of numbers; no ligatures.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
WEIGHTS = (400, 700)
TEXT_SIZE = 14

# Swap: words mixed of two fonts are worse than a short flash.
STYLE = """@font-face {{
  font-family: "Inter";
  font-style: normal;
  font-weight: {weights[0]} {weights[1]};
  font-display: swap;
  src: url("inter.woff2?m={version}") format("woff2");
}}
"""


def cut(source: Path) -> TTFont:
    """Return the font with our characters, weights and one optical size."""
    options = Options(layout_features=FEATURES, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    font = TTFont(source, recalcTimestamp=False)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"opsz": TEXT_SIZE, "wght": WEIGHTS})


def main(source: Path, folder: Path) -> None:
    """Write the font and the style sheet that declares it."""
    font = cut(source)
    font.flavor = "woff2"
    target = folder / "inter.woff2"
    font.save(target)
    version = hashlib.sha256(target.read_bytes()).hexdigest()[:12]
    style = STYLE.format(weights=WEIGHTS, version=version)
    (folder / "fonts.css").write_text(style, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
