"""Adds annotations to PDF files that the tests draw."""

from __future__ import annotations

import re


def annotated(data: bytes, *annotations: bytes, acro_form: bool = False) -> bytes:
    """The one-page file with annotations, each a dictionary without its brackets, in an incremental update.

    `%d` in an annotation is replaced by the number of an appearance stream that follows after `stream:`.
    """
    root = re.search(rb"/Root (\d+) 0 R", data)
    page = re.search(rb"(\d+) 0 obj\s*<<\s*(/Contents.*?)>>\s*endobj", data, re.DOTALL)
    catalog = re.search(rb"(\d+) 0 obj\s*<<(.{0,200}?/Type /Catalog\s*)>>", data, re.DOTALL)
    size = re.search(rb"/Size (\d+)", data)
    assert root
    assert page
    assert catalog
    assert size
    number = int(size[1])
    objects: dict[int, bytes] = {}
    references = []
    for annotation in annotations:
        entries, _, stream = annotation.partition(b"stream:")
        if stream:
            head = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 16]/Length %d/Resources<</Font<</F1 %s>>>>>>"
            objects[number] = head % (len(stream), FONT) + b"stream\n" + stream + b"\nendstream"
            entries = entries.replace(b"%d", b"%d 0 R" % number)
            number += 1
        objects[number] = b"<</Type/Annot%s>>" % entries
        references.append(b"%d 0 R" % number)
        number += 1
    listed = b" ".join(references)
    objects[int(page[1])] = b"<<%s/Annots[%s]>>" % (page[2], listed)
    if acro_form:
        fields = b"/AcroForm<</Fields[%s]/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv %s>>>>>>" % (listed, FONT)
        objects[int(catalog[1])] = b"<<%s%s>>" % (catalog[2], fields)
    return _updated(data, objects, root[1])


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def _updated(data: bytes, objects: dict[int, bytes], root: bytes) -> bytes:
    before = data.rindex(b"startxref")
    previous = int(data[before:].split()[1])
    body, table = data, b"xref\n"
    for number, text in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    trailer = b"trailer\n<</Size %d/Root %s 0 R/Prev %d>>\n" % (max(objects) + 1, root, previous)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)
