"""The example story in a ledger, made once for all documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly

STORY = Path(reportedly.__file__).parent / "example" / "story.jsonl"


@pytest.fixture(scope="session")
def story_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example story; do not write to it."""
    path = tmp_path_factory.mktemp("story") / "story.ledger"
    with reportedly.Ledger(path) as ledger:
        assert len(list(ledger.add([STORY]))) == 5
    return path
