"""The nouns: frozen data, imported by every other layer; standard library only."""

from reportedly.model.attribution import ROLES as ROLES
from reportedly.model.attribution import Attribution as Attribution
from reportedly.model.attribution import Failure as Failure
from reportedly.model.attribution import Form as Form
from reportedly.model.attribution import Reading as Reading
from reportedly.model.codec import SCHEMA as SCHEMA
from reportedly.model.codec import dumps as dumps
from reportedly.model.codec import reading_from_dict as reading_from_dict
from reportedly.model.codec import reading_to_dict as reading_to_dict
from reportedly.model.paragraphs import paragraphs as paragraphs
from reportedly.model.party import Evidence as Evidence
from reportedly.model.party import Hop as Hop
from reportedly.model.party import Kind as Kind
from reportedly.model.party import Party as Party
from reportedly.model.party import Stance as Stance
from reportedly.model.report import Report as Report
from reportedly.model.sentences import sentences as sentences
from reportedly.model.span import Span as Span
from reportedly.model.span import Spans as Spans
from reportedly.model.values import Figure as Figure
from reportedly.model.values import Location as Location
from reportedly.model.values import Place as Place
from reportedly.model.values import When as When
