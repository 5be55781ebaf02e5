from __future__ import annotations

import pytest

from spiders.causes import Cause
from spiders.site.links import file_identity, is_on_site, read_link
from tests.spiders.raw_rows import FILES, SITE


@pytest.mark.parametrize(
    ("link", "cause"),
    [
        (None, Cause.NULL_LINK),
        (" ", Cause.BLANK_LINK),
        (7, Cause.MALFORMED_LINK),
        ("annex/185/AU1.pdf", Cause.MALFORMED_LINK),
        (f"{FILES}/annex/185/", Cause.MALFORMED_LINK),
        (f"{FILES}/annex/185/AU1.exe", Cause.MALFORMED_LINK),
        ("https://sansad.in/getFile/Annexture_New/lsq16/2/as2.htm", Cause.MALFORMED_LINK),
        ("http://[::1/x/annex/185/AU1.pdf", Cause.MALFORMED_LINK),
        ("https://elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://notsansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in.elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in@elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://elsewhere.example\\.sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://user:secret@sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in:8443/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://127.0.0.1/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://169.254.169.254/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://[::1]/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://2130706433/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("file:///x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("ftp://sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("//sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in/x/annex/185/AU1.pdf", None),
        ("https://sansad.in:443/x/annex/185/AU1.pdf", None),
        ("http://sansad.in/x/annex/185/AU1.pdf", None),
        ("https://files.sansad.in/x/annex/185/AU1.pdf?source=x", None),
        (" https://SANSAD.in/x/annex/185/AU1.PDF ", None),
    ],
)
def test_causes_of_links(link: object, cause: Cause | None) -> None:
    assert read_link(link, SITE).cause is cause


def test_an_address_has_no_subdomains() -> None:
    assert is_on_site("http://127.0.0.1:80/x", "http://127.0.0.1")
    assert not is_on_site("http://evil.127.0.0.1/x", "http://127.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "https://sansad.in/getFile/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf?source=pqals",
        "https://sansad.in/getFile/lsapps/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf?source=lsapps",
        "https://sansad.in/getFile/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf",
    ],
)
def test_identity_of_a_file_with_different_urls(url: str) -> None:
    assert file_identity(url) == "annex/185/AU1474_x1Y2z3.pdf"
