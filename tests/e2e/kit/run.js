// Tells all stories, or those that are named. The demonstration is filled once, each story begins on a copy of it; the one
// on PostgreSQL fills its own meanwhile. Stories that wait for a phone's next code come first, and more are told at once
// than there are processors: who waits needs none.
//
// A file that failed beside the others is told once more by itself: two browsers too many on a small machine are no fault of
// the product. What fails twice fails, and what failed once is named.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
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

const failed = await toldAll()
const twice = await told([...failed], 1)
if (failed.size > 0) console.log(`failed beside the others: ${[...failed].join(', ')}; failed alone too: ${[...twice].join(', ') || 'none'}`)
if (twice.size > 0) process.exitCode = 1

async function toldAll() {
  const first = told(wanted.filter((name) => name === needsNoFilling), 1)
  const others = wanted.filter((name) => name !== needsNoFilling)
  if (others.length > 0) await import('./fill.js')
  const rest = told(others.sort((one, other) => place(one) - place(other)), atOnce)
  return new Set([...(await first), ...(await rest)])
}

/** Tells these files, so many at once; answers the names of those that failed. */
async function told(names, concurrency) {
  const failed = new Set()
  if (names.length === 0) return failed
  const stories = run({ files: names.map((name) => folder + name), concurrency })
  stories.on('test:fail', ({ file, name }) => void failed.add(basename(file ?? name)))
  for await (const line of stories.compose(new spec())) process.stdout.write(line)
  return failed
}
