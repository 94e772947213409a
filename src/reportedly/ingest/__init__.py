"""Bytes to reports: one reader a format, decoding, page furniture set apart, safe fetching."""

from reportedly.ingest.fetch import Fetched as Fetched
from reportedly.ingest.fetch import Fetcher as Fetcher
from reportedly.ingest.fetch import FetchOptions as FetchOptions
from reportedly.ingest.fetch import WebFetcher as WebFetcher
from reportedly.ingest.files import read_bytes as read_bytes
from reportedly.ingest.files import read_files as read_files
from reportedly.ingest.options import IngestOptions as IngestOptions
from reportedly.ingest.report import report_of as report_of
