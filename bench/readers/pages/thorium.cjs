// What Thorium's parser makes of a book, as JSON: node thorium.cjs book.epub
const { EpubParsePromise } = require('r2-shared-js/dist/es8-es2017/src/parser/epub')
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } =
    require('r2-shared-js/dist/es8-es2017/src/init-globals')
const { TaJsonSerialize } = require('r2-lcp-js/dist/es8-es2017/src/serializable')

initGlobalConverters_SHARED()
initGlobalConverters_GENERIC()

EpubParsePromise(process.argv[2])
    .then(publication => {
        process.stdout.write(JSON.stringify(TaJsonSerialize(publication)))
        publication.freeDestroy()
    })
    .catch(error => {
        process.stderr.write(`${error?.stack ?? error}\n`)
        process.exitCode = 1
    })
