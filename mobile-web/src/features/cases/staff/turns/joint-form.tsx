// 联合办理: whom to ask for help, and when the help is over.
import { useState } from 'preact/hooks'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Select, TextArea } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { CaseFormFrame, at, lacking, perform, useCaseForm, useTyped } from '../actions/use-case-form'
import type { CaseFormProps } from '../actions/use-case-form'
import { CaseInviteTargets, EndJointHandling, InviteOrgan } from '../case/case.generated'
import { turnText } from './text'

const words = turnText.joint

export function InviteForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const { data, error, reload } = useStaffQuery(CaseInviteTargets, { id: one.id })
  const [organ, setOrgan] = useState('')
  const [reason, setReason] = useTyped(one.id, 'invite', '')
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const targets = data.node?.__typename === 'Case' ? data.node.inviteTargets : []
  if (targets.length === 0) return <p class="mt3">{words.nobody}</p>
  const found = lacking([['organId', organ, words.need.who], ['reason', reason, words.need.reason]])
  const submit = () => form.submit(found, () => perform(InviteOrgan, { ...at(one), organId: organ, reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['organId', 'reason']} send={words.send} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.lead}</p>
      <Select id="organ" label={words.who} value={organ} onValue={setOrgan} error={form.wrong('organId')} options={[['', words.pick], ...targets.map(({ id, name }) => [id, name] as const)]} />
      <TextArea id="reason" label={words.reason} hint={words.hint} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}

export function EndJointForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const helpers = one.joints.filter(({ endedAt }) => endedAt === null).map(({ organ }) => organ)
  const [organ, setOrgan] = useState(helpers.length === 1 ? (helpers[0]?.id ?? '') : '')
  const [reason, setReason] = useTyped(one.id, 'end-joint', '')
  const found = lacking([['organId', organ, words.need.who], ['reason', reason, words.need.reason]])
  const submit = () => form.submit(found, () => perform(EndJointHandling, { ...at(one), organId: organ, reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['organId', 'reason']} send={words.endSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.endLead}</p>
      <Select id="organ" label={words.endWho} value={organ} onValue={setOrgan} error={form.wrong('organId')} options={[['', words.pick], ...helpers.map(({ id, name }) => [id, name] as const)]} />
      <TextArea id="reason" label={words.endReason} hint={words.hint} rows={3} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
