// Looks for another unit by name and takes its officials into the choice.
import { useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { Cell } from '@/shared/ui/cell'
import type { UnitChoice } from './form'
import { FindUnits } from './report.generated'
import { findUnit } from './subjects'
import { text } from './text'

interface Props {
  county: string
  /** Open from the start when no unit is known yet. */
  open: boolean
  onFound: (unit: UnitChoice) => void
}

interface Row {
  readonly id: string
  readonly name: string
  readonly parent: { readonly shortName: string } | null
}

export function FindUnit({ county, open, onFound }: Props) {
  const [shown, setShown] = useState(open)
  const words = text.subjects
  if (shown || open) return <Search county={county} first={open} onFound={(unit) => (setShown(false), onFound(unit))} />
  return (
    <button class="link link--button" type="button" onClick={() => setShown(true)}>
      {words.findTitle}
    </button>
  )
}

function Search({ county, first, onFound }: { county: string; first: boolean; onFound: Props['onFound'] }) {
  const [query, setQuery] = useState('')
  const [rows, setRows] = useState<readonly Row[]>()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const words = text.subjects
  const run = async (ask: () => Promise<void>) => {
    setState('busy')
    try {
      await ask()
      setState('ready')
    } catch {
      setState('failed')
    }
  }
  const search = (event: Event) => {
    event.preventDefault()
    if (query.trim()) void run(async () => setRows((await request(FindUnits, { county, text: query.trim() })).county?.units.nodes ?? []))
  }
  const pick = (id: string) =>
    run(async () => {
      const unit = await findUnit(id)
      if (unit) onFound(unit)
    })
  return (
    <form class="field" role="search" onSubmit={search}>
      <label class="field__label" for="find">
        {first ? words.findFirst : words.findTitle}
      </label>
      <span class="field__hint" id="find-hint">
        {words.findHint}
      </span>
      <div class="field__row">
        <input class="input" id="find" type="search" autocomplete="off" maxLength={40} aria-describedby="find-hint" value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
        <button class="btn btn--quiet btn--small mt2" type="submit">
          {words.find}
        </button>
      </div>
      <p class="field__hint mt2" role="status">
        {state === 'busy' && words.finding}
        {state === 'failed' && words.findFailed}
        {state === 'ready' && rows?.length === 0 && words.notFound}
      </p>
      {rows && rows.length > 0 && (
        <ul class="cells mt2">
          {rows.map((row) => (
            <li key={row.id}>
              <Cell title={row.name} sub={row.parent?.shortName} onClick={() => void pick(row.id)} />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
