// What Thorium's parser makes of the feeds, as JSON: node feeds.cjs opds.xml opds.json
// The OPDS 1 feed is read and then converted, as Thorium does it.
const fs = require('fs')
const { DOMParser } = require('@xmldom/xmldom')
const { XML } = require('r2-utils-js/dist/es6-es2015/src/_utils/xml-js-mapper')
const { TaJsonDeserialize, TaJsonSerialize } =
    require('r2-lcp-js/dist/es6-es2015/src/serializable')
const { initGlobalConverters_GENERIC, initGlobalConverters_OPDS } =
    require('r2-opds-js/dist/es6-es2015/src/opds/init-globals')
const { convertOpds1ToOpds2 } = require('r2-opds-js/dist/es6-es2015/src/opds/converter')
const { OPDS } = require('r2-opds-js/dist/es6-es2015/src/opds/opds1/opds')
const { OPDSFeed } = require('r2-opds-js/dist/es6-es2015/src/opds/opds2/opds2')

initGlobalConverters_OPDS()
initGlobalConverters_GENERIC()

const [xml, json] = process.argv.slice(2, 4).map(path => fs.readFileSync(path, 'utf8'))
const opds1 = XML.deserialize(new DOMParser().parseFromString(xml, 'application/xml'), OPDS)
const opds2 = TaJsonDeserialize(JSON.parse(json), OPDSFeed)
process.stdout.write(JSON.stringify({
    opds1: TaJsonSerialize(convertOpds1ToOpds2(opds1)),
    opds2: TaJsonSerialize(opds2),
}))
