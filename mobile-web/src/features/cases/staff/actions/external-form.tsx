// 登记上级的结果: what an organ outside the platform decided.
import type { Finding } from '@/shared/graphql/schema.generated'
import { TextArea } from '@/shared/ui/field'
import { EnterExternalResult } from '../case/case.generated'
import { text } from '../text'
import { FindingChoice } from './finding-choice'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function ExternalForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [finding, setFinding] = useTyped<Finding | ''>(one.id, 'external-finding', '')
  const [result, setResult] = useTyped(one.id, 'external', '')
  const submit = () =>
    form.submit(lacking([['finding', finding, words.need.finding], ['text', result, words.need.text]]), () =>
      perform(EnterExternalResult, { ...at(one), finding: finding || 'CANNOT_BE_VERIFIED', text: result.trim() }),
    )
  return (
    <CaseFormFrame form={form} fields={['finding', 'text']} send={words.externalSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.externalLead}</p>
      <FindingChoice value={finding} onValue={setFinding} error={form.wrong('finding')} />
      <TextArea id="text" label={words.externalText} hint={words.noteHint} rows={6} value={result} onValue={setResult} error={form.wrong('text')} />
    </CaseFormFrame>
  )
}
