"""Report to attributions: windows, the tagger, linking of spans, nesting.

Pure: no store, no network, no clock; the model that scores is passed in.
"""

from reportedly.extract.extraction import extract as extract
from reportedly.extract.extraction import extract_many as extract_many
from reportedly.extract.tagger import WEIGHTS as WEIGHTS
from reportedly.extract.tagger import Tagger as Tagger
from reportedly.extract.tagger import load_tagger as load_tagger
