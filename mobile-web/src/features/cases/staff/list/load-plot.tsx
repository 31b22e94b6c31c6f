// How many cases fall due on each of the next days, as bars and in words.
import { dayInWords } from './due'
import { text } from '../text'

const words = text.today
const WIDTH = 340
const HEIGHT = 112
const FLOOR = 84

/** `counts` begins with today. */
export function LoadPlot({ counts, today }: { counts: readonly number[]; today: string }) {
  const most = Math.max(...counts)
  if (most === 0) return <p class="soft small mt3">{words.noneDue}</p>
  const step = WIDTH / counts.length
  const days = counts.map((_, at) => addDays(today, at))
  const said = counts.map((count, at) => (count > 0 ? `${dayInWords(days[at] ?? today, today)} ${count} 件` : '')).filter(Boolean)
  return (
    <svg class="plot mt3" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.loadAlt(said)}>
      <path d={`M0 ${FLOOR}.5h${WIDTH}`} stroke="var(--edge)" />
      {counts.map((count, at) => (
        <Column key={at} x={at * step} width={step} share={count / most} count={count} name={dayName(days[at] ?? today, at)} now={at === 0} />
      ))}
    </svg>
  )
}

interface ColumnProps {
  x: number
  width: number
  share: number
  count: number
  name: string
  now: boolean
}

function Column({ x, width, share, count, name, now }: ColumnProps) {
  const height = share * (FLOOR - 28)
  const middle = x + width / 2
  return (
    <>
      {count > 0 && <rect x={x + width * 0.2} y={FLOOR - height} width={width * 0.6} height={height} rx="2" fill={now ? 'var(--accent)' : 'var(--accent-soft)'} />}
      {count > 0 && (
        <text x={middle} y={FLOOR - height - 8} font-size="15" font-weight="700" text-anchor="middle" fill="var(--ink)">
          {count}
        </text>
      )}
      <text x={middle} y={HEIGHT - 8} font-size="14" text-anchor="middle" fill="var(--ink-2)">
        {name}
      </text>
    </>
  )
}

/** Every second day is named: all of them would run together in large mode. */
function dayName(day: string, index: number): string {
  if (index === 0) return '今天'
  return index % 2 === 0 ? String(Number(day.slice(8))) : ''
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
