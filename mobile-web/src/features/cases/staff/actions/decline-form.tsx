// 不收: which of the closed list, the reason, and whom the reporter should turn to.
import { useState } from 'preact/hooks'
import type { DeclineGround, RightChannel } from '@/shared/graphql/schema.generated'
import { Select, TextArea } from '@/shared/ui/field'
import { DeclineCase } from '../case/case.generated'
import { text } from '../text'
import { CHANNEL, GROUND, turnText } from '../turns/text'
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
  const found = lacking([
    ['ground', ground, own.need],
    ['reason', reason, words.need.reason],
    ['rightChannel', chosen + channel, words.need.rightChannel],
  ])
  const submit = () =>
    form.submit(found, () => perform(DeclineCase, { ...at(one), ground: ground || 'OTHER', reason: reason.trim(), channel: chosen || null, rightChannel: channel.trim() || null }))
  return (
    <CaseFormFrame form={form} fields={['ground', 'reason', 'rightChannel']} send={words.declineSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.declineLead}</p>
      <Select id="ground" label={own.ground} value={ground} onValue={(value) => setGround(value as DeclineGround | '')} error={form.wrong('ground')} options={[['', own.groundPick], ...Object.entries(GROUND)]} />
      <TextArea id="reason" label={words.declineReason} hint={words.declineReasonHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
      <Select id="chosen" label={own.channel} value={chosen} onValue={(value) => setChosen(value as RightChannel | '')} options={[['', own.channelPick], ...Object.entries(CHANNEL)]} />
      <TextArea id="channel" label={own.channelMore} hint={own.channelMoreHint} optional={chosen !== ''} rows={2} value={channel} onValue={setChannel} error={form.wrong('rightChannel')} />
    </CaseFormFrame>
  )
}
