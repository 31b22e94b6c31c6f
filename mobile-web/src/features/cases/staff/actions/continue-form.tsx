// 继续办: the organ goes on with what the reporter withdrew, with a reason that the reporter reads.
import { TextArea } from '@/shared/ui/field'
import { ContinueWithoutReporter } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function ContinueForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'continue', '')
  const submit = () => form.submit(lacking([['reason', reason, words.need.reason]]), () => perform(ContinueWithoutReporter, { ...at(one), reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['reason']} send={words.continueSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.continueLead}</p>
      <TextArea id="reason" label={words.continueReason} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
