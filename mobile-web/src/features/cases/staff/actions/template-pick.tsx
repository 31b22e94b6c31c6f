// Texts to begin from; words of one's own are not overwritten without asking.
import { useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { Select } from '@/shared/ui/field'
import { text } from '../text'
import type { Template } from './templates'

const words = text.acts

interface Props {
  id: string
  templates: readonly Template[]
  label?: string
  /** What stands in the text now. */
  written: string
  onPick: (template: string) => void
}

export function TemplatePick({ id, templates, label = words.template, written, onPick }: Props) {
  const [last, setLast] = useState('')
  const [asked, setAsked] = useState<string>()
  const take = (name: string) => {
    const template = templates.find((one) => one.name === name)
    setAsked(undefined)
    setLast(name)
    if (template) onPick(template.text)
  }
  const choose = (name: string) => (written.trim() === '' ? take(name) : setAsked(name || undefined))
  return (
    <>
      <Select id={id} label={label} value={asked ?? (templates.some(({ name }) => name === last) ? last : '')} onValue={choose} options={[['', words.templatePick], ...templates.map(({ name }) => [name, name] as const)]} />
      {asked && (
        <div class="note note--amber mt3" role="alert">
          <p>{words.templateSwap(characters(written))}</p>
          <div class="btns mt2">
            <button class="btn btn--quiet" type="button" onClick={() => setAsked(undefined)}>
              {words.keep}
            </button>
            <button class="btn btn--quiet" type="button" onClick={() => take(asked)}>
              {words.swap}
            </button>
          </div>
        </div>
      )}
    </>
  )
}
