// 答复举报人: the finding, the text begun from a template, and what was done about it.
import type { Finding } from '@/shared/graphql/schema.generated'
import { TextArea } from '@/shared/ui/field'
import { ReplyCase } from '../case/case.generated'
import { text } from '../text'
import { caseName } from '../words'
import { blankRefusals, blanksLeft, fillBlanks } from './blanks'
import { FindingChoice } from './finding-choice'
import { checkMeasures, measuresToSend } from './measure-draft'
import type { MeasureDraft } from './measure-draft'
import { Measures } from './measures'
import { TemplatePick } from './template-pick'
import { templatesFor } from './templates'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function ReplyForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const [finding, setFinding] = useTyped<Finding | ''>(one.id, 'finding', '')
  const [reply, setReply] = useTyped(one.id, 'reply', '')
  const [measures, setMeasures] = useTyped<readonly MeasureDraft[]>(one.id, 'measures', [])
  const blanks = blanksLeft(reply)
  const submit = () =>
    form.submit([...lacking([['finding', finding, words.need.finding], ['text', reply, words.need.text]]), ...blankRefusals([['text', reply]]), ...checkMeasures(measures)], () =>
      perform(ReplyCase, { ...at(one), finding: finding || 'CANNOT_BE_VERIFIED', text: reply.trim(), measures: measuresToSend(measures) }),
    )
  const shown = ['finding', 'text', 'measures', ...measures.map((_, at) => `measures.${at}.amount`)]
  return (
    <CaseFormFrame form={form} fields={shown} send={words.replySend} onClose={onClose} onSubmit={submit}>
      <FindingChoice value={finding} onValue={setFinding} error={form.wrong('finding')} />
      {finding && <TemplatePick id="template" templates={templatesFor(finding, one.instance)} written={reply} onPick={(template) => setReply(fillBlanks(template, { 事情: inOneWord(caseName(one.subjects)) }))} />}
      <TextArea
        id="text"
        label={words.replyText}
        hint={words.replyHint}
        rows={9}
        value={reply}
        onValue={setReply}
        error={form.wrong('text')}
        below={blanks.length > 0 && !form.wrong('text') ? <p class="field__hint mt2">{words.blanks(blanks)}</p> : undefined}
      />
      <Measures list={measures} onChange={setMeasures} wrong={form.wrong} />
      <p class="soft small mt5">{words.replyOnce}</p>
    </CaseFormFrame>
  )
}

/** In the middle of a sentence the unit and the matter stand together. */
function inOneWord(name: string): string {
  return name.replace(' ', '')
}
