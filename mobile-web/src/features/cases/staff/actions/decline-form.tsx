// 不收: the reason, and whom the reporter should turn to.
import { TextArea } from '@/shared/ui/field'
import { DeclineCase } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function DeclineForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'decline', '')
  const [channel, setChannel] = useTyped(one.id, 'channel', '')
  const submit = () =>
    form.submit(lacking([['reason', reason, words.need.reason], ['rightChannel', channel, words.need.rightChannel]]), () =>
      perform(DeclineCase, { caseId: one.id, reason: reason.trim(), rightChannel: channel.trim() }),
    )
  return (
    <CaseFormFrame form={form} fields={['reason', 'rightChannel']} send={words.declineSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.declineLead}</p>
      <TextArea id="reason" label={words.declineReason} hint={words.declineReasonHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
      <TextArea id="channel" label={words.channel} hint={words.channelHint} rows={2} value={channel} onValue={setChannel} error={form.wrong('rightChannel')} />
    </CaseFormFrame>
  )
}
