// 提请认定恶意举报: why, and what proves it; a head above decides.
import { TextArea } from '@/shared/ui/field'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { ProposeMalice } from '../case/case.generated'
import { turnText } from './text'

const words = turnText.malice

export function MaliceForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [reason, setReason] = useTyped(one.id, 'malice', '')
  const [evidence, setEvidence] = useTyped(one.id, 'evidence', '')
  const found = lacking([['reason', reason, words.need.reason], ['evidence', evidence, words.need.evidence]])
  const submit = () => form.submit(found, () => perform(ProposeMalice, { ...at(one), reason: reason.trim(), evidence: evidence.trim() }))
  return (
    <CaseFormFrame form={form} fields={['reason', 'evidence']} send={words.send} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.lead}</p>
      <TextArea id="reason" label={words.reason} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
      <TextArea id="evidence" label={words.evidence} hint={words.evidenceHint} rows={5} value={evidence} onValue={setEvidence} error={form.wrong('evidence')} />
    </CaseFormFrame>
  )
}
