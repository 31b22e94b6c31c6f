// The official's own words about an entry of his archive, or about all of it.
import { useRef, useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { AnswerArchive } from './archives.generated'
import { text } from './text'

const words = text.own
const FEWEST = 2

interface Props {
  title: string
  about: string | undefined
  onClose: () => void
  onDone: (what: string) => void
}

export function AnswerSheet({ title, about, onClose, onDone }: Props) {
  const [said, setSaid] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (characters(said.trim()) < FEWEST) return setRefusals([{ field: 'text', message: words.need }])
    send(async () => {
      const { answerArchive } = await staffRequest(AnswerArchive, { input: { about: about ?? null, text: said.trim() } })
      setRefusals(answerArchive.errors)
      if (answerArchive.archive) onDone(words.done)
    })
  }
  return (
    <Sheet label={title} onClose={onClose}>
      <h2>{title}</h2>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['text']} fault={fault} />
        <TextArea id="answer" label={words.words} hint={words.wordsHint} rows={5} value={said} onValue={setSaid} error={refusalOf(refusals, 'text')} />
        <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
