"""Fetching of single web pages, with care for the server and for the network one is in.

Only public addresses are connected to: names are resolved first, every address is checked, and
the connection is made to the checked address itself, at every redirect anew.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from reportedly.errors import ReadError
from reportedly.ingest.options import MAX_BYTES, megabytes

if TYPE_CHECKING:
    from urllib.parse import SplitResult
    from urllib.robotparser import RobotFileParser

    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

_ROBOTS_BYTES = 512_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: the address after redirects.
        body: the bytes, their transfer encoding undone.
        content_type: the Content-Type header, charset included.
    """

    url: str
    body: bytes
    content_type: str | None = None


class Fetcher(Protocol):
    """Anything that fetches web addresses."""

    def fetch(self, url: str) -> Fetched:
        """What stands at ``url``; ``ReadError`` where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How pages are fetched.

    Attributes:
        timeout: seconds for one page, redirects included.
        max_redirects: how many are followed.
        max_bytes: the largest body that is taken.
        allow_private: connect to private, loopback and link-local addresses as well.
        obey_robots: ask a site's robots.txt first.
        user_agent: how we name ourselves; by default our name and version.
    """

    timeout: float = 20.0
    max_redirects: int = 5
    max_bytes: int = MAX_BYTES
    allow_private: bool = False
    obey_robots: bool = True
    user_agent: str | None = None


@dataclass(slots=True)
class WebFetcher:
    """Fetches http and https addresses; robots.txt is asked once for each site."""

    options: FetchOptions = field(default_factory=FetchOptions)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict, repr=False)

    def fetch(self, url: str) -> Fetched:
        """What stands at ``url``, redirects followed.

        Raises:
            ReadError: it is refused, not there, too large or too slow; its ``where`` is ``url``.
        """
        deadline = time.monotonic() + self.options.timeout
        try:
            return self._follow(url, deadline)
        except _Refused as refusal:
            raise ReadError(url, str(refusal)) from None

    def _follow(self, url: str, deadline: float) -> Fetched:
        for _ in range(self.options.max_redirects + 1):
            parts = _parts(url)
            if self.options.obey_robots and not self._allowed(url, parts, deadline):
                raise _Refused("the site's robots.txt does not let it be read")
            answer = self._ask(parts, deadline, self.options.max_bytes)
            if answer.target is None:
                if answer.status != 200:
                    raise _Refused(f"the server answered {answer.status}")
                return Fetched(url, answer.body, answer.content_type)
            url = _target(url, answer.target)
        raise _Refused(f"more than {self.options.max_redirects} redirects")

    def _allowed(self, url: str, parts: SplitResult, deadline: float) -> bool:
        """What robots.txt says (RFC 9309): none allows all, an unreachable one nothing."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site, deadline)
        return self._robots[site].can_fetch(self._agent(), url)

    def _read_robots(self, site: str, deadline: float) -> RobotFileParser:
        from urllib.robotparser import RobotFileParser

        rules, url = RobotFileParser(), f"{site}/robots.txt"
        for _ in range(self.options.max_redirects + 1):
            answer = self._ask(_parts(url), deadline, _ROBOTS_BYTES)
            if answer.target is None:
                break
            url = _target(url, answer.target)
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        if answer.status >= 500:
            text = "User-agent: *\nDisallow: /"
        rules.parse(text.splitlines())
        return rules

    def _agent(self) -> str:
        if self.options.user_agent:
            return self.options.user_agent
        from importlib.metadata import PackageNotFoundError, version

        try:
            return f"reportedly/{version('reportedly')}"
        except PackageNotFoundError:  # run from a checkout that is not installed
            return "reportedly"

    def _ask(self, parts: SplitResult, deadline: float, max_bytes: int) -> _Answer:
        """One request to one checked address."""
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError

        left = deadline - time.monotonic()
        if left <= 0:
            raise _Refused(f"no answer within {self.options.timeout:g} seconds")
        pool = _pool(parts, _address(parts, self.options.allow_private))
        headers = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": self._agent(),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            response = pool.urlopen(
                "GET",
                _quoted(target),
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=Timeout(total=left),
            )
            body = _body(response, deadline, max_bytes)
        except (HTTPError, OSError, ValueError) as error:
            raise _Refused(_reason(error)) from None
        finally:
            pool.close()
        location = response.headers.get("Location") if response.status in _REDIRECTS else None
        return _Answer(response.status, body, response.headers.get("Content-Type"), location)


class _Refused(Exception):
    """Why an address was not fetched; becomes a ``ReadError`` with the address first asked."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    content_type: str | None
    target: str | None


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _Refused("not a web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise _Refused("not a web address: only http and https are fetched")
    return parts


def _target(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise _Refused("it redirects to what is not a web address") from None


def _address(parts: SplitResult, allow_private: bool) -> str:
    """The first address of a host, where all its addresses are public (or all are allowed)."""
    import ipaddress
    import socket

    host = parts.hostname or ""
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
        found = socket.getaddrinfo(ascii_host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Refused(f"there is no host {host}") from None
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private:
        for address in addresses:
            ip = ipaddress.ip_address(address)
            mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
            if not (ip.is_global and mapped.is_global) or ip.is_multicast:
                raise _Refused(f"{host} is a private address ({address}): it is not fetched")
    return addresses[0]


def _pool(parts: SplitResult, address: str) -> HTTPConnectionPool:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if parts.scheme == "http":
        return HTTPConnectionPool(address, parts.port or 80, maxsize=1)
    import certifi

    return HTTPSConnectionPool(
        address,
        parts.port or 443,
        maxsize=1,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        assert_hostname=parts.hostname,
        server_hostname=parts.hostname,
    )


def _body(response: BaseHTTPResponse, deadline: float, max_bytes: int) -> bytes:
    chunks, size = [], 0
    for chunk in response.stream(65_536, decode_content=True):
        size += len(chunk)
        if size > max_bytes:
            raise _Refused(f"larger than {megabytes(max_bytes)}, the limit of a page")
        if time.monotonic() > deadline:
            raise _Refused("it takes too long")
        chunks.append(chunk)
    return b"".join(chunks)


def _quoted(target: str) -> str:
    from urllib.parse import quote

    return quote(target, safe="/?&=%:@!$'()*+,;~[]-._")


def _reason(error: Exception) -> str:
    """An error of the network in a few words."""
    name = type(error).__name__
    if "Timeout" in name:
        return "no answer in time"
    if "SSL" in name or "certificate" in str(error).lower():
        return "its certificate could not be checked"
    return f"no connection ({name})"
