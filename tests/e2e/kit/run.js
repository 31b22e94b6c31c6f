// Tells all stories, or those that are named. The demonstration is filled once, each story begins on a copy of it; the one
// on PostgreSQL fills its own meanwhile. Stories that wait for a phone's next code come first, and more are told at once
// than there are processors: who waits needs none.
//
// A file that failed beside the others is told once more by itself: two browsers too many on a small machine are no fault of
// the product. What fails twice fails, and what failed once is named.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../stories/', import.meta.url))
const needsNoFilling = 'postgres.test.js'
const waiting = ['officer', 'resumed-report', 'unfinished-film', 'villager', 'long-lists'].map((name) => `${name}.test.js`)
const atOnce = Math.max(3, Math.floor(availableParallelism() * 2.5))
const named = process.argv.slice(2).map((path) => path.split('/').pop())
const wanted = readdirSync(folder).filter((name) => name.endsWith('.test.js') && (named.length === 0 || named.includes(name)))
const place = (name) => (waiting.includes(name) ? waiting.indexOf(name) : waiting.length)

if (wanted.length === 0) throw new Error(`no stories of that name: ${named.join(', ')}`)
const failed = await toldAll()
const twice = await told([...failed], 1)
console.log(`told: ${wanted.length} files of stories`)
if (failed.size > 0) console.log(`failed beside the others: ${[...failed].join(', ')}; failed alone too: ${[...twice].join(', ') || 'none'}`)
if (twice.size > 0) process.exitCode = 1

async function toldAll() {
  const first = told(wanted.filter((name) => name === needsNoFilling), 1)
  const others = wanted.filter((name) => name !== needsNoFilling)
  if (others.length > 0) await import('./fill.js')
  const rest = told(others.sort((one, other) => place(one) - place(other)), atOnce)
  return new Set([...(await first), ...(await rest)])
}

/** Tells these files, so many at once, each as a whole when it is over; answers the names of those that failed. */
async function told(names, atOnce) {
  const [left, failed] = [[...names], new Set()]
  const line = async () => {
    for (let name = left.shift(); name; name = left.shift()) if (!(await isTold(name))) failed.add(name)
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return failed
}

/** A run of its own for each file: of a test that a helper declares, the events name the helper and not the story. */
async function isTold(name) {
  let isWell = true
  const stories = run({ files: [folder + name] })
  stories.on('test:fail', () => void (isWell = false))
  const said = []
  for await (const text of stories.compose(new spec())) said.push(text)
  // The sums of one file are of no interest.
  process.stdout.write(said.join('').replace(/^ℹ .*\n/gm, ''))
  return isWell
}
