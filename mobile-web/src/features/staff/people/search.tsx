// Finding somebody of the staff by name or login.
import { useState } from 'preact/hooks'
import type { AccountState } from '@/shared/graphql/schema.generated'
import { Choice, Input } from '@/shared/ui/field'
import { text } from '../text'

const words = text.people

/** Which accounts are listed. */
export interface Wanted {
  readonly text?: string
  readonly state?: AccountState
}

export function Search({ onWanted }: { onWanted: (wanted: Wanted) => void }) {
  const [typed, setTyped] = useState('')
  const [closed, setClosed] = useState(false)
  const find = (onlyClosed: boolean) => onWanted({ ...(typed.trim() ? { text: typed.trim() } : {}), ...(onlyClosed ? { state: 'DISABLED' as const } : {}) })
  const submit = (event: Event) => {
    event.preventDefault()
    find(closed)
  }
  return (
    <form role="search" onSubmit={submit} noValidate>
      <Input
        id="staff-text"
        label={words.search}
        hint={words.searchHint}
        value={typed}
        onValue={setTyped}
        native={{ enterkeyhint: 'search', maxlength: 40 }}
        beside={
          <button class="btn btn--quiet btn--small" type="submit">
            {words.searching}
          </button>
        }
      />
      <div class="choices">
        <Choice
          checked={closed}
          onChange={(checked) => {
            setClosed(checked)
            find(checked)
          }}
        >
          {words.showClosed}
        </Choice>
      </div>
    </form>
  )
}
