// Twelve months as a chart, and as the table that says the same; without the chart the table still does.
import { useEffect, useRef, useState } from 'preact/hooks'
import { words } from './clusters-text'
import type { Drawn } from './draw'
import { Slide } from './tables'

export function Trend({ months }: { months: readonly Drawn[] }) {
  const box = useRef<HTMLDivElement>(null)
  // Old phones (iOS 12 and 13) lack what the library needs: the table then stands open by itself.
  const [isPlain, setPlain] = useState(false)
  useEffect(() => {
    let takeAway: (() => void) | undefined
    let isGone = false
    import('./draw')
      .then(({ draw }) => {
        if (!isGone && box.current) takeAway = draw(box.current, months)
      })
      .catch(() => {
        if (!isGone) setPlain(true)
      })
    return () => {
      isGone = true
      takeAway?.()
    }
  }, [months])
  return (
    <>
      {!isPlain && <div class="chart mt3" ref={box} aria-hidden="true" />}
      <details open={isPlain}>
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
