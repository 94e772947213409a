"""From an attribution's spans to who, on whose word, with what stance, how many, when and where.

Every part is a pure function of a report and its attributions: no store, no network, no clock.
"""

from reportedly.resolve.outlets import load_outlets as load_outlets
from reportedly.resolve.resolution import resolve as resolve
from reportedly.resolve.resolution import resolve_many as resolve_many
