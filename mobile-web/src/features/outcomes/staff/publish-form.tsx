// One outcome, with the columns of its kind.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Input, Select } from '@/shared/ui/field'
import { ColumnField } from './column-field'
import type { Kind } from './kind'
import { PublishOutcome, PublishPowers } from './publish.generated'
import { text } from './text'
import { today } from './today'

interface Props {
  unit: string
  kind: Kind
  onDone: (what: string) => void
}

export function PublishForm({ unit, kind, onDone }: Props) {
  const [power, setPower] = useState('')
  const { data } = useStaffQuery(PublishPowers, { unit })
  const powers = data?.node?.__typename === 'Unit' ? data.node.powers.nodes : []
  const [title, setTitle] = useState('')
  const [on, setOn] = useState(today())
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const said = kind.columns.map(({ key }) => ({ key, text: values[key] ?? '' }))
      const { publishOutcome } = await staffRequest(PublishOutcome, { input: { unitId: unit, kindId: kind.id, kindNo: kind.no, powerId: power || null, title, decidedOn: on, values: said } })
      setRefusals(publishOutcome.errors)
      if (publishOutcome.outcome) onDone(text.published(title))
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={['title', 'decidedOn']} fault={fault} />
      <Input id="outcome-title" label={text.title1} hint={text.titleHint} value={title} onValue={setTitle} error={refusalOf(refusals, 'title')} native={{ maxLength: 80 }} />
      <Input id="outcome-on" label={text.decidedOn} value={on} onValue={setOn} error={refusalOf(refusals, 'decidedOn')} native={{ type: 'date', max: today() }} />
      {powers.length > 0 && <Select id="outcome-power" label={text.power} value={power} onValue={setPower} options={[['', text.noPower], ...powers.map(({ id, name }) => [id, name] as const)]} />}
      {kind.columns.map((column) => (
        <ColumnField key={column.key} column={column} days={kind.personalDays} value={values[column.key] ?? ''} onValue={(value) => setValues({ ...values, [column.key]: value })} />
      ))}
      <FormButtons busy={busy} send={text.publish} cancel="" />
    </form>
  )
}
