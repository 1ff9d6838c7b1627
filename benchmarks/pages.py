"""Reads every DIR/NAME.html and writes OUT/NAME.json: what each page states, in its own words.

python benchmarks/pages.py DIR OUT
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from ereput.exports import read_path
from ereput.exports.shape import as_contract


def main(pages: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    for page in sorted(pages.glob("*.html")):
        stated = as_contract(read_path(page, now), authors=True)
        text = json.dumps(stated, ensure_ascii=False, indent=1)
        (out / f"{page.stem}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
