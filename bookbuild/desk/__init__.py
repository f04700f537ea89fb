"""The desk: the book in the author's own browser while it is written, on this machine alone.

- `proofs`: the book as it stands at one moment, as values: what the desk shows.
- `workshop`: the folder ▶ the next `Proofs`; what did not change is not made again.
- `keeping`: the book as it was when the desk was last closed; it is shown till it is read anew.
- `watching`: says when something in the folder changed. The only importer of watchfiles.
- `live`: the desk itself: holds the book, has the next one made, tells who listens.
- `telling`: `Proofs` ▶ what the page asks for, as JSON; `searching`: where words stand in it.
- `editors`: the editors that open a file at a line.
- `page_pictures`: a page of the PDF ▶ a picture, as large as it is asked for. The only importer of
  pypdfium2.
- `guard`: who may ask, and for what: this machine's own page, and nobody else.
- `server`: the addresses. With `guard` the only importer of Starlette.
- `connections`: how many may be open, and how long. The only importer of uvicorn.
- `page/`: the page itself: HTML, CSS and JavaScript as they are served; nothing is built.

The addresses, all GET::

    /                       the page
    /desk/NAME              its style sheets and scripts
    /state                  the book as JSON: sections, findings, trouble, news, pages, spine
    /events                 server-sent events: `book` and `pages` with the new numbers,
                            `progress` with a word or two; the newest is told at once
    /search?q=WORDS         where words stand: section, block, a line around them
    /book/N/PATH            a file of the EPUB of book N, as readers' devices get it
    /sheet/N/PAGE.png?width=PIXELS   a page of the PDF of book N

Each run counts its books from 1, so /state says what stands before PATH and PAGE: N with a word of
this run behind it, as in /book/3-5f0c21ab/. What has such an address never changes, and browsers
keep it; by a number alone nothing is kept. Numbers of books that are gone answer 410, and the page
asks for /state again.
"""
