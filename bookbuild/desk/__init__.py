"""The desk: the book in the author's own browser while it is written, on this machine alone.

- `proofs`: the book as it stands at one moment, as values: what the desk shows.
- `workshop`: the folder ▶ the next `Proofs`; what did not change is not made again.
- `watching`: says when something in the folder changed. The only importer of watchfiles.
- `telling`: `Proofs` ▶ what the page asks for, as JSON.
- `page_pictures`: a page of the PDF ▶ a picture, as large as it is asked for. The only importer of
  pypdfium2.
- `guard`: who may ask, and for what: this machine's own page, and nobody else.
- `server`: the addresses, behind Starlette and uvicorn.
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

Numbers of books that are gone answer 410, and the page asks for /state again.
"""
