// 恢复计时: the pause ends today, and today counts again.
import { TextArea } from '@/shared/ui/field'
import { ResumeDeadline } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function ResumeForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'resume', '')
  const submit = () => form.submit(lacking([['reason', reason, words.need.heldReason]]), () => perform(ResumeDeadline, { ...at(one), reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['reason']} send={words.resumeSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.resumeLead}</p>
      <TextArea id="reason" label={words.resumeReason} hint={words.fileHint} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
