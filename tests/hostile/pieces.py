"""Texts that try to bring something into the book, each small and with a name."""

from __future__ import annotations

_SCRIPT = "<script>alert(1)</script>"
_NEAR_SCRIPTS = "\n\n".join(
    (
        _SCRIPT,
        "<SCRIPT SRC=https://example.com/a.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<!-- --><script>alert(1)</script><!-- -->",
        "<?xml-stylesheet href='https://example.com/a.css'?>",
        "<!DOCTYPE html [<!ENTITY x 'y'>]>&x;",
        "`<script>alert(1)</script>`",
        "```html\n<script>alert(1)</script>\n```",
        "    <script>alert(1)</script>",
    )
)
_EVENTS = "\n\n".join(
    (
        "<p onclick='alert(1)'>A line.</p>",
        "<b onmouseover=alert(1)>A word</b>",
        "<em/onfocus=alert(1) autofocus>A word</em>",
        "<details ontoggle=alert(1) open>A word</details>",
        '[A word]{onclick="alert(1)"}',
        '[A word]{.x onclick="alert(1)" style="background:url(//example.com)"}',
        '::: {.letter onload="alert(1)"}\nA line.\n:::',
        '::: {.letter style="position:fixed"}\nA line.\n:::',
        '[A word]{lang="en\\" onclick=\\"alert(1)"}',
    )
)
_FRAMES = "\n\n".join(
    f"<{tag}>A word</{tag.split()[0]}>"
    for tag in (
        "iframe src='https://example.com'",
        "object data='a.swf'",
        "embed src='a.swf'",
        "form action='https://example.com'",
        "input name='a'",
        "button",
        "link rel='stylesheet' href='https://example.com/a.css'",
        "style",
        "base href='https://example.com/'",
        "meta http-equiv='refresh' content='0;url=https://example.com'",
        "template",
        "audio src='https://example.com/a.mp3' autoplay",
        "video src='https://example.com/a.mp4'",
        "noscript",
        "plaintext",
        "xmp",
    )
)
_TEMPLATES = "\n\n".join(
    (
        "{{ 7 * 7 }} {% for a in range(1000000000) %}x{% endfor %} {# remark #}",
        "${7*7} #{7*7} <%= 7*7 %> `rm -rf /` $(id)",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "%s%s%s%n {0.__class__} {:>1000000000}",
    )
)
_BIDI = (
    "\u202eA sentence that turns round.\u202c \u2066Another\u2069 one, \u200fand\u200e "
    "\u202aa third\u202b \u2067without its end.\n\n"
    "[\u202etxt.exe](https://example.com/\u202egnp.exe)\n\n"
    "\u202e# Not a heading\n\n::: letter\n\u202eDear you,\n:::\n"
)
_CHARACTERS = (
    "A\x01B\x02C\x0bD\x0cE\x1bF\x7fGH\u2028I\u2029J\ufeffK\u200bL\u2060M\ufffeN\uffffO\n\n"
    "\U000e0001\U000e0041tags \U0010ffff private \ue000 \ufdd0 "
    "Z" + "\u0335\u0336\u0489" * 300 + " combining\n\n"
    "[A word\x01](https://example.com/\x02)\n\n"
    "A note.^[With \x0b\x1f controls.]\n"
)
_IDS = "\n\n".join(
    (
        "## One {#same}",
        "A line.",
        "## Two {#Same}",
        "A line, and [a link](#same), and [another](#Same).",
        "## Three {#SAME}",
        "[A word]{#unit} [another]{#body} [a third]{#toc} [more]{#cover} [more]{#title}",
        "[odd]{#1st} [odd]{#a:b} [odd]{#é} [odd]{#\U0001f600} [odd]{#__proto__} [odd]{#-}",
        "::: {.letter #letter}\nDear you,\n:::",
    )
)
_RECURSIVE = (
    "A[^a] line[^b].\n\n[^a]: See [^b].\n\n[^b]: See [^a] and ^[an inner one ^[and one within]].\n"
)
_DIVS = "\n\n".join(
    (
        '::: {.messages me="<script>alert(1)</script>"}\n<b onclick=x>: <script>hi\n:::',
        "::: system\n<script>: </script>\n]]>: ]]>\n:::",
        "::: pov\n<script>alert(1)</script>\n:::",
        "::: dateline\n<img src=x onerror=alert(1)>\n:::",
        '::: {.epigraph only="print"}\nA line.\n:::',
        "| <script> | onclick=x |\n|---|---|\n| javascript:x | ]]> |",
    )
)

