// What both pages share: places as offsets into a body's text, and the way back to the bench.

const pieces = document => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const nodes = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node)
    return nodes
}

// The bench counts characters, a browser counts UTF-16 units.
const units = (text, characters) => Array.from(text).slice(0, characters).join('').length
const characters = text => Array.from(text).length

const collapsed = (document, node, offset) => {
    const range = document.createRange()
    range.setStart(node, offset)
    range.collapse(true)
    return range
}

// A range at a character of the body's text; it stands in the text that follows it.
export const rangeAt = (document, offset) => {
    let left = units(document.body.textContent, offset)
    for (const node of pieces(document)) {
        if (left < node.data.length) return collapsed(document, node, left)
        left -= node.data.length
    }
    throw new Error(`no character ${offset} in this document`)
}

const PARAGRAPHS = 'p, .p, li, dt, dd, td, th, pre, h1, h2, h3, h4, h5, h6'

// What a reader that looks for whole elements on a page takes for the first: the outermost
// element that holds no other words than the paragraph that begins here.
export const blockAt = (document, offset) => {
    const text = rangeAt(document, offset).startContainer
    let block = text.parentElement.closest(PARAGRAPHS) ?? text.parentElement
    const words = block.textContent.trim()
    while (block.parentElement !== document.body && block.parentElement.textContent.trim() === words)
        block = block.parentElement
    return collapsed(document, block, 0)
}

export const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

// Where a range begins, as an offset into the body's text, and whether a text ends there.
export const offsetOf = (document, range) => {
    const before = document.createRange()
    before.setStart(document.body, 0)
    before.setEnd(range.startContainer, range.startOffset)
    const { startContainer: node, startOffset } = range
    const end = node.nodeType === 3 && startOffset > 0 && startOffset === node.length
    return { offset: characters(before.toString()), end }
}

// The text of a page that is shown, from its first character to its last.
export const seen = range => {
    const document = range.startContainer.ownerDocument
    const end = collapsed(document, range.endContainer, range.endOffset)
    return { ...offsetOf(document, range), end: false, until: offsetOf(document, end).offset }
}

const outcome = async work => {
    try {
        return await work()
    } catch (error) {
        return { error: String(error) }
    }
}

// Take each job's places in its old book, look them up in the new one, and send what came of it.
export const run = async ({ open, take, find }) => {
    let said
    try {
        const jobs = await (await fetch('/jobs.json')).json()
        said = []
        for (const job of jobs) {
            const [old, fresh] = [await open(job.old), await open(job.new)]
            const results = []
            for (const place of job.places) {
                results.push(await outcome(async () => {
                    const cfi = await take(old, place)
                    return { cfi, ...await outcome(() => find(fresh, cfi)) }
                }))
            }
            said.push(results)
        }
    } catch (error) {
        said = { error: `${error}\n${error?.stack ?? ''}` }
    }
    await fetch('/results', { method: 'POST', body: JSON.stringify(said) })
}
