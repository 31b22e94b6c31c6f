// Setting one day: which, how it counts, why.
import { useRef, useState } from 'preact/hooks'
import type { CalendarDayKind } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Input } from '@/shared/ui/field'
import { text } from '../text'
import { SetCalendarDay } from './calendar.generated'

const words = text.calendar

const KINDS: readonly CalendarDayKind[] = ['REST', 'WORK', 'AS_ANNOUNCED']

interface Props {
  today: string
  onClose: () => void
  onDone: (on: string) => void
}

export function DayForm({ today, onClose, onDone }: Props) {
  const [on, setOn] = useState('')
  const [kind, setKind] = useState<CalendarDayKind>('REST')
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [...(on ? [] : [{ field: 'on', message: words.need.on }]), ...(reason.trim() ? [] : [{ field: 'reason', message: words.need.reason }])]
    setRefusals(missing)
    if (missing.length > 0) return
    send(async () => {
      const { setCalendarDay } = await staffRequest(SetCalendarDay, { input: { on, kind, reason: reason.trim() } })
      setRefusals(setCalendarDay.errors)
      if (setCalendarDay.errors.length === 0) onDone(on)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.set}</h2>
      <p class="mt2">{words.setHelp}</p>
      <FormOops refusals={refusals} fields={['on', 'kind', 'reason']} fault={fault} />
      <Input id="on" label={words.on} value={on} onValue={setOn} error={wrong('on')} native={{ type: 'date', min: today }} />
      <Group label={words.kind} error={wrong('kind')}>
        <div class="choices">
          {KINDS.map((one) => (
            <Choice key={one} type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)}>
              {words.kinds[one]}
            </Choice>
          ))}
        </div>
      </Group>
      <Input id="reason" label={words.reason} hint={words.reasonHint} value={reason} onValue={setReason} error={wrong('reason')} native={{ maxlength: 20 }} />
      <FormButtons busy={busy} send={words.send} cancel={words.cancel} onCancel={onClose} />
    </form>
  )
}