HARMLESS_PIECES: dict[str, str] = {
    "templates": _TEMPLATES,
    "bidi": _BIDI,
    "characters": _CHARACTERS,
    "entities": "&lol; &#0; &#x1F600; &#xFFFF; &#55296; &#1114112; &amp;lt;script&amp;gt; ]]> -->",
    "recursive-footnotes": _RECURSIVE,
    "remarks": "A <!-- remark --> and <!-- -- > <script>alert(1)</script> --> another.\n\n-->\n",
    "scripts": _NEAR_SCRIPTS,
    "events": _EVENTS,
    "frames": _FRAMES,
    "ids": _IDS,
    "divs": _DIVS,
    "javascript-in-html": "A line, <a href='javascript:alert(1)'>a word</a>, and no more.\n",
    "javascript-automatic": "A line, <javascript:alert(1)>, and no more.\n",
    "javascript-reference": "A [word] here.\n\n[word]: javascript:alert(1)\n",
}
"""Pieces that are words and marks at the worst: all of them stand in one book."""


def _link(address: str) -> str:
    return f"A line with [a word]({address}) and no more.\n"


REFUSED_PIECES: dict[str, str] = {
    "line-end-of-mainframes": "A\x85B\n",
    "language-of-a-div": "::: {.verse lang=\"' onclick='alert(1)\"}\nA line.\n:::\n",
    "language-of-words": '[A word]{lang="<script>"}\n',
    "name-of-a-div": '::: {.a-"><script>}\nA line.\n:::\n',
    "javascript": _link("javascript:alert(1)"),
    "javascript-in-capitals": _link("JaVaScRiPt:alert(1)"),
    "javascript-with-entities": _link("&#106;ava&#x73;cript&colon;alert(1)"),
    "javascript-with-tab": _link("<java\tscript:alert(1)>"),
    "javascript-with-control": _link("<\x01javascript:alert(1)>"),
    "javascript-encoded": _link("%6Aavascript:alert(1)"),
    "data": _link("data:text/html,<script>alert(1)</script>"),
    "data-in-capitals": _link("DATA:text/html;base64,PHNjcmlwdD4="),
    "vbscript": _link("vbscript:msgbox(1)"),
    "file": _link("file:///etc/passwd"),
    "blob": _link("blob:https://example.com/1"),
    "network-path": _link("//example.com/a"),
    "way-out": _link("../../../etc/passwd"),
    "absolute": _link("/etc/passwd"),
    "picture-on-the-web": "![A boat](https://example.com/a.png)\n",
    "picture-of-data": "![A boat](data:image/png;base64,iVBORw0KGgo=)\n",
    "picture-on-a-network-path": "![A boat](//example.com/a.png)\n",
    "picture-way-out": "![A boat](../../../../etc/passwd.png)\n",
    "picture-way-out-encoded": "![A boat](%2e%2e/%2e%2e/etc/passwd.png)\n",
    "picture-way-out-windows": "![A boat](..\\..\\etc\\passwd.png)\n",
    "picture-absolute": "![A boat](/etc/passwd)\n",
    "picture-on-a-drive": "![A boat](C:\\boat.png)\n",
    "picture-with-nul": "![A boat](a%00.png)\n",
    "picture-script": "![A boat](javascript:alert(1))\n",
}
"""Pieces that a book cannot have, each refused with the line in which it stands."""

SHEET = """\
@import url("https://example.com/a.css");
@import 'https://example.com/b.css' screen;
@font-face { font-family: F; src: url(https://example.com/f.woff2); }
p { background: url(https://example.com/a.png); color: #333; }
p { background: u\\72l(https://example.com/a.png); }
p { background-image: image-set("https://example.com/a.png" 1x); }
p { width: expression(alert(1)); behavior: url(a.htc); -moz-binding: url(a.xml#b); }
p { background: url("javascript:alert(1)"); list-style: url('data:image/svg+xml,<svg/>'); }
a::after { content: "</style><script>alert(1)</script>"; }
body { position: fixed; }
h1 { color: red
"""
"""An author's style sheet that fetches, runs, and does not end."""
