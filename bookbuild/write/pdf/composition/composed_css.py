"""The style sheet of composed pages, apart from all that composes them."""

from __future__ import annotations

COMPOSED_CSS = """
.page { break-after: page; }
.page p.set { margin: 0; padding: 0; text-indent: 0; text-align: left; hyphens: none; }
.page .frame { margin: 0; padding: 0; border: 0; }
.page hr.scene.at-head { height: calc(2 * var(--leading)); line-height: var(--leading); }
.page .before, .page .box { display: flow-root; }
.page .box { box-sizing: border-box; }
.page .box > * { margin-top: 0; margin-bottom: 0; }
.page .box > .messages > .message:first-child { margin-top: 0; }
.page .box .flush, .page .box.flush > p { text-indent: 0; }
.page hr.hairline { box-sizing: border-box; margin: 0; border: 0; }
.page hr.hairline { border-bottom: .5pt solid currentColor; }
.page .box.note-label > p { text-indent: 0; letter-spacing: .08em; }
.page .box.note-label > p { font-variant-caps: all-small-caps; }
.page .box.entry { padding-bottom: calc(.5 * var(--leading)); }
.page .rows th, .page .rows td { padding-top: 0; padding-bottom: 0; }
.page .narrowed th, .page .narrowed td { padding-left: .25em; padding-right: .25em; }
.page .cut th, .page .cut td { overflow-wrap: anywhere; }
.page aside.note.frame { margin: 0; padding: 0; border: 0 }
.page li.frame { list-style-type: none }
.page .mark { font-size: var(--text-size); line-height: 0; word-spacing: 0 }
.page .goes-on > ul > li, .page .goes-on > ol > li { list-style-type: none; }
.page .row-of > .system { border-top: 0; border-bottom: 0; padding-top: 0; padding-bottom: 0; }
.page .first > .system { border-top: .5pt solid; padding-top: var(--half-ruled); }
.page .last > .system { border-bottom: .5pt solid; padding-bottom: var(--half-ruled); }
.page .box .call, .page .before .call { font-size: var(--print-call); line-height: 0; }
.page .box .call, .page .before .call { vertical-align: super; letter-spacing: 0; }
.page .box .call, .page .before .call { font-style: normal; font-weight: normal; }
.page .box .call, .page .before .call { font-variant: lining-nums; text-transform: none; }
.page .before[style*="--title-room"] h1 .title {
  display: inline-block; vertical-align: top;
  max-width: var(--title-room);
}
.page .before .title .call { font-size: .55em; }
.page .page-notes { position: absolute; bottom: 0; left: 0; right: 0; }
.page .page-note { margin: 0; text-indent: 0; }
.page .page-note { text-align: var(--text-side); hyphens: var(--hyphens); }
.page .page-note { font-size: var(--print-fine); line-height: var(--fine-leading); }
.page .page-note .mark { font-size: var(--print-fine); font-variant-numeric: lining-nums }
.page .page-note .note-number { font-variant-numeric: lining-nums; }
.page .page-note .note-number + .footnote-part { display: inline; }
"""
"""The rules of composed pages; they lie over print.css, and name a theme's tokens as it does."""
