// 开始查: the case is under investigation from now on.
import { TextArea } from '@/shared/ui/field'
import { StartInvestigation } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function StartForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [note, setNote] = useTyped(one.id, 'start', '')
  return (
    <CaseFormFrame form={form} fields={['note']} send={words.startSend} onClose={onClose} onSubmit={() => form.submit([], () => perform(StartInvestigation, { ...at(one), note: note.trim() || null }))}>
      <TextArea id="note" label={words.startNote} hint={words.startHint} optional rows={3} value={note} onValue={setNote} error={form.wrong('note')} />
    </CaseFormFrame>
  )
}
