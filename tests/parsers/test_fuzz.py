"""Damaged files: always a layer or a cause, and no hang or crash."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from parsers.extract import read_text_layer
from parsers.layer import encode_layer
from parsers.pdf import ocr, pdfplumber_fallback, reader
from parsers.vocabulary import Unreadable
from parsers.worker_pool import JobFailure, map_unordered
from tests.parsers.pdf.annotated import annotated
from tests.parsers.printing import printed, ruled
from tests.parsers.tables.table_pdfs import tables_of
from tests.parsers.word.test_doc_visibility import doc_of_runs
from tests.parsers.word.test_docx_and_doc import NUMBERS, cell, doc_of, docx_of, p, table
from tests.parsers.word.test_docx_visibility import NOTES, PLAIN, para, run
from tests.parsers.word.test_rtf import row, rtf

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.pdf.page_content import PageContent

CELLS = [["S.No.", "State", "2023"], ["1", "Goa", "5"], ["2", "Bihar", "7"], ["", "Total", "12"]]
HTML = "<html><body><p>LOK SABHA</p><table><tr><td>State<td>2023<tr><td>Goa<td>5</table></body></html>"
PLACE = b"/F 4/Rect[70 600 300 616]"
ANNOTATIONS = (
    b"/Subtype/FreeText/DA(/F1 10 Tf)/Contents(45 lakh)" + PLACE,
    b"/Subtype/FreeText/Contents(45)/AP<</N %d>>" + PLACE + b"stream:BT /F1 10 Tf 2 5 Td (45 lakh) Tj ET",
    b"/Subtype/Widget/FT/Tx/T(stock)/DA(/Helv 10 Tf 0 g)/V(99)" + PLACE,
    b"/Subtype/StrikeOut/C[1 0 0]/QuadPoints[60 780 300 780 60 760 300 760]" + PLACE,
    b"/Subtype/Square/IC[1 1 1]/AP<</N %d>>" + PLACE + b"stream:1 1 1 rg 0 0 300 16 re f",
)
SEEDS = {
    "pdf": printed("LOK SABHA", ruled(CELLS)),
    "annotated": annotated(printed("LOK SABHA", ruled(CELLS)), *ANNOTATIONS, acro_form=True),
    "docx": docx_of(p("LOK SABHA") + table(*("".join(cell(text) for text in row) for row in CELLS))),
    "doc": doc_of("LOK SABHA\r" + "".join("".join(f"{c}\x07" for c in row) + "\x07" for row in CELLS)),
    "html": HTML.encode(),
    "rtf": rtf(r"LOK SABHA\par " + "".join(row(cells) for cells in CELLS)),
}
WORD = docx_of(
    para(run("LOK SABHA"), run("no", "<w:vanish/>"), '<w:r><w:footnoteReference w:id="5"/></w:r>')
    + table(*("".join(map(cell, cells)) for cells in CELLS)),
    styles=PLAIN,
    footnotes=NOTES,
    numbering=NUMBERS,
)
RUNS = doc_of_runs([("kept", b""), (" gone", b"\x3c\x08\1"), (" struck.\r", b"\x30\x4a\3\0")], "\x02 Note.\r")

KINDS = ("flip", "cut", "drop", "double", "swap", "fill")


def damaged(data: bytes, seed: int) -> bytes:
    """The bytes with a few random changes; the same ones for the same seed."""
    dice = random.Random(seed)
    injured = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(max(1, len(injured)))
        size = min(len(injured) - at, dice.choice([1, 1, 2, 4, 16, 64, 512]))
        piece = injured[at : at + size]
        match dice.choice(KINDS):
            case "flip":
                injured[at : at + size] = bytes(byte ^ dice.randrange(256) for byte in piece)
            case "cut" if dice.random() < 0.2:
                del injured[at:]
            case "drop":
                del injured[at : at + size]
            case "double":
                injured[at:at] = piece
            case "swap":
                other = dice.randrange(max(1, len(injured)))
                injured[other : other + size] = piece
            case "fill":
                injured[at : at + size] = bytes([dice.choice([0, 255, 48])]) * size
    return bytes(injured)


def read(data: bytes) -> str:
    """The cause, else the media type that the file still has; finding tables must not fail either."""
    layer = read_text_layer(data, seconds=20.0)
    assert encode_layer(layer)
    assert bool(layer.pages) != bool(layer.cause)
    tables_of(layer)
    return layer.cause or layer.media_type.name


def read_damaged(job: tuple[str, bytes, int]) -> str:
    """A job for a worker; one in ten may use pdfplumber, which takes a second to start."""
    reader.read_fallback_pages = skip_fallback if job[2] % 10 else pdfplumber_fallback.read_fallback_pages
    return read(damaged(job[1], job[2]))


def skip_fallback(*_: object, **__: object) -> dict[int, PageContent]:
    """No pages from pdfplumber."""
    return {}


@pytest.mark.parametrize("kind", list(SEEDS))
def test_damaged_files_have_a_layer_or_a_cause(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    monkeypatch.setattr(reader, "read_fallback_pages", skip_fallback)
    found = Counter(read(damaged(SEEDS[kind], seed)) for seed in range(500))
    assert set(found) <= {*Unreadable, *(kind.upper() for kind in SEEDS)}
    assert found["PDF" if kind == "annotated" else kind.upper()] > 5
    assert sum(found.values()) == 500


def test_damaged_files_read_with_the_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = Counter(read(damaged(SEEDS["pdf"], seed)) for seed in range(10, 20))
    assert set(found) <= {*Unreadable, "PDF"}


def test_damaged_xml_in_an_intact_zip() -> None:
    body = (p("LOK SABHA") + table(*("".join(cell(text) for text in row) for row in CELLS))).encode()
    found = Counter(read(docx_of(damaged(body, seed).decode("utf-8", "replace"))) for seed in range(300))
    assert set(found) == {"DOCX", "damaged"}


def repacked(data: bytes, name: str, seed: int) -> bytes:
    """A .docx in which one part is damaged and the zip is intact."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for part in source.namelist():
            xml = source.read(part)
            package.writestr(part, mutated(xml, seed) if part == name else xml)
    return target.getvalue()


