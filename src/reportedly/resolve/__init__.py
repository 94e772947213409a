"""From an attribution's spans to who, on whose word, with what stance, how many, when and where.

Every part is a pure function of a report and its attributions: no store, no network, no clock.
"""
