"""Report to attributions: windows, the tagger, linking of spans, nesting. Pure: no store, no network, no clock."""
