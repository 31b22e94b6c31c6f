// 过程检查: the unit, the power, the step, whether it was in order, and what was seen.
import { useRef, useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import type { CheckVerdict } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { CheckPower } from './halts.generated'
import { PowerPick } from './power-pick'
import type { PowerChoice } from './power-pick'
import { text } from './text'
import { UnitPick } from './unit-pick'
import { FEWEST } from './words-form'

const words = text.checking

interface Props {
  county: string
  onClose: () => void
  onDone: (what: string) => void
}

export function CheckSheet({ county, onClose, onDone }: Props) {
  const [unit, setUnit] = useState('')
  const [power, setPower] = useState<PowerChoice>()
  const [verdict, setVerdict] = useState<CheckVerdict>()
  const [said, setSaid] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [
      !unit && { field: 'unit', message: words.need.unit },
      !!unit && !power && { field: 'power', message: words.need.power },
      !verdict && { field: 'verdict', message: words.need.verdict },
      characters(said.trim()) < FEWEST && { field: 'text', message: words.need.text },
    ].filter((one) => one !== false)
    if (missing.length > 0 || !power || !verdict) return setRefusals(missing)
    send(async () => {
      const { checkPower } = await staffRequest(CheckPower, { input: { powerId: power.id, stepNumber: power.step, verdict, text: said.trim() } })
      setRefusals(checkPower.errors)
      if (checkPower.errors.length === 0) onDone(words.done)
    })
  }
  const pick = (code: string) => {
    setUnit(code)
    setPower(undefined)
  }
  return (
    <Sheet label={words.open} onClose={onClose}>
      <h2>{words.open}</h2>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['unit', 'power', 'verdict', 'text']} fault={fault} />
        <UnitPick county={county} value={unit} onValue={pick} error={refusalOf(refusals, 'unit')} />
        {unit && <PowerPick key={unit} county={county} unit={unit} action="CHECK" value={power} onValue={setPower} error={refusalOf(refusals, 'power')} />}
        <Group label={words.verdict} error={refusalOf(refusals, 'verdict')}>
          {(['IN_ORDER', 'OUT_OF_ORDER'] as const).map((one) => (
            <Choice key={one} type="radio" name="verdict" checked={verdict === one} onChange={() => setVerdict(one)}>
              {words.verdicts[one]}
            </Choice>
          ))}
        </Group>
        <TextArea id="check-text" label={words.text} hint={text.public} rows={4} value={said} onValue={setSaid} error={refusalOf(refusals, 'text')} />
        <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
      </form>
    </Sheet>
  )
}
