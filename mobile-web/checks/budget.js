// Sizes of the built files (gzip) against the budget, from Vite's manifest; and no address of another host in any of them.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))
const kilo = 1024
const limits = { entryJs: 40 * kilo, entryCss: 8 * kilo, page: 10 * kilo, staffPage: 50 * kilo, staff: 220 * kilo }
const neverInEntry = ['tus-js-client', 'shared/upload/send', 'shared/upload/recorder', 'shared/phone/proof', 'shared/phone/solve', 'uqr', 'tweetnacl', 'features/staff', 'cases/staff']
/** Libraries that come by themselves, each with its reason and a limit of its own: no page waits for them, and none is counted for a page. */
const larger = new Map([
  ['src/shared/upload/send.ts', 20 * kilo], // tus-js-client: comes with the first file that somebody adds
  ['src/features/statistics/staff/draw.ts', 24 * kilo], // uplot: comes when the page of the commission has something to draw
  ['src/features/verify/proof.ts', 14 * kilo], // tweetnacl: comes when somebody has the page for checking receipts open
])
/** Names of XML languages, and a help address inside a library's error message: nothing is loaded from them. */
const allowedHosts = ['http://www.w3.org/', 'https://github.com/']

const failures = []
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const inEntry = closure(entry)
check('entry, JS', sizeOf(scripts(inEntry)), limits.entryJs)
check('entry, CSS', sizeOf(styles(inEntry)), limits.entryCss)
for (const word of neverInEntry) if (inEntry.some((key) => named(key).includes(word))) failures.push(`${word} is in the entry`)

const staff = new Set()
for (const key of Object.keys(manifest).filter((one) => manifest[one].isDynamicEntry)) {
  const before = new Set([...inEntry, ...loadedBefore(key)])
  const own = closure(key).filter((one) => !before.has(one))
  if (/staff/.test(key) && !larger.has(key)) {
    own.forEach((one) => staff.add(one))
    check(key, sizeOf([...scripts(own), ...styles(own)]), limits.staffPage)
  } else check(key, sizeOf([...scripts(own), ...styles(own)]), larger.get(key) ?? limits.page)
}
for (const key of larger.keys()) if (!manifest[key]?.isDynamicEntry) failures.push(`${key} may be larger and is no chunk`)
const worker = readdirSync(`${dist}assets`).filter((file) => /worker/.test(file))
check('worker', sizeOf(worker.map((file) => `assets/${file}`)), limits.page)
check('staff together', sizeOf([...scripts([...staff]), ...styles([...staff])]), limits.staff)
otherHosts()

if (failures.length > 0) {
  console.error(failures.map((failure) => `FAIL ${failure}`).join('\n'))
  process.exit(1)
}

/** A chunk with everything that it imports at once. */
function closure(key, found = new Set()) {
  if (found.has(key)) return [...found]
  found.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, found)
  return [...found]
}

/** What is there already when this chunk is asked for: the page that asks for it, if there is but one. */
function loadedBefore(key) {
  const askers = Object.keys(manifest).filter((one) => manifest[one].dynamicImports?.includes(key))
  return askers.length === 1 ? closure(askers[0]) : []
}

function named(key) {
  return `${key} ${manifest[key].src ?? ''} ${manifest[key].name ?? ''}`
}

function scripts(keys) {
  return keys.map((key) => manifest[key].file)
}

function styles(keys) {
  return [...new Set(keys.flatMap((key) => manifest[key].css ?? []))]
}

function sizeOf(files) {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(dist + file), { level: 9 }).length, 0)
}

function check(name, size, limit) {
  const line = `${(size / kilo).toFixed(1)} of ${limit / kilo} KB  ${name}`
  console.log(line)
  if (size > limit) failures.push(line)
}

/** Nothing is loaded from elsewhere: no address of another host in scripts, styles or the page. */
function otherHosts() {
  const files = ['index.html', ...readdirSync(`${dist}assets`).map((file) => `assets/${file}`)]
  for (const file of files) {
    for (const [address] of readFileSync(dist + file, 'utf8').matchAll(/(https?:)?\/\/[a-z0-9-]+(\.[a-z0-9-]+)+\//gi)) {
      if (!allowedHosts.includes(address)) failures.push(`${file} names ${address}`)
    }
  }
}
