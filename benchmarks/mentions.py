"""How many mentions of story bundles an attribution meets: other news than the model was marked on.

    python benchmarks/mentions.py ../shared/stories/dev [--model FOLDER]

Counts mentions that have a source: those whose content shares characters with the content of an
attribution, and those where one such attribution's source meets the mention's source too. Says
nothing about what is found beyond them; the share of the text inside a content is a hint.
"""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.option("--model", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(stories: Path, model: Path | None, output: Path | None) -> None:
    """Read the reports of STORIES and look for their mentions."""
    from reportedly.extract import extract, load_tagger
    from reportedly.ingest import IngestOptions, report_of

    tagger = load_tagger(model)
    total = met = sourced = characters = inside = 0
    for path in sorted(stories.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        for record in story["reports"]:
            text = (path.parent / record["file"]).read_text(encoding="utf-8")
            found = extract(report_of(text, record["id"], IngestOptions()), tagger).attributions
            characters += len(text)
            inside += len({i for a in found for s in a.content for i in range(s.start, s.end)})
            for claim in story["claims"]:
                for mention in claim["mentions"]:
                    if mention["report"] != record["id"] or not mention["source"]:
                        continue
                    fits = [a for a in found if meets(text, mention["content"], a.content)]
                    total += 1
                    met += bool(fits)
                    sourced += any(meets(text, mention["source"], a.source) for a in fits)
    result = {
        "mentions": total,
        "content_met": round(100 * met / total, 1),
        "source_met_too": round(100 * sourced / total, 1),
        "text_inside_contents": round(100 * inside / characters, 1),
    }
    click.echo(json.dumps(result))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


def meets(text: str, words: str, spans: tuple) -> bool:
    """Whether any place of ``words`` in ``text`` shares characters with a span."""
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    return any(i < s.end and s.start < i + len(words) for i in places for s in spans)


if __name__ == "__main__":
    main()
