// 转给别的机关: an organ of the platform, or one outside by name.
import { useState } from 'preact/hooks'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Input, Select, TextArea } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { CaseTransferTargets, TransferCase } from '../case/case.generated'
import { text } from '../text'
import { caseName } from '../words'
import { blankRefusals, fillBlanks } from './blanks'
import { TemplatePick } from './template-pick'
import { OUTSIDE_REASONS, TRANSFER_REASONS } from './turning-away'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts
const OUTSIDE = 'outside'

export function TransferForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const { data, error, reload } = useStaffQuery(CaseTransferTargets, { id: one.id })
  const [to, setTo] = useState('')
  const [outside, setOutside] = useState('')
  const [reason, setReason] = useTyped(one.id, 'transfer', '')
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const targets = data.node?.__typename === 'Case' ? data.node.transferTargets : []
  const submit = () =>
    form.submit(
      [
        ...lacking([['toOrganId', to, words.need.to], ...(to === OUTSIDE ? [['outsideName', outside, words.need.outsideName] as const] : []), ['reason', reason, words.need.reason]]),
        ...blankRefusals([['reason', reason]]),
      ],
      () => perform(TransferCase, { ...at(one), reason: reason.trim(), ...(to === OUTSIDE ? { outsideName: outside.trim() } : { toOrganId: to }) }),
    )
  const options = targets.map(({ id, name, external }) => [id, external ? `${name}（平台外）` : name] as const)
  return (
    <CaseFormFrame form={form} fields={['toOrganId', 'outsideName', 'reason']} send={words.transferSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.transferLead}</p>
      <Select id="to" label={words.transferTo} value={to} onValue={setTo} error={form.wrong('toOrganId')} options={[['', words.transferPick], ...options, ...(one.canTransferOutside ? [[OUTSIDE, words.outside] as const] : [])]} />
      {to === OUTSIDE && <Input id="outside" label={words.outsideName} value={outside} onValue={setOutside} error={form.wrong('outsideName')} />}
      {to && (
        <TemplatePick
          key={to === OUTSIDE ? OUTSIDE : 'inside'}
          id="template"
          templates={to === OUTSIDE ? OUTSIDE_REASONS : TRANSFER_REASONS}
          written={reason}
          onPick={(template) => setReason(fillBlanks(template, { 事情: caseName(one.subjects) }))}
        />
      )}
      <TextArea id="reason" label={words.transferReason} hint={words.noteHint} rows={4} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
