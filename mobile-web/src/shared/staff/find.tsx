// Finding something by a few characters inside a form, which the Enter key must not send.
import { useState } from 'preact/hooks'
import { Input } from '@/shared/ui/field'

interface Props {
  id: string
  label: string
  hint?: string
  /** Why what was typed can't be looked for. */
  error?: string | undefined
  button: string
  /** Gets what was typed, without blanks around it. */
  onFind: (text: string) => void
}

export function Find({ id, label, hint, error, button, onFind }: Props) {
  const [typed, setTyped] = useState('')
  const find = () => onFind(typed.trim())
  return (
    <Input
      id={id}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={error}
      value={typed}
      onValue={setTyped}
      native={{ enterkeyhint: 'search', onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && (event.preventDefault(), find()) }}
      beside={
        <button class="btn btn--quiet btn--small" type="button" onClick={find}>
          {button}
        </button>
      }
    />
  )
}
