// 工作日历: the days that count, as announced and as the county counts them; the administrator sets days to come.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { chinaDay, day, dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { Calendar } from './calendar.generated'
import type { CalendarYearFragment } from './calendar.generated'
import { DayForm } from './day-form'
import { spansOf } from './spans'
import type { Span } from './spans'

const words = text.calendar

export default function CalendarPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          <Years viewer={viewer} />
        </>
      )}
    </StaffPage>
  )
}

function Years({ viewer }: { viewer: SignedInFragment }) {
  const today = chinaDay(new Date())
  const { data, error, reload } = useStaffQuery(Calendar, { county: viewer.county.code, next: Number(today.slice(0, 4)) + 1 })
  const [open, setOpen] = useState(false)
  const [done, setDone] = useDone()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  return (
    <>
      {done}
      {data.thisYear.viewerCanSet && (
        <button class="btn mt5" type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {words.set}
        </button>
      )}
      <Year one={data.thisYear} today={today} />
      <Year one={data.nextYear} today={today} />
      {open && (
        <Sheet label={words.set} onClose={() => setOpen(false)}>
          <DayForm
            today={today}
            onClose={() => setOpen(false)}
            onDone={(on) => {
              setOpen(false)
              setDone(words.done(dayWithYear(on)))
              reload()
            }}
          />
        </Sheet>
      )}
    </>
  )
}

/** What is to come stands open; what is over is folded. */
function Year({ one, today }: { one: CalendarYearFragment; today: string }) {
  const spans = spansOf(one.days)
  const coming = spans.filter(({ until }) => until >= today)
  const past = spans.filter(({ until }) => until < today)
  return (
    <Section id={`year-${one.year}`} title={words.year(one.year)}>
      {!one.announced && <p class="soft">{words.unannounced}</p>}
      {one.announced && coming.length === 0 && <p class="soft">{words.noneLeft}</p>}
      <Spans spans={coming} />
      {past.length > 0 && (
        <details>
          <summary>{words.past(past.length)}</summary>
          <div>
            <Spans spans={past} />
          </div>
        </details>
      )}
    </Section>
  )
}

function Spans({ spans }: { spans: readonly Span[] }) {
  if (spans.length === 0) return null
  return (
    <ul class="cells">
      {spans.map(({ from, until, name, works, county }) => (
        <li key={`${from}${name}`}>
          <Cell title={from === until ? day(from) : words.span(day(from), day(until))} sub={words.day(name, works, county)} />
        </li>
      ))}
    </ul>
  )
}
