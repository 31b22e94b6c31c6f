// 增加反映对象: a unit, or somebody who serves in it, that came up while the case was handled.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { sessionState } from '@/shared/staff/session'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, TextArea } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { AddSubject, SubjectOfficials, SubjectUnits } from '../case/case.generated'
import { text } from '../text'
import { CaseFormFrame, lacking, perform, useCaseForm, useTyped } from './use-case-form'
import type { CaseFormProps } from './use-case-form'

const words = text.acts

interface PickedUnit {
  readonly id: string
  readonly code: string
  readonly name: string
}

export function AddSubjectForm(props: CaseFormProps) {
  const { one, onClose } = props
  const session = sessionState()
  const county = session.phase === 'in' ? session.viewer.county.code : ''
  const form = useCaseForm(props)
  const [unit, setUnit] = useState<PickedUnit>()
  const [subject, setSubject] = useState('')
  const [reason, setReason] = useTyped(one.id, 'add-subject', '')
  const pick = (picked: PickedUnit | undefined) => {
    setUnit(picked)
    setSubject('')
  }
  const submit = () =>
    form.submit(lacking([['subjectId', subject, words.need.subject], ['reason', reason, words.need.addReason]]), () => perform(AddSubject, { caseId: one.id, subjectId: subject, reason: reason.trim() }))
  return (
    <CaseFormFrame form={form} fields={['subjectId', 'reason']} send={words.addSend} onClose={onClose} onSubmit={submit}>
      <p class="mt2">{words.addLead}</p>
      <UnitPick county={county} unit={unit} onPick={pick} />
      {unit && <WhoPick county={county} unit={unit} value={subject} onValue={setSubject} error={form.wrong('subjectId')} />}
      {!unit && form.wrong('subjectId') && <p class="oops mt3" role="alert">{form.wrong('subjectId')}</p>}
      <TextArea id="add-reason" label={words.addReason} hint={words.addHint} rows={2} value={reason} onValue={setReason} error={form.wrong('reason')} />
    </CaseFormFrame>
  )
}

function UnitPick({ county, unit, onPick }: { county: string; unit: PickedUnit | undefined; onPick: (unit: PickedUnit | undefined) => void }) {
  const [asked, setAsked] = useState('')
  const { data, error, reload } = useStaffQuery(SubjectUnits, { county, text: asked }, { skip: asked === '' })
  const found = data?.county?.units.nodes ?? []
  // What was chosen stands alone; to look again shows all that is found.
  const shown = unit ? found.filter(({ id }) => id === unit.id) : found
  const find = (text: string) => {
    onPick(undefined)
    setAsked(text)
  }
  return (
    <Group label={words.addUnit}>
      <Find id="add-unit" label={words.addFind} hint={words.addFindHint} button={words.addFindSend} onFind={find} />
      {asked !== '' && !data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data && found.length === 0 && <p class="soft mt3">{words.addNone}</p>}
      <div class="choices">
        {shown.map(({ id, code, name, parent }) => (
          <Choice key={id} type="radio" name="add-unit" checked={unit?.id === id} onChange={() => onPick({ id, code, name })} small={parent?.name}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}

interface WhoProps {
  county: string
  unit: PickedUnit
  value: string
  onValue: (id: string) => void
  error: string | undefined
}

function WhoPick({ county, unit, value, onValue, error }: WhoProps) {
  const { data, error: fault, reload } = useStaffQuery(SubjectOfficials, { county, code: unit.code })
  if (!data) return fault ? <Failed error={fault} retry={reload} /> : <Waiting />
  const people = data.unit?.officials ?? []
  return (
    <Group label={words.addWho} error={error}>
      <div class="choices">
        <Choice type="radio" name="add-who" checked={value === unit.id} onChange={() => onValue(unit.id)}>
          {words.addWhole(unit.name)}
        </Choice>
        {people.map(({ title, official }) => (
          <Choice key={official.id} type="radio" name="add-who" checked={value === official.id} onChange={() => onValue(official.id)} small={title}>
            {official.name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}
