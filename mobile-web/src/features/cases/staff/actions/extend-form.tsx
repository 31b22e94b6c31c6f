// 申请延长: so many days more, asked of the superior organ.
import { useState } from 'preact/hooks'
import { Input, TextArea } from '@/shared/ui/field'
import { ExtendDeadline } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function ExtendForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [days, setDays] = useState('')
  const [reason, setReason] = useTyped(one.id, 'extend', '')
  const found = lacking([
    ['days', /^\d{1,3}$/.test(days.trim()) ? days : '', words.need.days],
    ['reason', reason, words.need.heldReason],
  ])
  const submit = () => form.submit(found, () => perform(ExtendDeadline, { ...at(one), days: Number(days), reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['days', 'reason']} send={words.askSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.extendLead}</p>
      <Input id="days" label={words.extendDays} hint={words.extendHint} value={days} onValue={setDays} error={form.wrong('days')} native={{ inputmode: 'numeric', maxlength: 3 }} />
      <TextArea id="reason" label={words.heldReason} hint={words.heldHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
