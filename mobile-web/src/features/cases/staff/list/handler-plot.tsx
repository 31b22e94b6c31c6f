// Who has how many cases in hand, as bars of yellow and red with the numbers beside them.
import { text } from '../text'
import type { Workload } from './workload'

const words = text.today
const ROW = 30
const LEFT = 128
const ROOM = 112

export function HandlerPlot({ rows }: { rows: readonly Workload[] }) {
  const most = Math.max(1, ...rows.map(({ yellow, red }) => yellow + red))
  const said = rows.map(({ name, yellow, red }) => words.handlerLoad(name, yellow, red))
  if (rows.length === 0) return null
  return (
    <svg class="plot mt3" viewBox={`0 0 340 ${rows.length * ROW}`} role="img" aria-label={said.join('；')}>
      {rows.map((row, index) => (
        <Bars key={row.name} row={row} y={index * ROW} unit={ROOM / most} />
      ))}
    </svg>
  )
}

function Bars({ row: { name, yellow, red }, y, unit }: { row: Workload; y: number; unit: number }) {
  const redAt = LEFT + yellow * unit + (yellow > 0 ? 3 : 0)
  return (
    <>
      <text x="0" y={y + 20} font-size="16" fill="var(--ink)">
        {Array.from(name).slice(0, 6).join('')}
      </text>
      {yellow > 0 && <rect x={LEFT} y={y + 7} width={yellow * unit} height="16" fill="var(--amber)" stroke="var(--amber-ink)" />}
      {red > 0 && <rect x={redAt} y={y + 6.5} width={red * unit} height="17" fill="var(--red)" />}
      <text x={redAt + red * unit + 8} y={y + 21} font-size="16" fill="var(--ink)">
        {yellow > 0 && words.plotYellow(yellow)}
        {yellow > 0 && red > 0 && ' '}
        {red > 0 && (
          <tspan fill="var(--red)" font-weight="700">
            {words.plotRed(red)}
          </tspan>
        )}
      </text>
    </>
  )
}
