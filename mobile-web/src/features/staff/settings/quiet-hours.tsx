// 静默时段: when the county sends nothing that can wait, set by its administrator.
import { useRef, useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Choice, Select } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { QuietHoursOfCounty, SetQuietHours } from './quiet.generated'
import type { QuietHoursOfCountyQuery } from './quiet.generated'

const words = text.me.quiet

type Hours = QuietHoursOfCountyQuery['quietHours']

/** What the server takes; it refuses others. */
const FROM = [19, 20, 21, 22, 23]
const UNTIL = [6, 7, 8, 9, 10]

export function QuietHours() {
  const { data, error, reload, put } = useStaffQuery(QuietHoursOfCounty, {})
  const [open, setOpen] = useState(false)
  const [done, setDone] = useDone()
  const close = () => setOpen(false)
  return (
    <Section id="quiet" title={words.title}>
      {done}
      {!data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data && (
        <ul class="cells">
          <li>
            <Cell title={inWords(data.quietHours)} sub={words.help} onClick={() => setOpen(true)} />
          </li>
        </ul>
      )}
      {data && open && (
        <Sheet label={words.title} onClose={close}>
          <QuietForm
            hours={data.quietHours}
            onClose={close}
            onDone={(hours) => {
              put({ quietHours: hours })
              setDone(words.set)
              close()
            }}
          />
        </Sheet>
      )}
    </Section>
  )
}

function inWords({ fromHour, untilHour }: Hours): string {
  return fromHour === null || untilHour === null ? words.none : words.is(fromHour, untilHour)
}

function QuietForm({ hours, onClose, onDone }: { hours: Hours; onClose: () => void; onDone: (hours: Hours) => void }) {
  const [wanted, setWanted] = useState(hours.fromHour !== null)
  const [from, setFrom] = useState(hours.fromHour ?? 21)
  const [until, setUntil] = useState(hours.untilHour ?? 8)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = wanted ? { fromHour: from, untilHour: until } : { fromHour: null, untilHour: null }
      const { setQuietHours } = await staffRequest(SetQuietHours, { input })
      setRefusals(setQuietHours.errors)
      if (setQuietHours.quietHours) onDone(setQuietHours.quietHours)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.title}</h2>
      <p class="soft small mt2">{words.help}</p>
      <FormOops refusals={refusals} fields={['fromHour', 'untilHour']} fault={fault} />
      <div class="choices mt4">
        <Choice checked={wanted} onChange={setWanted}>
          {words.want}
        </Choice>
      </div>
      {wanted && (
        <>
          <Select id="quiet-from" label={words.from} value={String(from)} onValue={(hour) => setFrom(Number(hour))} options={hoursOf(FROM)} error={refusalOf(refusals, 'fromHour')} />
          <Select id="quiet-until" label={words.until} value={String(until)} onValue={(hour) => setUntil(Number(hour))} options={hoursOf(UNTIL)} error={refusalOf(refusals, 'untilHour')} />
        </>
      )}
      <FormButtons busy={busy} send={words.send} cancel={text.me.cancel} onCancel={onClose} />
    </form>
  )
}

function hoursOf(hours: readonly number[]): readonly (readonly [string, string])[] {
  return hours.map((hour) => [String(hour), words.hour(hour)] as const)
}
