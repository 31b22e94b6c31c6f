// 分派给同事: who handles the case from now on.
import { useState } from 'preact/hooks'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, TextArea } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { AssignCase, CaseAssignees } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, at, lacking, perform, useCaseForm } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

export function AssignForm(props: CaseFormProps) {
  const { one, onClose } = props
  const form = useCaseForm(props)
  const { data, error, reload } = useStaffQuery(CaseAssignees, { id: one.id })
  const [handler, setHandler] = useState(one.handler?.id ?? '')
  const [reason, setReason] = useState('')
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const people = data.node?.__typename === 'Case' ? data.node.assignees : []
  if (people.length === 0) return <p class="mt3">{words.nobody}</p>
  const submit = () => form.submit(lacking([['handlerId', handler, words.need.handler]]), () => perform(AssignCase, { ...at(one), handlerId: handler, reason: reason.trim() || null }))
  return (
    <CaseFormFrame form={form} fields={['handlerId', 'reason']} send={words.assignSend} onClose={onClose} onSubmit={submit}>
      <Group label={words.assignTo} error={form.wrong('handlerId')}>
        <div class="choices">
          {people.map(({ id, name }) => (
            <Choice key={id} type="radio" name="handler" checked={handler === id} onChange={() => setHandler(id)} error={form.wrong('handlerId') !== undefined}>
              {name}
            </Choice>
          ))}
        </div>
      </Group>
      <TextArea id="reason" label={words.assignReason} hint={words.assignHint} optional rows={2} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}
