"""Fetching, from a server of our own on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from reportedly.errors import ReadError
from reportedly.ingest import FetchOptions, IngestOptions, WebFetcher, read_files
from reportedly.model import Report

PAGE = "<html><body><p>The mayor said “no”.".encode("cp1252")


class Site(BaseHTTPRequestHandler):
    """Answers by path, and remembers what was asked."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /closed\n")
        elif self.path.startswith("/to/"):
            self.answer(302, b"", Location=self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self.answer(301, b"", Location="/loop")
        elif self.path == "/big":
            self.answer(200, gzip.compress(b"x" * 3_000_000), **{"Content-Encoding": "gzip"})
        elif self.path == "/slow":
            threading.Event().wait(1.5)
            self.answer(200, PAGE)
        elif self.path.startswith("/page"):
            self.answer(200, PAGE, **{"Content-Type": "text/html; charset=windows-1252"})
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the other side has hung up, as some tests mean it to

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(**options: object) -> WebFetcher:
    return WebFetcher(FetchOptions(allow_private=True, **options))  # type: ignore[arg-type]


def test_a_page_is_fetched_with_its_charset_and_read(site: str) -> None:
    Site.asked.clear()
    (report,) = read_files([f"{site}/page?a=b"], IngestOptions(), fetcher=fetcher())
    assert isinstance(report, Report) and report.text == "The mayor said “no”."
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/page?a=b"]
    assert all(agent.startswith("reportedly") for _, agent in Site.asked)


def test_robots_txt_is_honoured_and_asked_once_a_site(site: str) -> None:
    Site.asked.clear()
    web = fetcher()
    with pytest.raises(ReadError, match="robots"):
        web.fetch(f"{site}/closed/page")
    web.fetch(f"{site}/page")
    web.fetch(f"{site}/page2")
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1
    assert "/closed/page" not in [path for path, _ in Site.asked]


def test_redirects_are_followed_up_to_a_limit(site: str) -> None:
    assert fetcher().fetch(f"{site}/to//page").url == f"{site}/page"
    with pytest.raises(ReadError, match="5 redirects"):
        fetcher().fetch(f"{site}/loop")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "http:///x", "//[::"])
def test_a_redirect_leads_to_the_web_alone(site: str, target: str) -> None:
    with pytest.raises(ReadError):
        fetcher().fetch(f"{site}/to/{target}")


@pytest.mark.parametrize(
    ("path", "what"), [("/none", "404"), ("/big", "larger than 1 MB"), ("/slow", "time")]
)
def test_what_cannot_be_had_is_said_in_one_line(site: str, path: str, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        fetcher(max_bytes=1_000_000, timeout=1.0).fetch(site + path)
    assert str(caught.value).startswith(f"{site}{path}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(ReadError, match=r"private|no host"):
        WebFetcher().fetch(url)


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is let through as if it were public; the redirect names a private one."""
    import reportedly.ingest.fetch as module

    checked = module._address
    monkeypatch.setattr(
        module,
        "_address",
        lambda parts, allow: checked(parts, allow or parts.port == int(site.rpartition(":")[2])),
    )
    with pytest.raises(ReadError, match="private"):
        WebFetcher().fetch(f"{site}/to/http://169.254.169.254/")


@pytest.mark.parametrize("url", ["ftp://a.example/x", "http://", "https://a.example:99999/", "x"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ReadError, match="not a web address"):
        WebFetcher().fetch(url)
