// A form of one text that everybody will read: the unit's answer, or why a power may go on.
import { useRef, useState } from 'preact/hooks'
import type { Document } from '@/shared/graphql/document'
import { characters } from '@/shared/format/format'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { text } from './text'

/** Fewer characters say nothing; the server asks for as many. */
export const FEWEST = 5

interface Props<Data, Input> {
  id: string
  words: { readonly title: string; readonly label: string; readonly send: string; readonly done: string; readonly need: string }
  document: Document<Data, { readonly input: Input }>
  input: (said: string) => Input
  errors: (data: Data) => readonly Refusal[]
  /** The name of the text's field in the input. */
  field: string
  onDone: (what: string) => void
}

export function WordsForm<Data, Input>({ id, words, document, input, errors, field, onDone }: Props<Data, Input>) {
  const [said, setSaid] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (characters(said.trim()) < FEWEST) return setRefusals([{ field, message: words.need }])
    send(async () => {
      const refused = errors(await staffRequest(document, { input: input(said.trim()) }))
      setRefusals(refused)
      if (refused.length === 0) onDone(words.done)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h3 class="mt5">{words.title}</h3>
      <FormOops refusals={refusals} fields={[field]} fault={fault} />
      <TextArea id={id} label={words.label} hint={text.public} rows={4} value={said} onValue={setSaid} error={refusalOf(refusals, field)} />
      <button class="btn mt5" type="submit" aria-disabled={busy}>
        {words.send}
      </button>
    </form>
  )
}
