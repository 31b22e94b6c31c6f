// A number a row, in words and as a bar beside them: a chart that is its own table.
import { Count } from './number'

export interface Row {
  readonly key: string
  readonly name: string
  readonly cases: number
  readonly href: string | undefined
}

export function Bars({ rows, label }: { rows: readonly Row[]; label: string }) {
  const most = Math.max(1, ...rows.map(({ cases }) => cases))
  return (
    <ul class="bars mt3" aria-label={label}>
      {rows.map(({ key, name, cases, href }) => (
        <li key={key}>
          <span class="bars__top">
            <span>{name}</span>
            <Count count={cases} what={name} href={href} />
          </span>
          <span class="bars__track" aria-hidden="true">
            <span class={key === 'OVERDUE' ? 'bars__fill bars__fill--ink' : 'bars__fill'} style={{ width: `${(cases / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  )
}
