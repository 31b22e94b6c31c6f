// 请举报人补充材料: what, and in how many days.
import { useState } from 'preact/hooks'
import { Input, TextArea } from '@/shared/ui/field'
import { AskMaterial } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function AskMaterialForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [asked, setAsked] = useTyped(one.id, 'ask-material', '')
  const [days, setDays] = useState('10')
  const found = lacking([
    ['text', asked, words.need.askMaterial],
    ['days', /^\d{1,2}$/.test(days.trim()) ? days : '', words.need.askDays],
  ])
  const submit = () => form.submit(found, () => perform(AskMaterial, { ...at(one), text: asked.trim(), days: Number(days) }))
  return (
    <CaseFormFrame form={form} fields={['text', 'days']} send={words.askMaterialSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.askMaterialLead}</p>
      <TextArea id="asked" label={words.askMaterialText} rows={4} value={asked} onValue={setAsked} error={form.wrong('text')} />
      <Input id="days" label={words.askMaterialDays} hint={words.askMaterialHint} value={days} onValue={setDays} error={form.wrong('days')} native={{ inputmode: 'numeric', maxlength: 2 }} />
    </CaseFormFrame>
  )
}
