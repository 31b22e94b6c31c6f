// 不收: the reason, and whom the reporter should turn to.
import { TextArea } from '@/shared/ui/field'
import { DeclineCase } from '../case/case.generated'
import { text } from '../text'
import { caseName } from '../words'
import { blankRefusals, fillBlanks } from './blanks'
import { TemplatePick } from './template-pick'
import { CHANNELS, DECLINE_REASONS } from './turning-away'
import { CaseFormFrame, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function DeclineForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'decline', '')
  const [channel, setChannel] = useTyped(one.id, 'channel', '')
  const fill = (template: string) => fillBlanks(template, { 事情: caseName(one.subjects) })
  const submit = () =>
    form.submit(
      [...lacking([['reason', reason, words.need.reason], ['rightChannel', channel, words.need.rightChannel]]), ...blankRefusals([['reason', reason], ['rightChannel', channel]])],
      () => perform(DeclineCase, { caseId: one.id, reason: reason.trim(), rightChannel: channel.trim() }),
    )
  return (
    <CaseFormFrame form={form} fields={['reason', 'rightChannel']} send={words.declineSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.declineLead}</p>
      <TemplatePick id="template" templates={DECLINE_REASONS} written={reason} onPick={(template) => setReason(fill(template))} />
      <TextArea id="reason" label={words.declineReason} hint={words.declineReasonHint} rows={5} value={reason} onValue={setReason} error={form.wrong('reason')} />
      <TemplatePick id="channel-template" label={words.channelPick} templates={CHANNELS} written={channel} onPick={setChannel} />
      <TextArea id="channel" label={words.channel} hint={words.channelHint} rows={2} value={channel} onValue={setChannel} error={form.wrong('rightChannel')} />
    </CaseFormFrame>
  )
}
