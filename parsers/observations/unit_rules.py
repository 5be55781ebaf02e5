"""Words for units, powers of ten and money, each with examples."""

from __future__ import annotations

from parsers.text.rules import rule

SCALES = (
    (12, r"lakh\s+crores?|trillions?|लाख\s+करोड़"),
    (9, r"billions?|bn"),
    (7, r"crores?|crs?|करोड़|करोड"),
    (6, r"millions?|mn"),
    (5, r"lakhs?|lacs?|लाख"),
    (3, r"thousands?|(?<!\d)['’‘]?\s?000s?|हजार"),
    (2, r"hundreds?"),
)
"""Power of ten and the words for it; the first that matches counts."""
SCALE_TEXT = "|".join(f"(?:{words})" for _, words in SCALES)

RUPEES_TEXT = r"(?:rs\b\.?|rupees?\b|inr\b|₹|`|रु\b\.?|रू\b\.?|रु\.|रू\.|रुपये|रुपए)"
RATES = (
    rule("ratio", r"[(\[]\s*(?:in\s+)?ratio\s*[)\]]|\bin\s+ratio\b", "Student teacher (ratio)"),
    rule("per_100000", r"(?:per|/)\s*(?:1\s+|one\s+)?(?:lakh|lac|1,?00,?000)\b", "per 100000 women"),
    rule("per_million", r"\bper\s+(?:one\s+)?(?:million|1,?000,?000|10\s+lakh)\b", "per million"),
    rule("per_1000", r"(?:per|/)\s*(?:1\s?,?000|thousand)\b", "Rate per 1000 individual", "per thousand"),
    rule("percent", r"%|\bper\s?cent(?:age)?s?\b|\bpercentages?\b|\bpct\b|प्रतिशत", "in %age", "Percentage"),
)  # fmt: skip
PRICES = (
    rule(
        "INR_per_quintal",
        rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:quintals?|qtls?)\b",
        "(Rs per quintal)",
        "Rs./qtl",
    ),
    rule("INR_per_kg", rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:kgs?|kilograms?)\b", "Rs./kg"),
    rule("INR_per_tonne", rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:tonnes?|tons?|mt)\b", "Rs. per tonne"),
    rule("INR_per_litre", rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:litres?|ltrs?)\b", "Rs per litre"),
    rule("INR_per_hectare", rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:hectares?|ha)\b", "Rs/ha"),
    rule("INR_per_kWh", rf"{RUPEES_TEXT}\s*(?:per|/)\s*(?:kwh|units?)\b", "Rs./kWh"),
    rule("INR_per_day", rf"{RUPEES_TEXT}\s*(?:per|/)\s*days?\b", "Rs. per day"),
)
MONEY = (
    rule("USD", r"\bUS\s?\$|\bUSD\b|\bUS\s+dollars?\b", "(Value in US$ Million)"),
    rule("INR", rf"(?<![^\W\d_]){RUPEES_TEXT}", "(Rs. in lakhs)", "₹ crore", "(in rupees lakh)"),
)
QUANTITIES = (
    rule("sq_km", r"\bsq(?:uare|\.)?\s*(?:kms?|kilometres?)\b", "Area in sq. km"),
    rule("cubic_metre", r"\b(?:cubic\s+met(?:re|er)s?|cu\.?\s?m|bcm|mcm)\b", "in BCM"),
    rule("kg", r"\b(?:kgs?|kilograms?)\b", "Kgs."),
    rule("quintal", r"\b(?:quintals?|qtls?)\b", "in quintals"),
    rule(
        "tonne",
        r"\b(?:(?:metric\s+)?tonnes?|metric\s+tons?|tons?|l?mts?|mmts?|mtpa)\b",
        "in LMT",
        "lakh tonnes",
    ),
    rule("litre", r"\b(?:lit(?:re|er)s?|ltrs?)\b", "Ltrs."),
    rule("km", r"\b(?:kms?|kilomet(?:re|er)s?)\b", "Length in km"),
    rule("metre", r"\b(?:met(?:re|er)s?|mtrs?)\b", "in metres"),
    rule("hectare", r"\b(?:hectares?|ha)\b", "lakh ha"),
    rule("acre", r"\bacres?\b", "in acres"),
    rule("MW", r"\b(?:mw|gw|megawatts?|gigawatts?)\b", "Capacity (MW)"),
    rule("kWh", r"\b(?:kwh|mus?|bus?|million\s+units)\b", "in MU"),
    rule("day", r"\bdays\b", "in days"),
    rule("year", r"\byears\b", "in years"),
)
"""Units of quantities; taken only where the text is a statement of a unit."""
BUILT_IN_SCALES = (
    rule("6", r"\b(?:mmts?|mus?|million\s+units|mcm)\b", "MMT", "MU"),
    rule("9", r"\b(?:bus?|bcm)\b", "BCM"),
    rule("5", r"\blmts?\b", "LMT"),
    rule("3", r"\b(?:gw|gigawatts?)\b", "GW"),
)
COUNTS = rule(
    "count", r"\b(?:nos?\b\.?|numbers?\b|संख्या)|^\W*#|^\W*(?:count|cases|incidence)\b", "No. of beds", "Nos."
)  # fmt: skip
BARE_COUNT = rule("count", r"^\W*(?:in\s+)?(?:nos?\b\.?|numbers?)\W*$", "Nos.", "(in numbers)")
MONEY_WORD = rule(
    "money",
    r"\b(?:funds?|amounts?|costs?|releas\w*|rel\b|expenditures?|exp\b|expdr|allocat\w*|alloc?\b|alo\b|budget\w*|outlay|"
    r"revenues?|loans?|subsid\w*|price|msp|grants?|b\.?e\b|r\.?e\b|utili[sz]\w*|premium|claims?|investment|income|profit|"
    r"loss|turnover|tax|share\s+released|assistance|disburs\w*|arrears|dues|payments?|fee|spent|"
    r"value|deposits?|npa|credit|expenses)\b|राशि|निधि|व्यय|आवंट|निर्मुक्त|बजट",
    "Central Share released",
    "ALO.",
    "Sanctioned Cost of works",
)
"""Words with which lakh and crore scale rupees."""
MONEY_TITLE = rule(
    "money",
    r"\b(?:funds?|amounts?|costs?|expenditures?|allocat\w*|budget\w*|outlay|loans?|subsid\w*|grants?|assistance|crores?)\b",
    "Details of amount allocated",
)
"""Titles of tables of money; `released` alone may be said of a report."""
_COUNTED = (
    "beneficiar|person|people|student|farmer|women|worker|household|famil|district|block|village|state|ut|project|work|"
    "scheme|house|home|hospital|college|school|institut|cent(?:re|er)|bank|branch|account|case|item|vehicle|bus|station|"
    "plant|mill|factor|member|post|bed|seat|proposal|application|claim"
)
COUNTED = rule(
    "counted",
    rf"\bphysical\b|\b(?:{_COUNTED})\w{{0,4}}\W*(?:\((?!\W*rs)[^()]*\))?\W*$",
    "Physical",
    "Beneficiaries",
    "Banks",
)
"""Headings of columns that count things: a unit printed over the table does not hold for them."""
STATEMENT = (
    rule(
        "brackets",
        rf"[(\[]\s*(?:(?:all\s+)?(?:figures?|amounts?|value|area|qty|quantity|production|units?|unit|fig)\b[^()\[\]]{{0,12}}"
        rf"|approx\w*\.?\s+|in\s+|fig\s+)*\s*(?:{RUPEES_TEXT}|US|\$|%|per\b|percent|nos?\b|numbers?\b|{SCALE_TEXT}|kgs?\b|"
        r"kilograms?|quintals?|qtls?|tonnes?|tons?|metric|l?mts?\b|mmts?\b|lit|ltrs?|kms?\b|sq|met|mtrs?|hectares?|ha\b|"
        r"acres?|m[wu]s?\b|gw\b|kwh|bcm|days|years|cubic|rate\s+per|bus?\b)[^()\[\]]{0,40}[)\]]",
        "(Rs. in Crore)",
        "[Figures in thousand tonnes]",
        "(Amount in Rs. crore)",
        "(per 1 lakh population)",
        "(Qty in MT)",
    ),
    rule(
        "figures in",
        r"\b(?:figures?|amounts?|value|qty|quantity|area|unit)s?\s*(?:is\s+|are\s+)?(?:in\b|[:–-])\s*.{1,30}",
        "Figures in %age",
        "Amount in Rs. crore",
    ),
    rule(
        "rupees in", rf"{RUPEES_TEXT}\s*(?:in\s+)?(?:{SCALE_TEXT})", "Rs. in lakh", "₹ crore"
    ),
    rule(
        "in",
        rf"\bin\s+(?:{RUPEES_TEXT}|{SCALE_TEXT}|%|per\s?cent|l?mts?\b|mmts?\b|tonnes?|kgs?\b|ha\b|hectares|mw\b|mu\b|kms?\b|litres)"
        r"[^;,()]{0,20}",
        "in lakh tonnes",
    ),
    rule("rate", r"\brates?\s+(?:of\s+[\w\s]{1,30})?\(?per\s+.{1,20}", "Rate per 1000 individual"),
)  # fmt: skip
"""Parts of a text that state a unit, not merely contain its word."""
