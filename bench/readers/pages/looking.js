// What both readers' pages look for in a document that is shown.

export const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

// Fonts and pictures are there, and the page has been painted with them.
export const settled = async document => {
    await document.fonts.ready
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
    await wait(120)
}

// The rows of a contents list with their depth, as "0 Prologue", "1 Chapter One".
export const flat = (rows, label, inner, depth = 0) => (rows ?? []).flatMap(row => [
    `${depth} ${row[label].trim()}`,
    ...flat(row[inner], label, inner, depth + 1),
])

const fonts = document => [...document.fonts]
    .filter(face => face.status === 'loaded')
    .map(face => `${face.family.replaceAll('"', '')} ${face.weight} ${face.style}`)

const hidden = (document, selector) => [...document.querySelectorAll(selector)]
    .filter(each => getComputedStyle(each).display === 'none').length

export const documents = { fonts, hidden }

const said = element => `${element.localName}${element.className ? `.${element.className}` : ''}`

// Words that nobody sees, pictures and fonts that did not come, links that lead nowhere, and
// what sticks out at the side of the page.
export const troubles = (document, name) => {
    const found = []
    for (const face of document.fonts)
        if (face.status === 'error') found.push(`${name}: the font ${face.family} failed`)
    for (const image of document.images)
        if (!image.naturalWidth) found.push(`${name}: the picture ${image.getAttribute('src')} failed`)
    for (const a of document.querySelectorAll('a[href^="#"]'))
        if (!document.getElementById(a.getAttribute('href').slice(1)))
            found.push(`${name}: ${a.getAttribute('href')} leads nowhere`)
    for (const each of document.querySelectorAll('h1, p, li, td, hr, img')) {
        if (each.closest('[hidden], [role=doc-footnote], .gone')) continue
        const style = getComputedStyle(each)
        if (style.display === 'none' || style.visibility === 'hidden')
            found.push(`${name}: ${said(each)} is hidden`)
    }
    found.push(...wide(document).map(each => `${name}: ${each} is wider than the page`))
    return found
}

// Each column is a page: nothing may be wider than the text's own width.
const wide = document => {
    const probe = document.createElement('div')
    document.body.append(probe)
    const room = probe.getBoundingClientRect().width
    probe.remove()
    const all = [...document.querySelectorAll('p, h1, h2, h3, li, td, th, table, img, pre, figure')]
    return all
        .filter(each => [...each.getClientRects()].some(box => box.width > room + 1)
            || (each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0))
        .map(said)
}
