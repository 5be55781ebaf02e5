"""One-page PDFs written without a library, fast enough for thousands."""

from __future__ import annotations

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"


def render_lines(lines: tuple[str, ...], file_bytes: int = 0) -> bytes:
    r"""An A4 page with the lines, padded to at least `file_bytes` bytes by a comment.

    >>> data = render_lines(("LOK SABHA",), 900)
    >>> data[:8], data[-6:], len(data)
    (b'%PDF-1.4', b'%%EOF\n', 900)
    """
    body = b" Tj T* ".join(b"(%s)" % _escaped(line) for line in lines)
    content = b"BT /F1 12 Tf 16 TL 62 780 Td %s Tj ET" % body
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    objects = (_CATALOG, _PAGES, _PAGE, stream, _FONT)
    lean = _assemble(objects, b"")
    missing = file_bytes - len(lean)
    return _assemble(objects, b"%" + b" " * (missing - 2) + b"\n") if missing > 1 else lean


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(objects: tuple[bytes, ...], filling: bytes) -> bytes:
    """The file; offsets always have ten digits, so padding does not change other lengths."""
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    data += filling
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%010d\n%%%%EOF\n" % (size, len(data))
    return data + head + table + tail
