"""How claims, mentions, reports and origins are named outside a ledger."""

from __future__ import annotations

from urllib.parse import quote

from reportedly.export.clean import visible

NAMESPACE = "urn:reportedly:"


def local(id: str) -> str:
    """An id as the last part of an address: all but letters, digits and ``-._~`` per cent.

    >>> local("r1:4"), local("wend/été.txt")
    ('r1%3A4', 'wend%2F%C3%A9t%C3%A9.txt')
    """
    return quote(visible(id), safe="")


def urn(kind: str, id: str) -> str:
    """The address of a thing of a ledger.

    >>> urn("mention", "r1:4")
    'urn:reportedly:mention:r1%3A4'
    """
    return f"{NAMESPACE}{kind}:{local(id)}"
