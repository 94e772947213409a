"""Attributions of many reports become claims, origins, derivations, loops and conflicts. Pure."""

from reportedly.link.entry import Entry as Entry
from reportedly.link.entry import Known as Known
from reportedly.link.entry import Linked as Linked