def mutated(xml: bytes, seed: int) -> bytes:
    """XML that is still well formed, with elements and values moved, doubled, renamed or lost."""
    dice = random.Random(seed)
    root = etree.fromstring(xml)
    for _ in range(dice.randint(1, 6)):
        nodes = list(root.iter())
        node, other = dice.choice(nodes), dice.choice(nodes)
        match dice.choice(("drop", "double", "rename", "value", "move")):
            case "drop" if node.getparent() is not None:
                node.getparent().remove(node)
            case "double" if node.getparent() is not None:
                node.getparent().append(deepcopy(node))
            case "rename":
                node.tag = other.tag
            case "value":
                for key in node.attrib:
                    node.set(key, dice.choice(["", "-1", "99999999", "x" * 50, "0"]))
            case "move" if other not in node.iterancestors() and node not in other.iterancestors():
                if other is not node and node.getparent() is not None:
                    other.append(node)
    return etree.tostring(root)


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "footnotes"])
def test_well_formed_xml_with_other_elements_is_read(part: str) -> None:
    found = Counter(read(repacked(WORD, f"word/{part}.xml", seed)) for seed in range(200))
    assert found == {"DOCX": 200}


def test_damaged_properties_of_characters() -> None:
    found = Counter(read(damaged(RUNS, seed)) for seed in range(500))
    assert set(found) <= {*Unreadable, "DOC"}
    assert found["DOC"] > 100


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_damaged_real_documents(shared: Path) -> None:
    folders = [shared / "corpus" / name for name in ("answers", "lookalikes", "word")]
    paths = sorted(path for folder in folders for path in folder.iterdir() if path.stat().st_size < 150_000)
    jobs = [
        (path.name, path.read_bytes(), seed) for seed, path in enumerate(paths * (2000 // len(paths) + 1))
    ]
    found = list(map_unordered(read_damaged, jobs, workers=2, seconds=60.0, memory_mb=1024))
    lost = [(job[0], job[2], result) for job, result in found if isinstance(result, JobFailure)]
    assert (len(found), lost) == (len(jobs), [])
