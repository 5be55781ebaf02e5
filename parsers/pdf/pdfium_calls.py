"""pdfium's functions that are called for each character or drawing, with pointers as plain integers.

pypdfium2 declares them with pointer objects; ctypes creates one per call, which takes longer than pdfium's
own work. A null pointer is None.
"""

from __future__ import annotations

import ctypes
from ctypes import c_double, c_int, c_uint, c_ulong, c_void_p
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

if TYPE_CHECKING:
    from collections.abc import Callable


def address(pointer: Any) -> int | None:
    """The address that a pypdfium2 pointer holds."""
    return ctypes.cast(pointer, c_void_p).value


def _direct(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address(function))  # type: ignore[arg-type]


read_box = _direct(pdfium_c.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
read_ink = _direct(pdfium_c.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
read_origin = _direct(pdfium_c.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
read_matrix = _direct(pdfium_c.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
font_size = _direct(pdfium_c.FPDFText_GetFontSize, c_double, c_void_p, c_int)
unicode_of = _direct(pdfium_c.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
text_object = _direct(pdfium_c.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
render_mode = _direct(pdfium_c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
font_of = _direct(pdfium_c.FPDFTextObj_GetFont, c_void_p, c_void_p)
read_font_name = _direct(pdfium_c.FPDFFont_GetBaseFontName, c_ulong, c_void_p, c_void_p, c_ulong)
read_glyph_width = _direct(pdfium_c.FPDFFont_GetGlyphWidth, c_int, c_void_p, c_uint, ctypes.c_float, c_void_p)

set_active = _direct(pdfium_c.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
page_object = _direct(pdfium_c.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_object = _direct(pdfium_c.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
count_form_objects = _direct(pdfium_c.FPDFFormObj_CountObjects, c_int, c_void_p)
object_type = _direct(pdfium_c.FPDFPageObj_GetType, c_int, c_void_p)
read_bounds = _direct(pdfium_c.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
read_object_matrix = _direct(pdfium_c.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
read_draw_mode = _direct(pdfium_c.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
read_fill_colour = _direct(pdfium_c.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
count_segments = _direct(pdfium_c.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = _direct(pdfium_c.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_type = _direct(pdfium_c.FPDFPathSegment_GetType, c_int, c_void_p)
read_point = _direct(pdfium_c.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
read_stroke_colour = _direct(pdfium_c.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *[c_void_p] * 4)
read_stroke_width = _direct(pdfium_c.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
has_transparency = _direct(pdfium_c.FPDFPageObj_HasTransparency, c_int, c_void_p)
set_active = _direct(pdfium_c.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
clip_path = _direct(pdfium_c.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
count_clip_paths = _direct(pdfium_c.FPDFClipPath_CountPaths, c_int, c_void_p)
count_clip_segments = _direct(pdfium_c.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
clip_segment = _direct(pdfium_c.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
count_marks = _direct(pdfium_c.FPDFPageObj_CountMarks, c_int, c_void_p)
object_mark = _direct(pdfium_c.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
read_mark_name = _direct(pdfium_c.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)
closes = _direct(pdfium_c.FPDFPathSegment_GetClose, c_int, c_void_p)
