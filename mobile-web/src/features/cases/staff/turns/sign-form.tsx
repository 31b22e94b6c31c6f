// 签收: what another organ handed over is taken.
import { TextArea } from '@/shared/ui/field'
import { CaseFormFrame, at, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { SignForHandOver } from '../case/case.generated'
import { turnText } from './text'

const words = turnText.sign

export function SignForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [note, setNote] = useTyped(one.id, 'sign', '')
  return (
    <CaseFormFrame form={form} fields={['note']} send={words.send} onClose={onClose} onSubmit={() => form.submit([], () => perform(SignForHandOver, { ...at(one), note: note.trim() || null }))}>
      <p class="mt2">{words.lead}</p>
      <TextArea id="note" label={words.note} hint={words.hint} optional rows={2} value={note} onValue={setNote} error={form.wrong('note')} />
    </CaseFormFrame>
  )
}
