"""What a drawing in a book may be made of: names of elements and attributes (SVG 1.1, 2nd ed.).

Left out is all that moves, runs, fetches, filters or holds another language. Filters are harmless
to readers, and can cost a program that draws them any amount of time.
"""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_CORE = frozenset(("id", "class", "transform", "style"))
_SHAPE = _CORE | {"pathLength"}
_GRADIENT = _CORE - {"transform"} | {
    *("gradientUnits", "gradientTransform", "spreadMethod", "href"),
}
_WORDS = _CORE | {"x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"}

ATTRIBUTES: dict[str, frozenset[str]] = {
    "svg": frozenset(("id", "class", "style", "viewBox", "preserveAspectRatio", "version"))
    | {"x", "y", "width", "height"},
    "g": _CORE,
    "defs": _CORE,
    "symbol": _CORE - {"transform"} | {"viewBox", "preserveAspectRatio"},
    "use": _CORE | {"x", "y", "width", "height", "href"},
    "title": frozenset(("id", "class")),
    "desc": frozenset(("id", "class")),
    "path": _SHAPE - {"pathLength"} | {"d", "pathLength"},
    "rect": _CORE | {"x", "y", "width", "height", "rx", "ry"},
    "circle": _CORE | {"cx", "cy", "r"},
    "ellipse": _CORE | {"cx", "cy", "rx", "ry"},
    "line": _CORE | {"x1", "y1", "x2", "y2"},
    "polyline": _CORE | {"points"},
    "polygon": _CORE | {"points"},
    "text": _WORDS,
    "tspan": _WORDS - {"transform"},
    "linearGradient": _GRADIENT | {"x1", "y1", "x2", "y2"},
    "radialGradient": _GRADIENT | {"cx", "cy", "r", "fx", "fy"},
    "stop": frozenset(("id", "class", "style", "offset")),
    "clipPath": _CORE | {"clipPathUnits"},
    "mask": _CORE - {"transform"} | {"maskUnits", "maskContentUnits", "x", "y", "width", "height"},
    "pattern": _CORE - {"transform"}
    | {"patternUnits", "patternContentUnits", "patternTransform", "viewBox"}
    | {"preserveAspectRatio", "x", "y", "width", "height", "href"},
    "marker": _CORE - {"transform"}
    | {"viewBox", "preserveAspectRatio", "refX", "refY", "markerUnits", "markerWidth"}
    | {"markerHeight", "orient"},
}
"""For each element that a drawing may have, the attributes of its own."""

PRESENTATION = frozenset(
    "clip-path clip-rule color color-interpolation display fill fill-opacity fill-rule font-family "
    "font-size font-stretch font-style font-variant font-weight letter-spacing marker marker-end "
    "marker-mid marker-start mask opacity overflow shape-rendering stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-opacity stroke-width text-anchor text-decoration text-rendering visibility "
    "word-spacing dominant-baseline baseline-shift writing-mode".split()
)
"""Properties that may stand as attributes, in a style attribute and in rules."""

PLAIN = frozenset(("title", "desc"))
"""Elements that are words alone, without properties."""
