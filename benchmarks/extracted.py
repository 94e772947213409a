"""Extraction kept on disk, so that measuring what comes after it takes seconds.

What is kept of a text is good for as long as the model and the modules that extract stay as they
are. It lies in the system's folder for temporary files and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportedly.model import Reading, Report
from reportedly.model.codec import dumps, reading_from_dict, reading_to_dict

KEPT = Path(tempfile.gettempdir()) / "reportedly-cache"
GROUP = 64  # reports extracted before they are written down


def read_reports(reports: Sequence[Report], model: Path | None = None) -> Iterator[Reading]:
    """The reports with their attributions as extracted, in order."""
    from reportedly.extract import extract_many, load_tagger

    folder = KEPT / _state(model)
    folder.mkdir(parents=True, exist_ok=True)
    tagger = None
    for first in range(0, len(reports), GROUP):
        group = reports[first : first + GROUP]
        missing = [r for r in group if not _place(folder, r).exists()]
        if missing:
            tagger = tagger or load_tagger(model)
            for report, reading in zip(missing, extract_many(missing, tagger), strict=True):
                if not isinstance(reading, Reading):
                    raise SystemExit(f"{report.id}: {reading}")
                _place(folder, report).write_text(dumps(reading_to_dict(reading)))
        for report in group:
            kept = reading_from_dict(json.loads(_place(folder, report).read_text()))
            yield Reading(report, kept.attributions)


def _place(folder: Path, report: Report) -> Path:
    apart = sorted((s.start, s.end) for s in report.furniture + report.captions)
    whole = repr((report.text, report.language, apart))
    return folder / f"{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()}.json"


def _state(model: Path | None) -> str:
    """What the answers depend on beside the text: the modules that extract, and the weights."""
    import reportedly.extract.tagger as tagger

    weights = model or tagger.WEIGHTS
    made = hashlib.sha256()
    for path in sorted(Path(tagger.__file__).parent.glob("*.*")):
        made.update(path.read_bytes())
    for path in sorted(p for p in weights.rglob("*") if p.is_file()):
        made.update(f"{path.name} {path.stat().st_mtime_ns} {path.stat().st_size}".encode())
    return made.hexdigest()[:16]
