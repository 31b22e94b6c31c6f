// Tells all stories, or those that are named. The demonstration is filled once, each story begins on a copy of it; the one
// on PostgreSQL fills its own meanwhile. Stories that wait for a phone's next code come first, and more are told at once
// than there are processors: who waits needs none.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../stories/', import.meta.url))
const needsNoFilling = 'postgres.test.js'
const waiting = ['officer', 'resumed-report', 'unfinished-film', 'villager', 'long-lists'].map((name) => `${name}.test.js`)
const named = process.argv.slice(2).map((path) => path.split('/').pop())
const wanted = readdirSync(folder).filter((name) => name.endsWith('.test.js') && (named.length === 0 || named.includes(name)))
const place = (name) => (waiting.includes(name) ? waiting.indexOf(name) : waiting.length)

tell(wanted.filter((name) => name === needsNoFilling))
const others = wanted.filter((name) => name !== needsNoFilling)
if (others.length > 0) await import('./fill.js')
tell(others.sort((one, other) => place(one) - place(other)))

function tell(names) {
  if (names.length === 0) return
  const stories = run({ files: names.map((name) => folder + name), concurrency: Math.max(3, Math.floor(availableParallelism() * 2.5)) })
  stories.on('test:fail', () => void (process.exitCode = 1))
  stories.compose(new spec()).pipe(process.stdout)
}
