"""Faults of the answer files."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from samples.documents.docx import render_nil_docx
from samples.documents.files import STUB
from samples.faults.actions import always, breaks_off, fails, first, is_file, redirects, sends
from samples.faults.names import Fault
from samples.replies.http import Reply, Request, error_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX

if TYPE_CHECKING:
    from samples.faults.actions import Answer, Around
    from samples.site import Site


def _file_status(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    return error_reply(int(amount), request) if is_file(request) else answer(request)


def _too_large(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    if not is_file(request):
        return answer(request)
    return Reply(200, b"%PDF" + bytes(int(amount * 1e6)), "application/pdf")


def _file_hang_up(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    number = re.search(r"/A[SU](\d+)[^/]*$", request.path)
    dead = is_file(request) and number and int(number[1]) % amount == 0
    return dataclasses.replace(answer(request), status=0) if dead else answer(request)


def _older_prefix(path: str) -> str:
    return path.replace(FILES_PREFIX, OLDER_PREFIX)


def _on_site(_site: Site, request: Request, answer: Answer, _amount: float) -> Reply:
    moved = request.path.startswith(FILES_PREFIX)
    return redirects(_older_prefix)(request, answer) if moved else answer(request)


FILE_FAULTS: dict[Fault, Around] = {
    Fault.FILE_STATUS: _file_status,
    Fault.FILE_500: first(Fault.FILE_500, is_file, fails(500)),
    Fault.FILE_HANG_UP: _file_hang_up,
    Fault.FILE_CUT_SHORT: first(Fault.FILE_CUT_SHORT, is_file, breaks_off),
    Fault.FILE_STUB: first(Fault.FILE_STUB, is_file, sends(lambda _: STUB)),
    Fault.FILE_TRUNCATED: first(
        Fault.FILE_TRUNCATED, is_file, sends(lambda body: body[: len(body) * 2 // 3])
    ),
    Fault.FILE_WORD: first(Fault.FILE_WORD, is_file, sends(lambda _: render_nil_docx())),
    Fault.FILE_ARCHIVE: first(Fault.FILE_ARCHIVE, is_file, sends(lambda _: b"Rar!" + bytes(1000))),
    Fault.FILE_TOO_LARGE: _too_large,
    Fault.REDIRECT_ON_SITE: _on_site,
    Fault.REDIRECT_ELSEWHERE: always(is_file, redirects(lambda path: f"http://127.0.0.1:9{path}")),
    Fault.REDIRECT_INSIDE: always(is_file, redirects(lambda path: f"http://169.254.169.254{path}")),
    Fault.REDIRECT_TO_DISK: always(is_file, redirects(lambda _path: "file:///etc/hostname")),
    Fault.REDIRECT_LOOP: always(is_file, redirects(lambda path: path)),
}
