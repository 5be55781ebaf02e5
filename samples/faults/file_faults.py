"""Faults of the answer files."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from samples.documents.docx import render_nil_docx
from samples.documents.files import STUB
from samples.faults.actions import (
    is_file,
    on_each,
    on_first,
    send_changed_body,
    send_error,
    send_half,
    send_redirect,
)
from samples.faults.names import Fault
from samples.replies.http import Reply, Request, error_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX

if TYPE_CHECKING:
    from samples.faults.actions import ActiveFault, Handler, Middleware

_NOTICE = (
    b"<br />\n<b>Notice</b>:  Undefined index: source in <b>/var/www/file.php</b> on line <b>5</b><br />\n"
)


def _file_status(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    return error_reply(int(active.amount), request) if is_file(request) else call_next(request)


def _too_large(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    if not is_file(request):
        return call_next(request)
    return Reply(200, b"%PDF" + bytes(int(active.amount * 1e6)), "application/pdf")


def _file_hang_up(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    number = re.search(r"/A[SU](\d+)[^/]*$", request.path)
    dead = is_file(request) and number and int(number[1]) % active.amount == 0
    return dataclasses.replace(call_next(request), status=0) if dead else call_next(request)


def _older_prefix(path: str) -> str:
    return path.replace(FILES_PREFIX, OLDER_PREFIX)


def _on_site(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    moved = request.path.startswith(FILES_PREFIX)
    return send_redirect(_older_prefix)(request, call_next) if moved else call_next(request)


def _moved(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    """A moved file has `_moved` before its suffix: `AU1474_hYbJRR_moved.pdf`."""
    if request.is_list:
        reply = call_next(request)
        return dataclasses.replace(reply, body=re.sub(rb"(/A[SU][^/?]*)\.", rb"\1_moved.", reply.body))
    if not is_file(request):
        return call_next(request)
    if "_moved" not in request.path:
        return error_reply(500, request)
    return call_next(dataclasses.replace(request, path=request.path.replace("_moved", "")))


FILE_FAULTS: dict[Fault, Middleware] = {
    Fault.FILE_STATUS: _file_status,
    Fault.FILE_500: on_first(is_file, send_error(500)),
    Fault.FILE_HANG_UP: _file_hang_up,
    Fault.FILE_CUT_SHORT: on_first(is_file, send_half),
    Fault.FILE_STUB: on_first(is_file, send_changed_body(lambda _: STUB)),
    Fault.FILE_TRUNCATED: on_first(is_file, send_changed_body(lambda body: body[: len(body) * 2 // 3])),
    Fault.FILE_WORD: on_first(is_file, send_changed_body(lambda _: render_nil_docx())),
    Fault.FILE_ARCHIVE: on_first(is_file, send_changed_body(lambda _: b"Rar!" + bytes(1000))),
    Fault.FILE_TOO_LARGE: _too_large,
    Fault.FILE_NOTICE: on_first(is_file, send_changed_body(lambda body: _NOTICE + body)),
    Fault.FILE_LONG_NOTICE: on_each(is_file, send_changed_body(lambda body: _NOTICE * 40 + body)),
    Fault.FILE_PADDED: on_first(
        is_file, send_changed_body(lambda body: b"\xef\xbb\xbf" + body + b"<html>visitors: 7</html>")
    ),
    Fault.FILE_END_CUT: on_first(is_file, send_changed_body(lambda body: body.rstrip()[:-3])),
    Fault.FILES_MOVED: _moved,
    Fault.REDIRECT_ON_SITE: _on_site,
    Fault.REDIRECT_ELSEWHERE: on_each(is_file, send_redirect(lambda path: f"http://127.0.0.1:9{path}")),
    Fault.REDIRECT_INSIDE: on_each(is_file, send_redirect(lambda path: f"http://169.254.169.254{path}")),
    Fault.REDIRECT_TO_DISK: on_each(is_file, send_redirect(lambda _path: "file:///etc/hostname")),
    Fault.REDIRECT_LOOP: on_each(is_file, send_redirect(lambda path: path)),
}
