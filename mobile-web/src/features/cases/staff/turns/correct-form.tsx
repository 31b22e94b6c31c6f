// 更正结论: a new version beside the old one; the reporter reads it and answers anew.
import type { Finding } from '@/shared/graphql/schema.generated'
import { TextArea } from '@/shared/ui/field'
import { FindingChoice } from '../actions/finding-choice'
import { checkMeasures, measuresToSend } from '../actions/measure-draft'
import type { MeasureDraft } from '../actions/measure-draft'
import { Measures } from '../actions/measures'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { CorrectConclusion } from '../case/case.generated'
import { text } from '../text'
import { turnText } from './text'

const words = text.acts
const own = turnText.correct

export function CorrectForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [finding, setFinding] = useTyped<Finding | ''>(one.id, 'correct-finding', '')
  const [reply, setReply] = useTyped(one.id, 'correct', '')
  const [measures, setMeasures] = useTyped<readonly MeasureDraft[]>(one.id, 'correct-measures', [])
  const [reason, setReason] = useTyped(one.id, 'correct-reason', '')
  const found = [...lacking([['finding', finding, words.need.finding], ['text', reply, words.need.text], ['reason', reason, own.need]]), ...checkMeasures(measures)]
  const submit = () =>
    form.submit(found, () => perform(CorrectConclusion, { ...at(one), finding: finding || 'CANNOT_BE_VERIFIED', text: reply.trim(), reason: reason.trim(), measures: measuresToSend(measures) }))
  const shown = ['finding', 'text', 'reason', 'measures', ...measures.map((_, place) => `measures.${place}.amount`)]
  return (
    <CaseFormFrame form={form} fields={shown} send={own.send} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{own.lead}</p>
      <FindingChoice value={finding} onValue={setFinding} error={form.wrong('finding')} />
      <TextArea id="text" label={words.replyText} hint={words.replyHint} rows={8} value={reply} onValue={setReply} error={form.wrong('text')} />
      <Measures list={measures} onChange={setMeasures} wrong={form.wrong} />
      <TextArea id="reason" label={own.reason} hint={own.hint} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
