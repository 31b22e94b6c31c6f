// Stopping a power: the unit, the power, the step, why, and perhaps the case behind it.
import { useRef, useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { HaltCase, HaltPower } from './halts.generated'
import { PowerPick } from './power-pick'
import type { PowerChoice } from './power-pick'
import { text } from './text'
import { UnitPick } from './unit-pick'
import { FEWEST } from './words-form'

const words = text.ordering

interface Props {
  county: string
  onClose: () => void
  onDone: (what: string) => void
}

export function OrderSheet({ county, onClose, onDone }: Props) {
  const [unit, setUnit] = useState('')
  const [power, setPower] = useState<PowerChoice>()
  const [reason, setReason] = useState('')
  const [number, setNumber] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [
      !unit && { field: 'unit', message: words.need.unit },
      !!unit && !power && { field: 'power', message: words.need.power },
      characters(reason.trim()) < FEWEST && { field: 'reason', message: words.need.reason },
    ].filter((one) => one !== false)
    if (missing.length > 0 || !power) return setRefusals(missing)
    send(async () => {
      const refused = await order(power, reason.trim(), number.trim())
      setRefusals(refused)
      if (refused.length === 0) onDone(words.done(power.name))
    })
  }
  const pick = (code: string) => {
    setUnit(code)
    setPower(undefined)
  }
  return (
    <Sheet label={text.order} onClose={onClose}>
      <h2>{text.order}</h2>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['unit', 'power', 'reason', 'caseId']} fault={fault} />
        <UnitPick county={county} value={unit} onValue={pick} error={refusalOf(refusals, 'unit')} />
        {unit && <PowerPick key={unit} county={county} unit={unit} action="HALT" value={power} onValue={setPower} error={refusalOf(refusals, 'power')} />}
        <TextArea id="halt-reason" label={words.reason} hint={text.public} rows={4} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
        <Input id="halt-case" label={words.case} hint={words.caseHint} optional value={number} onValue={setNumber} error={refusalOf(refusals, 'caseId')} />
        <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}

/** What was refused; a number that leads to no case of the viewer is refused here. */
async function order(power: PowerChoice, reason: string, number: string): Promise<readonly Refusal[]> {
  let caseId: string | undefined
  if (number) {
    const { caseByNumber } = await staffRequest(HaltCase, { number })
    if (!caseByNumber) return [{ field: 'caseId', message: words.noCase }]
    caseId = caseByNumber.id
  }
  const { haltPower } = await staffRequest(HaltPower, { input: { powerId: power.id, stepNumber: power.step, reason, caseId } })
  return haltPower.errors
}
