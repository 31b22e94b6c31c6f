// 收下来办: what the reporter is told.
import { useState } from 'preact/hooks'
import { Select, TextArea } from '@/shared/ui/field'
import { AcceptCase } from '../case/case.generated'
import { text } from '../text'
import { ACCEPT_NOTES } from './templates'
import { CaseFormFrame, at, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function AcceptForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [picked, setPicked] = useState(0)
  const [note, setNote] = useTyped(one.id, 'accept', ACCEPT_NOTES[0]?.text ?? '')
  const pick = (index: string) => {
    setPicked(Number(index))
    setNote(ACCEPT_NOTES[Number(index)]?.text ?? '')
  }
  return (
    <CaseFormFrame form={form} fields={['note']} send={words.acceptSend} onClose={onClose} onSubmit={() => form.submit([], () => perform(AcceptCase, { ...at(one), note: note.trim() || null }))}>
      <p class="mt2">{words.acceptLead}</p>
      <Select id="note-pick" label={words.notePick} value={String(picked)} onValue={pick} options={ACCEPT_NOTES.map(({ name }, index) => [String(index), name] as const)} />
      <TextArea id="note" label={words.note} hint={words.noteHint} rows={4} value={note} onValue={setNote} error={form.wrong('note')} />
    </CaseFormFrame>
  )
}
