"""Rules that recognise the unit, the source and the notes of a table."""

from __future__ import annotations

from parsers.text.rules import rule

UNIT = (
    rule(
        "unit",
        r"^[(\[].{0,40}\b(?:crores?|cr|lakhs?|thousands?|tonnes?|mt|hectares?|mw|nos|numbers)\b.{0,10}[)\]]$",
        "(Rs. in Crore)",
        "(₹ in lakh)",
        "[Figures in thousand tonnes]",
        "(Amount in Rs. crore)",
    ),
    rule(
        "unit",
        r"^[(\[]?(?:(?:figures?|value|amount|qty|quantity|area|rs\.?|₹|inr|us\s?\$)\s+in\b|in\s+(?:rs|₹|numbers?|mt|lakhs?"
        r"|crores?)\b|units?\s*[:–-]).{0,30}$",
        "Rs. in crore",
        "Unit: Million Tonne",
        "(Value in US$ Million)",
        "(In MT)",
    ),
    rule("day", r"^[(\[]\s*(?:as\s+on|upto|up\s+to|till)\b[^()]{4,30}[)\]]$", "(as on 31.03.2025)"),
    rule(
        "table's number",
        r"^table\s*[-–—.]?\s*(?:\d{1,2}|[IVX]{1,4}|[A-H])\b[^.;]{0,90}$",
        "Table-1: State-wise production",
    ),
)
SOURCE = (
    rule(
        "source",
        r"^\W*(?:source|note|legends?|n\.?\s?b\.?|स्रोत|स्त्रोत)\s*[:–-]",
        "Source: NCRB",
        "*Note:- Provisional",
        "Legend: Yes – Under implementation",
    ),
    rule(
        "mark",
        r"^(?:[*#@^$]+\s*(?=[A-Z])|\(?[PRE]\)\s*[:–=-])[^.;]{3,80}\.?$",
        "* Provisional figures",
        "# Data up to June 2025",
        "(P): Provisional",
    ),
    rule(
        "quoted or raised mark",
        r"^(?:[‘’'“\"][*#@^$+†‡]{1,3}[’'”\"]|[¹²³⁰⁴-⁹]{1,2})\W{0,3}[A-Z]",
        "‘*’ Data of erstwhile JAMMU & KASHMIR State",
        "¹ Provisional.",
    ),
    rule(
        "abbreviation",
        r"^\W*(?:N\.?A\.?|N\.?R\.?|[PR]|[RB]E|-)\s*\)?\s*[=:–-]\s*[A-Z][^.;]{3,60}\.?$",
        "NR = Not reported",
        "NA: Not available",
        "( - ) – No action reported.",
    ),
    rule(
        "source in words",
        r"^\W*(?:as\s+per|based\s+on)\s+(?:the\s+)?(?:data|information|reports?)\b[^.:;]{4,70}\.?\W*$",
        "As per data provided by states/UTs",
        "(As per data of NCRB)",
    ),
    rule("source", r"^[(\[](?:as\s+per|based\s+on)\b[^()]{4,70}[)\]]$", "(As per NCRB)"),
)

NOT_CAPTION = (
    rule(
        "unit",
        r"^\W*(?:rs\.?|₹|rupees|figures?|amount|unit|in)\b[^()]{0,30}\W*$",
        "(Rs. in crore)",
        "Figures in %age",
    ),
    rule("closing", r"^[\W_]+$", "*****"),
    rule("aside", r"^\(.*\)$", "(Study awarded – May, 2006)"),
)
"""Lines that may be printed between a caption and its table."""
