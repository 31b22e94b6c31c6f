// Twelve months as a chart, and as the table that says the same; without the chart the table still does.
import { useEffect, useRef } from 'preact/hooks'
import { words } from './clusters-text'
import type { Drawn } from './draw'
import { Slide } from './tables'

export function Trend({ months }: { months: readonly Drawn[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let takeAway: (() => void) | undefined
    let isGone = false
    import('./draw').then(
      ({ draw }) => {
        if (!isGone && box.current) takeAway = draw(box.current, months)
      },
      // The table stands below.
      () => undefined,
    )
    return () => {
      isGone = true
      takeAway?.()
    }
  }, [months])
  return (
    <>
      <div class="chart mt3" ref={box} aria-hidden="true" />
      <details>
        <summary>{words.trendTable}</summary>
        <Slide label={words.trendTable} heads={[words.month, words.received, words.overdue]}>
          {months.map(({ month, received, overdue }) => (
            <tr key={month}>
              <th scope="row">{words.monthOf(month)}</th>
              <td class="num">{received}</td>
              <td class="num">{overdue}</td>
            </tr>
          ))}
        </Slide>
      </details>
    </>
  )
}
