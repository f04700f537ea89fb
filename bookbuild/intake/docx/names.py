"""The names of WordprocessingML that import looks for, as the parser spells them."""

from __future__ import annotations

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"

STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
"""The addresses that the strict form of the standard uses, and those of the usual form."""


def w(name: str) -> str:
    """Return a name of WordprocessingML as the parser spells it."""
    return _W + name


P, R, T, TAB, BR, CR = w("p"), w("r"), w("t"), w("tab"), w("br"), w("cr")
PPR, RPR, VAL, TYPE, ID = w("pPr"), w("rPr"), w("val"), w("type"), w("id")
TBL, TR, TC = w("tbl"), w("tr"), w("tc")
SYM, SYM_CHAR, SYM_FONT = w("sym"), w("char"), w("font")
NO_BREAK_HYPHEN, SOFT_HYPHEN, PTAB = w("noBreakHyphen"), w("softHyphen"), w("ptab")
FOOTNOTE_CALL, ENDNOTE_CALL = w("footnoteReference"), w("endnoteReference")
COMMENT_CALL = w("commentReference")
FIELD, FIELD_TYPE, FIELD_SIMPLE, INSTRUCTION = (
    w("fldChar"),
    w("fldCharType"),
    w("fldSimple"),
    w("instrText"),
)
INSTR = w("instr")
INSERTED, MOVED_TO, DELETED, MOVED_FROM = w("ins"), w("moveTo"), w("del"), w("moveFrom")
DELETED_TEXT = w("delText")
LINK = w("hyperlink")
RUBY, RUBY_BASE, RUBY_TEXT = w("ruby"), w("rubyBase"), w("rt")
DRAWING, PICT, OBJECT = w("drawing"), w("pict"), w("object")
BOX_TEXT = w("txbxContent")
SDT, SDT_CONTENT, GALLERY = w("sdt"), w("sdtContent"), w("docPartGallery")
R_FONTS, ASCII, H_ANSI = w("rFonts"), w("ascii"), w("hAnsi")
VANISH = w("vanish")
REL_ID, REL_EMBED, REL_LINK = _R + "id", _R + "embed", _R + "link"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
MATH_TEXT = _M + "t"
BLIP = _A + "blip"
DESCRIBED = _WP + "docPr"
VML_IMAGE = _V + "imagedata"
VML_SHAPE = _V + "shape"

TRANSPARENT = frozenset(
    (
        INSERTED,
        MOVED_TO,
        w("smartTag"),
        SDT,
        SDT_CONTENT,
        w("customXml"),
        w("dir"),
        w("bdo"),
        _M + "oMath",
        _M + "oMathPara",
    )
)
"""What stands around words without changing anything about them."""
GONE = frozenset((DELETED, MOVED_FROM))
"""What Word does not print once all changes are accepted."""
