// 申请暂停: days that shall not count, asked of the superior organ.
import { useState } from 'preact/hooks'
import { Input, TextArea } from '@/shared/ui/field'
import { PauseDeadline } from '../case/case.generated'
import { chinaDay } from '../list/due'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function PauseForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [until, setUntil] = useState('')
  const [reason, setReason] = useTyped(one.id, 'pause', '')
  const found = lacking([
    ['until', until, words.need.until],
    ['reason', reason, words.need.heldReason],
  ])
  const submit = () => form.submit(found, () => perform(PauseDeadline, { ...at(one), until, reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['until', 'reason']} send={words.askSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.pauseLead}</p>
      <Input id="until" label={words.pauseUntil} hint={words.pauseHint} value={until} onValue={setUntil} error={form.wrong('until')} native={{ type: 'date', min: chinaDay(new Date()) }} />
      <TextArea id="reason" label={words.heldReason} hint={words.heldHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
