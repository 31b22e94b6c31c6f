// 立案: the longer clock begins, with a reason.
import { TextArea } from '@/shared/ui/field'
import { FileCase } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function FileForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'file', '')
  const submit = () => form.submit(lacking([['reason', reason, words.need.fileReason]]), () => perform(FileCase, { caseId: one.id, reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['reason']} send={words.fileSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.fileLead}</p>
      <TextArea id="reason" label={words.fileReason} hint={words.fileHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
