// 统计: what a head's organ and those below it have in hand, by counts; each number leads to its cases where they may be opened.
import { useRef, useState } from 'preact/hooks'
import type { OverviewPeriod } from '@/shared/graphql/schema.generated'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { hasRole } from '@/shared/staff/tabs'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Failed, Waiting } from '@/shared/ui/states'
import { Bars, type Row } from './bars'
import { Download } from './download'
import { listOf, type Counted } from './links'
import { OrganPlot } from './organ-plot'
import { words } from './clusters-text'
import { ExportOverview, Overview } from './overview.generated'
import type { OverviewQuery } from './overview.generated'
import { Count } from './number'
import { HandlerTable, OrganTable, TimesTable } from './tables'
import { DUE, PERIODS, STATE, SUBJECT, text } from './text'
import './overview.css'

type Found = OverviewQuery['overview']

export default function OverviewPage() {
  return (
    <StaffPage tab="overview" panels>
      {(viewer, wide) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
          </div>
          {hasRole(viewer, 'HEAD') ? <Numbers wide={wide} /> : <p class="mt2">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Numbers({ wide }: { wide: boolean }) {
  const [period, setPeriod] = useState<OverviewPeriod>('THIS_QUARTER')
  const last = useRef<Found | undefined>(undefined)
  const { data, error, reload } = useStaffQuery(Overview, { period })
  // While another period is asked for, the page stands as it was.
  if (data) last.current = data.overview
  const found = last.current
  if (!found) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const box = wide ? 'panel' : 'section'
  const take = async (format: 'CSV' | 'XLSX') => (await staffRequest(ExportOverview, { input: { period, format } })).exportOverview
  const isCommission = found.organs.some(({ organ, depth }) => organ.kind === 'COUNTY_COMMISSION' && depth === 0)
  return (
    <>
      <p class="soft mt2">{text.lead(dayWithYear(found.on))}</p>
      {isCommission && (
        <ul class="cells mt3">
          <li>
            <Cell title={words.open} href="/staff/clusters" />
          </li>
        </ul>
      )}
      {error && <Failed error={error} retry={reload} />}
      <div class={wide ? 'panels mt4' : undefined}>
        <Open found={found} box={box} />
        <Kinds found={found} box={box} />
        <Handlers found={found} box={box} />
      </div>
      <div class={wide ? 'halves' : undefined}>
        <section class={box} aria-labelledby="organs-h">
          <h2 id="organs-h">{text.organs}</h2>
          <p class="soft small mt2">{text.organsHelp}</p>
          {found.organs.length > 1 && <OrganPlot organs={found.organs} />}
          <OrganTable organs={found.organs} total={found.total} />
        </section>
        <section class={box} aria-labelledby="times-h">
          <h2 id="times-h">{text.times}</h2>
          <Periods period={period} onChoose={setPeriod} />
          <Times found={found} />
        </section>
      </div>
      <Download take={take} />
    </>
  )
}

/** Numbers over several organs lead nowhere: a list is that of one. */
function toList(found: Found): (counted: Counted) => string | undefined {
  const [only] = found.organs
  return (counted) => (only && found.organs.length === 1 && only.canList ? listOf(only.organ.id, counted) : undefined)
}

function Open({ found, box }: { found: Found; box: string }) {
  const { total } = found
  const list = toList(found)
  const rows: Row[] = total.byDue.map(({ due, cases }) => ({ key: due, name: DUE[due], cases, href: list({ due: [due] }) }))
  return (
    <section class={box} aria-labelledby="open-h">
      <h2 id="open-h">{text.open}</h2>
      <div class="bigrow mt2">
        <p class="big num">
          <Count count={total.open} what={text.open} href={list({})} /> <span class="small soft unbold">{text.pieces}</span>
        </p>
        <p class="lamps">
          <span class="light light--yellow light--bare num">{text.yellow(total.yellow)}</span>
          {total.red > 0 && <span class="light light--red num">{text.red(total.red)}</span>}
        </p>
      </div>
      <h3 class="mt4">{text.due}</h3>
      <Bars rows={rows} label={text.due} />
      <ToPublish found={found} />
    </section>
  )
}

/** Finished cases are among them, which no other number here counts. */
function ToPublish({ found }: { found: Found }) {
  const { organs, total } = found
  const list = toList(found)
  const rows: Row[] = organs
    .filter(({ figures }) => figures.unpublished > 0)
    .map(({ organ, canList, figures }) => ({ key: organ.id, name: organ.name, cases: figures.unpublished, href: canList ? listOf(organ.id, { publish: true }) : undefined }))
  return (
    <>
      <h3 class="mt4">{text.publish}</h3>
      <p class="mt2">
        <Count count={total.unpublished} what={text.publish} href={list({ publish: true })} /> <span class="small soft">{text.pieces}</span>
      </p>
      <p class="soft small">{text.publishHelp}</p>
      {organs.length > 1 && rows.length > 0 && <Bars rows={rows} label={text.publish} />}
    </>
  )
}

function Kinds({ found, box }: { found: Found; box: string }) {
  const { byState, bySubject } = found.total
  const list = toList(found)
  const states: Row[] = byState.map(({ state, cases }) => ({ key: state, name: STATE[state], cases, href: list({ state: [state] }) }))
  const subjects: Row[] = bySubject.map(({ subject, cases }) => ({ key: subject, name: SUBJECT[subject], cases, href: list({ subject }) }))
  return (
    <section class={box} aria-labelledby="state-h">
      <h2 id="state-h">{text.state}</h2>
      {states.length === 0 ? <p class="soft mt3">{text.none}</p> : <Bars rows={states} label={text.state} />}
      {subjects.length > 0 && (
        <>
          <h3 class="mt4">{text.subject}</h3>
          <Bars rows={subjects} label={text.subject} />
        </>
      )}
    </section>
  )
}

function Handlers({ found: { handlers }, box }: { found: Found; box: string }) {
  return (
    <section class={box} aria-labelledby="handlers-h">
      <h2 id="handlers-h">{text.handlers}</h2>
      <p class="soft small mt2">{text.handlersHelp}</p>
      {handlers.length === 0 ? <p class="mt3">{text.noneInHand}</p> : <HandlerTable handlers={handlers} />}
    </section>
  )
}

function Times({ found: { from, to, organs, total } }: { found: Found }) {
  return (
    <>
      <p class="soft small mt3" role="status">
        {text.timesOf(dayWithYear(from), dayWithYear(to))}
      </p>
      {(['acceptance', 'result'] as const).map((what) => (
        <div key={what} class="mt4">
          <h3>{text[what]}</h3>
          <p class="soft small">{text[`${what}Help`]}</p>
          <TimesTable what={what} organs={organs} total={total} />
        </div>
      ))}
    </>
  )
}

function Periods({ period, onChoose }: { period: OverviewPeriod; onChoose: (period: OverviewPeriod) => void }) {
  return (
    <fieldset class="field">
      <legend class="field__label">{text.period}</legend>
      <div class="pick">
        {PERIODS.map(([key, name]) => (
          <label key={key} class="pick__one">
            <input type="radio" name="period" checked={period === key} onChange={() => onChoose(key)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
