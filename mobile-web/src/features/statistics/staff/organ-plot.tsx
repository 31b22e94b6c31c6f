// How much each organ has in hand, as bars of yellow and red with the numbers beside them; the table below says the same.
import type { OverviewQuery } from './overview.generated'
import { text } from './text'

type Organ = OverviewQuery['overview']['organs'][number]

interface Bar {
  readonly key: string
  readonly name: string
  readonly yellow: number
  readonly red: number
}

const ROW = 56
const ROOM = 220
/** More rows than this are no longer read at a glance; the rest is one row. */
const MOST_ROWS = 8

export function OrganPlot({ organs }: { organs: readonly Organ[] }) {
  const rows = atAGlance(organs)
  if (rows.length === 0) return null
  const most = Math.max(1, ...rows.map(({ yellow, red }) => yellow + red))
  const said = rows.map(({ name, yellow, red }) => text.organPlotRow(name, yellow, red))
  return (
    <svg class="plot mt3" viewBox={`0 0 340 ${rows.length * ROW}`} role="img" aria-label={text.organPlot(said)}>
      {rows.map((row, at) => (
        <Line key={row.key} row={row} y={at * ROW} unit={ROOM / most} />
      ))}
    </svg>
  )
}

/** Those with the most open cases; organs without one have no bar. */
export function atAGlance(organs: readonly Organ[]): readonly Bar[] {
  const rows = organs
    .map(({ organ, figures: { yellow, red } }) => ({ key: organ.id, name: organ.name, yellow, red }))
    .filter(({ yellow, red }) => yellow + red > 0)
    .sort((a, b) => b.yellow + b.red - a.yellow - a.red)
  if (rows.length <= MOST_ROWS) return rows
  const rest = rows.slice(MOST_ROWS - 1)
  const sum = (of: 'yellow' | 'red') => rest.reduce((all, row) => all + row[of], 0)
  return [...rows.slice(0, MOST_ROWS - 1), { key: 'rest', name: text.others(rest.length), yellow: sum('yellow'), red: sum('red') }]
}

function Line({ row: { name, yellow, red }, y, unit }: { row: Bar; y: number; unit: number }) {
  const redAt = yellow * unit + (yellow > 0 ? 3 : 1)
  return (
    <>
      <text x="0" y={y + 20} font-size="16" fill="var(--ink)">
        {name}
      </text>
      {yellow > 0 && <rect x={1} y={y + 30} width={yellow * unit} height="16" fill="var(--amber)" stroke="var(--amber-ink)" />}
      {red > 0 && <rect x={redAt} y={y + 29.5} width={red * unit} height="17" fill="var(--red)" />}
      <text x={redAt + red * unit + 8} y={y + 44} font-size="16" fill="var(--ink)">
        {yellow > 0 && text.plotYellow(yellow)}
        {yellow > 0 && red > 0 && ' '}
        {red > 0 && (
          <tspan fill="var(--red)" font-weight="700">
            {text.plotRed(red)}
          </tspan>
        )}
      </text>
    </>
  )
}
