// 记一笔: a note for colleagues.
import { TextArea } from '@/shared/ui/field'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { AddCaseNote } from '../case/case.generated'
import { turnText } from './text'

const words = turnText.note

export function NoteForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [note, setNote] = useTyped(one.id, 'note', '')
  const submit = () => form.submit(lacking([['note', note, words.need]]), () => perform(AddCaseNote, { ...at(one), note: note.trim() }))
  return (
    <CaseFormFrame form={form} fields={['note']} send={words.send} onClose={onClose} onSubmit={submit}>
      <TextArea id="note" label={words.label} hint={words.hint} rows={4} value={note} onValue={setNote} error={form.wrong('note')} />
    </CaseFormFrame>
  )
}
