// 不收: which of the closed list, the reason, and whom the reporter should turn to.
import { useState } from 'preact/hooks'
import type { DeclineGround, RightChannel } from '@/shared/graphql/schema.generated'
import { Select, TextArea } from '@/shared/ui/field'
import { DeclineCase } from '../case/case.generated'
import { text } from '../text'
import { CHANNEL, GROUND, turnText } from '../turns/text'
import { caseName } from '../words'
import { blankRefusals, fillBlanks } from './blanks'
import { TemplatePick } from './template-pick'
import { CHANNELS, DECLINE_REASONS } from './turning-away'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts
const own = turnText.decline

export function DeclineForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [ground, setGround] = useState<DeclineGround | ''>('')
  const [reason, setReason] = useTyped(one.id, 'decline', '')
  const [chosen, setChosen] = useState<RightChannel | ''>('')
  const [channel, setChannel] = useTyped(one.id, 'channel', '')
  const fill = (template: string) => fillBlanks(template, { 事情: caseName(one.subjects) })
  const found = [
    ...lacking([
      ['ground', ground, own.need],
      ['reason', reason, words.need.reason],
      ['rightChannel', chosen + channel, words.need.rightChannel],
    ]),
    ...blankRefusals([['reason', reason], ['rightChannel', channel]]),
  ]
  const submit = () =>
    form.submit(found, () => perform(DeclineCase, { ...at(one), ground: ground || 'OTHER', reason: reason.trim(), channel: chosen || null, rightChannel: channel.trim() || null }))
  return (
    <CaseFormFrame form={form} fields={['ground', 'reason', 'rightChannel']} send={words.declineSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.declineLead}</p>
      <Select id="ground" label={own.ground} value={ground} onValue={(value) => setGround(value as DeclineGround | '')} error={form.wrong('ground')} options={[['', own.groundPick], ...Object.entries(GROUND)]} />
      <TemplatePick id="template" templates={DECLINE_REASONS} written={reason} onPick={(template) => setReason(fill(template))} />
      <TextArea id="reason" label={words.declineReason} hint={words.declineReasonHint} rows={5} value={reason} onValue={setReason} error={form.wrong('reason')} />
      <Select id="chosen" label={own.channel} value={chosen} onValue={(value) => setChosen(value as RightChannel | '')} options={[['', own.channelPick], ...Object.entries(CHANNEL)]} />
      {chosen === '' && <TemplatePick id="channel-template" label={words.channelPick} templates={CHANNELS} written={channel} onPick={setChannel} />}
      <TextArea id="channel" label={own.channelMore} hint={own.channelMoreHint} optional={chosen !== ''} rows={2} value={channel} onValue={setChannel} error={form.wrong('rightChannel')} />
    </CaseFormFrame>
  )
}
