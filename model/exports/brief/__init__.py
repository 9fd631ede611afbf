"""The brief: one page for a board or a legislator, in Word and in PDF.

brief = brief_of(file, scenarios, BriefTerms(audience="legislator"))
Path("brief.pdf").write_bytes(as_pdf(brief))
"""

from model.exports.brief.making import brief_of
from model.exports.brief.parts import AUDIENCES, PAPERS, Brief, BriefTerms, Picture, Table
from model.exports.brief.pdf import as_pdf
from model.exports.brief.word import as_word

__all__ = ["AUDIENCES", "PAPERS", "Brief", "BriefTerms", "Picture", "Table", "as_pdf", "as_word", "brief_of"]
