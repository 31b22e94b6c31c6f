// The line of a subject's months: from 1 to 5, the oldest on the left. The table below it says the same in numbers.
import { monthName, text } from './text'

interface Point {
  readonly month: string
  readonly score: number | null
}

const width = 320
const height = 120
const left = 20
const top = 10

export function TrendLine({ months }: { months: readonly Point[] }) {
  const points = months.slice().reverse().filter(({ score }) => score !== null)
  if (points.length < 2) return null
  const x = (at: number) => left + (at / (points.length - 1)) * (width - left - 10)
  const y = (score: number) => top + ((5 - score) / 4) * (height - 2 * top)
  const path = points.map(({ score }, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(score ?? 1).toFixed(1)}`).join('')
  const said = points.map(({ month, score }) => `${monthName(month)} ${(score ?? 0).toFixed(2)}`).join('，')
  return (
    <svg class="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${text.chart}：${said}`}>
      {[1, 2, 3, 4, 5].map((score) => (
        <g key={score}>
          <path class="trend__grid" d={`M${left} ${y(score)}H${width - 10}`} />
          <text class="trend__number" x={left - 8} y={y(score) + 4} text-anchor="middle">
            {score}
          </text>
        </g>
      ))}
      <path class="trend__line" d={path} />
      {points.map(({ month, score }, at) => (
        <circle key={month} class="trend__dot" cx={x(at)} cy={y(score ?? 1)} r={3.5} />
      ))}
    </svg>
  )
}
