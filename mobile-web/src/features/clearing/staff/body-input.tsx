// Who exercises, supervises or answers: any words, with the county's units offered while one types.
import { useState } from 'preact/hooks'
import { staffRequest } from '@/shared/staff/session'
import { characters } from '@/shared/format/format'
import { Input } from '@/shared/ui/field'
import { FindBodies } from './clearing.generated'

interface Props {
  id: string
  county: string
  label: string
  value: string
  onValue: (value: string) => void
  error: string | undefined
}

/** Fewer characters find too much. */
const FEWEST = 2

export function BodyInput({ id, county, value, onValue, ...frame }: Props) {
  const [names, setNames] = useState<readonly string[]>([])
  const type = (said: string) => {
    onValue(said)
    if (characters(said.trim()) < FEWEST) return
    // Only an offer: without it the words are written as before.
    void staffRequest(FindBodies, { county, text: said.trim() }).then(
      (found) => setNames(found.county?.units.nodes.map(({ name }) => name) ?? []),
      () => undefined,
    )
  }
  return (
    <>
      <Input id={id} {...frame} value={value} onValue={type} native={{ list: `${id}-names` }} />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
