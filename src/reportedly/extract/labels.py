"""The labels of the tagger and what may follow what."""

from __future__ import annotations

from reportedly.model import ROLES

LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
OUTSIDE = 0


def begin(role: str) -> int:
    """The label that opens a span of ``role``."""
    return 1 + 2 * ROLES.index(role)


def inside(role: str) -> int:
    """The label that goes on with a span of ``role``."""
    return begin(role) + 1


def may_follow(before: int, after: int) -> bool:
    """Whether label ``after`` may stand right after ``before``: a span goes on only from itself."""
    is_inside = after > 0 and after % 2 == 0
    return not is_inside or before in (after, after - 1)
