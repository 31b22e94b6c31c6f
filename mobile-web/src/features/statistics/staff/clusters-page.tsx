// 举报分布: where the reports of a month cluster over the county, beside the month before and what is usual.
import { useRef, useState } from 'preact/hooks'
import { chinaDay } from '@/shared/format/format'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { hasRole } from '@/shared/staff/tabs'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { CATEGORY, words } from './clusters-text'
import { ExportReportClusters, ReportClusters, type ReportClustersQuery } from './clusters.generated'
import { Download } from './download'
import { Slide } from './tables'
import { SUBJECT, text } from './text'
import { Trend } from './trend'
import './overview.css'
import './clusters.css'

type Found = ReportClustersQuery['reportClusters']

interface Row {
  readonly key: string
  readonly name: string
  readonly under?: string
  readonly pair: Found['received']
  readonly mean?: number
}

export default function ClustersPage() {
  return (
    <StaffPage tab="overview" back={{ href: '/staff/overview', name: text.title }} panels>
      {(viewer, wide) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
          </div>
          {hasRole(viewer, 'HEAD') ? <Clusters wide={wide} /> : <p class="mt2">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

/** This month and the eleven before it, in China. */
function lastMonths(now: Date): readonly string[] {
  const [year = 0, month = 1] = chinaDay(now).split('-').map(Number)
  return Array.from({ length: 12 }, (_, ago) => new Date(Date.UTC(year, month - 1 - ago, 1)).toISOString().slice(0, 7))
}

function Clusters({ wide }: { wide: boolean }) {
  const [month, setMonth] = useState<string>()
  const last = useRef<Found | undefined>(undefined)
  const { data, error, reload } = useStaffQuery(ReportClusters, { month: month ?? null })
  // While another month is asked for, the page stands as it was.
  if (data) last.current = data.reportClusters
  const found = last.current
  if (!found) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const box = wide ? 'panel' : 'section'
  const take = async (format: 'CSV' | 'XLSX') => (await staffRequest(ExportReportClusters, { input: { month: found.month, format } })).exportReportClusters
  return (
    <>
      <p class="soft mt2">{words.lead}</p>
      <Select id="month" label={words.month} value={found.month} onValue={setMonth} options={lastMonths(new Date()).map((one) => [one, words.monthOf(one)] as const)} />
      {error && <Failed error={error} retry={reload} />}
      <Sums found={found} box={box} wide={wide} />
      <div class={wide ? 'halves' : undefined}>
        <Tables found={found} box={box} />
      </div>
      <Download take={take} />
    </>
  )
}

function Sums({ found, box, wide }: { found: Found; box: string; wide: boolean }) {
  return (
    <div class={wide ? 'halves' : undefined}>
      <section class={box} aria-labelledby="sums-h">
        <h2 id="sums-h">{words.monthOf(found.month)}</h2>
        <dl class="kv mt3">
          {([[words.received, found.received], [words.overdue, found.overdue]] as const).map(([name, pair]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <b class="num">{pair.thisMonth}</b> {words.pieces} <span class="soft small num">{words.last(pair.lastMonth)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section class={box} aria-labelledby="trend-h">
        <h2 id="trend-h">{words.trend}</h2>
        <p class="soft small mt2">{words.trendHelp}</p>
        <Trend months={found.months} />
      </section>
    </div>
  )
}

function Tables({ found, box }: { found: Found; box: string }) {
  const units = found.byUnit.map((one): Row => ({ key: one.code, name: one.name, under: CATEGORY[one.category], pair: one.reports, mean: one.countyMean }))
  const powers = found.byPower.map((one): Row => ({ key: one.code, name: one.name, under: one.unitName, pair: one.reports }))
  const steps = found.byStep.map((one): Row => ({ key: `${one.code} ${one.stepNumber}`, name: words.stepOf(one.name, one.stepNumber ?? 0, one.stepTitle ?? ''), under: one.unitName, pair: one.reports }))
  return (
    <>
      <Table id="units" title={words.units} help={words.unitsHelp} head={words.unit} rows={units} box={box} />
      <Table id="powers" title={words.powers} head={words.power} rows={powers} box={box} />
      <Table id="steps" title={words.steps} help={words.stepsHelp} head={words.step} rows={steps} box={box} />
      <Table id="kinds" title={words.kinds} head={words.kind} rows={found.byKind.map((one) => ({ key: one.subject, name: SUBJECT[one.subject], pair: one.reports }))} box={box} />
      <Table id="categories" title={words.categories} head={words.category} rows={found.byCategory.map((one) => ({ key: one.category, name: CATEGORY[one.category], pair: one.reports }))} box={box} />
      <Table id="organs" title={words.organs} head={words.organ} rows={found.overdueByOrgan.map((one) => ({ key: one.organ.id, name: one.organ.name, pair: one.cases }))} box={box} />
      <Ratings rows={found.ratings} box={box} />
    </>
  )
}

function Ratings({ rows, box }: { rows: Found['ratings']; box: string }) {
  return (
    <section class={box} aria-labelledby="ratings-h">
      <h2 id="ratings-h">{words.ratings}</h2>
      <p class="soft small mt2">{words.ratingsHelp}</p>
      {rows.length === 0 ? (
        <p class="soft mt3">{words.none}</p>
      ) : (
        <Slide label={words.ratings} heads={[words.unit, words.thisMonth, words.lastMonth, words.sheets]}>
          {rows.map(({ code, name, sheets, thisScore, lastScore }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td class="num">{thisScore.toFixed(2)}</td>
              <td class="num">{lastScore.toFixed(2)}</td>
              <td class="num">{sheets.thisMonth}</td>
            </tr>
          ))}
        </Slide>
      )}
    </section>
  )
}

interface TableProps {
  id: string
  title: string
  help?: string
  head: string
  rows: readonly Row[]
  box: string
}

function Table({ id, title, help, head, rows, box }: TableProps) {
  const withMean = rows.some(({ mean }) => mean !== undefined)
  return (
    <section class={box} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{title}</h2>
      {help && <p class="soft small mt2">{help}</p>}
      {rows.length === 0 ? (
        <p class="soft mt3">{words.none}</p>
      ) : (
        <Slide label={title} heads={[head, words.thisMonth, words.lastMonth, ...(withMean ? [words.mean] : [])]}>
          {rows.map(({ key, name, under, pair, mean }) => (
            <tr key={key}>
              <th scope="row">
                {name}
                {under && <span class="line small soft">{under}</span>}
              </th>
              <td class="num">{pair.thisMonth}</td>
              <td class="num">{pair.lastMonth}</td>
              {mean !== undefined && <td class="num">{mean.toFixed(1)}</td>}
            </tr>
          ))}
        </Slide>
      )}
    </section>
  )
}
