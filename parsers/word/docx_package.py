"""Opens a .docx, a zip of XML parts, and finds its parts."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W.strip("{}"),
    "http://purl.oclc.org/ooxml/officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
"""Namespaces of Strict OOXML (ISO/IEC 29500-1), which name the same elements, and the usual ones."""

MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
MAX_PARTS = 20_000
"""Members of the zip."""


@dataclass(frozen=True, slots=True)
class DocxPackage:
    """The parts of a .docx that hold its text; None for a part that is missing."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None


def open_package(data: bytes) -> DocxPackage:
    """The parts of a .docx; raises `UnreadableError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read_parts(package)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableError(Unreadable.DAMAGED, str(error)) from error
    except RuntimeError as error:  # zipfile raises it if a member has a password
        raise UnreadableError(Unreadable.ENCRYPTED, str(error)) from error


def _read_parts(package: zipfile.ZipFile) -> DocxPackage:
    names = set(package.namelist()[:MAX_PARTS])
    main = MAIN if MAIN in names else _main_part(package, names)
    document = parse_part(package, main) if main in names else None
    if document is None:
        raise UnreadableError(Unreadable.NOT_A_DOCUMENT, f"a zip without {MAIN}")
    folder = posixpath.dirname(main)
    others = [
        parse_part(package, name) if name in names else None
        for name in (f"{folder}/{part}.xml" for part in ("styles", "numbering", "footnotes", "endnotes"))
    ]
    return DocxPackage(document, *others)


def _main_part(package: zipfile.ZipFile, names: set[str]) -> str:
    """The name of the main part, which the package's relations give; "" if it is no Word document."""
    relations = parse_part(package, RELATIONS) if RELATIONS in names else None
    targets = [
        one.get("Target", "").lstrip("/")
        for one in (relations if relations is not None else [])
        if one.get("Type", "").endswith("/officeDocument")
    ]
    return next((target for target in targets if target.startswith("word/")), "")


def parse_part(package: zipfile.ZipFile, name: str) -> etree._Element:
    """One member of the zip as XML with the usual namespaces; raises `UnreadableError`."""
    with package.open(name) as member:
        xml = member.read(MAX_UNPACKED + 1)
    if len(xml) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{name} unpacks to more than {MAX_UNPACKED} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Unreadable.DAMAGED, f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Unreadable.DAMAGED, f"{name} declares a document type")
    if etree.QName(root).namespace in STRICT:
        _rename_strict(root)
    return root


def _rename_strict(root: etree._Element) -> None:
    """Give elements and attributes of Strict OOXML their usual names."""
    for node in root.iter(etree.Element):
        node.tag = _usual_name(str(node.tag))
        for name, value in node.attrib.items():
            usual = _usual_name(str(name))
            if usual != name:
                del node.attrib[name]
                node.set(usual, value)


def _usual_name(name: str) -> str:
    namespace, mark, local = name[1:].partition("}")
    return f"{{{STRICT[namespace]}}}{local}" if mark and namespace in STRICT else name


def on(element: etree._Element | None) -> bool:
    """Whether an on/off element is there and on: `<w:vanish/>`, not `<w:vanish w:val="0"/>`."""
    return element is not None and element.get(W + "val", "1").lower() not in {"0", "false", "off"}


def value_of(element: etree._Element | None) -> str:
    """The element's `w:val`, "" if either is missing."""
    return element.get(W + "val", "") if element is not None else ""
