// How units answer: a table for the commission.
import './measures.css'
import { useState } from 'preact/hooks'
import { chinaDay } from '@/shared/format/format'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { OpinionMeasures } from './opinions.generated'
import type { OpinionMeasuresQuery } from './opinions.generated'
import { text } from './text'

const words = text.measures
const quarter = 90 * 86_400_000

export function Measures() {
  const today = new Date()
  const [span, setSpan] = useState({ from: chinaDay(new Date(today.getTime() - quarter)), to: chinaDay(today) })
  const [asked, setAsked] = useState(span)
  const { data, error, reload } = useStaffQuery(OpinionMeasures, asked)
  const look = (event: Event) => {
    event.preventDefault()
    setAsked(span)
  }
  return (
    <Section id="measures" title={words.title}>
      <form onSubmit={look} noValidate>
        <Input id="from" label={words.from} value={span.from} onValue={(from) => setSpan({ ...span, from })} native={{ type: 'date' }} />
        <Input id="to" label={words.to} value={span.to} onValue={(to) => setSpan({ ...span, to })} native={{ type: 'date' }} />
        <button class="btn btn--quiet mt4" type="submit">
          {words.look}
        </button>
      </form>
      {!data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data && (data.opinionMeasures.length === 0 ? <p class="soft mt4">{words.none}</p> : <Table rows={data.opinionMeasures} />)}
    </Section>
  )
}

function Table({ rows }: { rows: OpinionMeasuresQuery['opinionMeasures'] }) {
  return (
    <>
      <div class="mt4 measures" tabIndex={0} role="region" aria-label={words.title}>
        <table>
          <thead>
            <tr>
              {[words.unit, words.received, words.answered, words.share, words.overdue, words.half].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unitId ?? 'all'}>
                <th scope="row">{row.unitName ?? words.all}</th>
                <td class="num">{row.received}</td>
                <td class="num">{row.answered}</td>
                <td class="num">{words.shareOf(row.shareInTime)}</td>
                <td class="num">{row.overdue}</td>
                <td class="num">{words.time(row.halfWithinMinutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft small mt3">{words.how}</p>
    </>
  )
}
