"""The brief: one page for a board or a legislator, in Word and in PDF.

brief = brief_of(file, scenarios, BriefTerms(audience="legislator"))
Path("brief.pdf").write_bytes(as_pdf(brief))
"""

from model.exports.brief.making import brief_of, sentence_of
from model.exports.brief.parts import AUDIENCES, PAPERS, Audience, Brief, BriefTerms, Picture, Size, Table


def as_word(brief: Brief) -> bytes:
    """The page as a .docx file, set tightly enough to stay on one page."""
    from model.exports.brief import word  # what writes files is read in only when one is written

    return word.as_word(brief)


def as_pdf(brief: Brief) -> bytes:
    """The page as a PDF file, as roomy as fits on one page."""
    from model.exports.brief import pdf

    return pdf.as_pdf(brief)


__all__ = [
    "AUDIENCES",
    "PAPERS",
    "Audience",
    "Brief",
    "BriefTerms",
    "Picture",
    "Size",
    "Table",
    "as_pdf",
    "as_word",
    "brief_of",
    "sentence_of",
]
