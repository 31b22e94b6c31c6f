// The templates of a finding; words of one's own are not overwritten without asking.
import { useState } from 'preact/hooks'
import type { Finding } from '@/shared/graphql/schema.generated'
import { characters } from '@/shared/format/format'
import { Select } from '@/shared/ui/field'
import { text } from '../text'
import { templatesFor } from './templates'

const words = text.acts

interface Props {
  finding: Finding
  instance: number
  /** What stands in the text now. */
  written: string
  onPick: (template: string) => void
}

export function TemplatePick({ finding, instance, written, onPick }: Props) {
  const [last, setLast] = useState('')
  const [asked, setAsked] = useState<string>()
  const templates = templatesFor(finding, instance)
  const take = (name: string) => {
    const template = templates.find((one) => one.name === name)
    setAsked(undefined)
    setLast(name)
    if (template) onPick(template.text)
  }
  const choose = (name: string) => (written.trim() === '' ? take(name) : setAsked(name || undefined))
  return (
    <>
      <Select id="template" label={words.template} value={asked ?? (templates.some(({ name }) => name === last) ? last : '')} onValue={choose} options={[['', words.templatePick], ...templates.map(({ name }) => [name, name] as const)]} />
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
