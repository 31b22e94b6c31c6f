// A small signed file that another county sent, read as text.
import { FieldError } from '@/shared/ui/field'

interface Props {
  id: string
  label: string
  onText: (text: string) => void
  error: string | undefined
}

export function FilePick({ id, label, onText, error }: Props) {
  const pick = (event: { currentTarget: HTMLInputElement }) => {
    const file = event.currentTarget.files?.[0]
    if (!file) return onText('')
    // Blob.text() is younger than our floor.
    const reader = new FileReader()
    reader.onload = () => onText(typeof reader.result === 'string' ? reader.result : '')
    reader.readAsText(file)
  }
  return (
    <div class={`field${error ? ' field--bad' : ''}`}>
      <label class="field__label" for={id}>
        {label}
      </label>
      <input class="input" id={id} type="file" accept=".json,application/json" onChange={pick} aria-invalid={error ? 'true' : undefined} aria-describedby={error ? `${id}-error` : undefined} />
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}
