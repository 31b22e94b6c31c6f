// A password of one's own: typed once, looked at if wanted; what the server refuses is told beside it.
import { useState } from 'preact/hooks'
import { Choice, Input } from '@/shared/ui/field'
import { text } from '../text'

const words = text.password

/** Fewest and most characters, as the server has them. */
const SHORTEST = 12
const LONGEST = 64

interface Props {
  value: string
  onValue: (value: string) => void
  error: string | undefined
}

export function NewPassword({ value, onValue, error }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <Input id="new-password" label={words.new} hint={words.newHint} value={value} onValue={onValue} error={error} native={{ type: shown ? 'text' : 'password', autocomplete: 'new-password', autocapitalize: 'off', spellcheck: false }} />
      <Choice checked={shown} onChange={setShown}>
        {words.show}
      </Choice>
    </>
  )
}

/** What can be seen without asking the server. */
export function passwordFault(value: string): string | undefined {
  const length = [...value].length
  if (length < SHORTEST) return words.short
  return length > LONGEST ? words.long : undefined
}
