// 看过新材料了: before this nothing closes; after a reply the reporter reads what the material changes.
import { TextArea } from '@/shared/ui/field'
import { AcknowledgeMaterial } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function SeenForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'seen', '')
  const isAnswered = one.state === 'REPLIED' || one.state === 'DECLINED'
  const found = isAnswered ? lacking([['reason', reason, words.need.seen]]) : []
  const submit = () => form.submit(found, () => perform(AcknowledgeMaterial, { ...at(one), count: one.supplementCount, reason: reason.trim() || null }))
  return (
    <CaseFormFrame form={form} fields={['reason']} send={words.seenSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.seenLead(one.supplementCount)}</p>
      {isAnswered && <p class="mt2">{words.seenAfter}</p>}
      <TextArea id="reason" label={words.seenReason} hint={words.seenHint} optional={!isAnswered} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
