// 立案: by whose approval, on which basis and day; the longer clock begins.
import { useState } from 'preact/hooks'
import { Input, TextArea } from '@/shared/ui/field'
import { FileCase } from '../case/case.generated'
import { chinaDay } from '../list/due'
import { text } from '../text'
import { turnText } from '../turns/text'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts
const own = turnText.file

export function FileForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const today = chinaDay(new Date())
  const [basis, setBasis] = useTyped(one.id, 'file-basis', '')
  const [approvedBy, setApprovedBy] = useTyped(one.id, 'file-approved', '')
  const [filedOn, setFiledOn] = useState(today)
  const [document, setDocument] = useState('')
  const [reason, setReason] = useTyped(one.id, 'file', '')
  const found = lacking([
    ['basis', basis, own.need.basis],
    ['approvedBy', approvedBy, own.need.approvedBy],
    ['reason', reason, words.need.fileReason],
  ])
  const submit = () =>
    form.submit(found, () =>
      perform(FileCase, { ...at(one), basis: basis.trim(), approvedBy: approvedBy.trim(), filedOn: filedOn || null, document: document.trim() || null, reason: reason.trim() }),
    )
  return (
    <CaseFormFrame form={form} fields={['basis', 'approvedBy', 'filedOn', 'document', 'reason']} send={words.fileSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.fileLead}</p>
      <Input id="basis" label={own.basis} hint={own.basisHint} value={basis} onValue={setBasis} error={form.wrong('basis')} />
      <Input id="approved-by" label={own.approvedBy} hint={own.approvedByHint} value={approvedBy} onValue={setApprovedBy} error={form.wrong('approvedBy')} />
      <Input id="filed-on" label={own.filedOn} value={filedOn} onValue={setFiledOn} error={form.wrong('filedOn')} native={{ type: 'date', max: today }} />
      <Input id="document" label={own.document} optional value={document} onValue={setDocument} error={form.wrong('document')} />
      <TextArea id="reason" label={words.fileReason} hint={words.fileHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
