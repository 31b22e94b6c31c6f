// The day in numbers at a desk: what comes first, what the next days bring, who has how much in hand.
import { text } from '../text'
import type { TodayQuery } from './cases.generated'
import { Counts, Lamps, Unread } from './counts'
import { chinaDay, dueByDay } from './due'
import { HandlerPlot } from './handler-plot'
import { LoadPlot } from './load-plot'
import { byHandler } from './workload'

const words = text.today
const DAYS = 10

export function DayPanels({ data }: { data: TodayQuery }) {
  const { nodes, totalCount, counts } = data.cases
  const today = chinaDay(new Date())
  const days = dueByDay(nodes, today, DAYS)
  const coming = days.reduce((sum, count) => sum + count, 0)
  return (
    <section class="panels" aria-label={words.numbers}>
      <div class="panel">
        <h2>{words.before}</h2>
        <Counts counts={counts} open={totalCount} />
        <Unread notices={data.viewer?.notices} />
      </div>
      <div class="panel">
        <h2>{words.load}</h2>
        <p class="big num mt2">
          {coming} <span class="small soft unbold">{words.pieces}</span>
        </p>
        <LoadPlot counts={days} today={today} />
      </div>
      <div class="panel">
        <h2>{words.open}</h2>
        <div class="bigrow mt2">
          <p class="big num">{totalCount}</p>
          <Lamps counts={counts} />
        </div>
        <HandlerPlot rows={byHandler(nodes, words.unassigned)} />
      </div>
    </section>
  )
}
