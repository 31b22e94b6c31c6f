// The day in numbers at a desk: what comes first, what the next days bring, who has how much in hand.
import { text } from '../text'
import type { TodayQuery } from './cases.generated'
import { Counts, Elsewhere, Lamps, Unread } from './counts'
import { chinaDay } from './due'
import { HandlerPlot } from './handler-plot'
import { LoadPlot } from './load-plot'
import { atAGlance } from './workload'

const words = text.today

export function DayPanels({ data }: { data: TodayQuery }) {
  const { counts, workload } = data.cases
  const days = workload.byDay.map(({ cases }) => cases)
  const today = workload.byDay[0]?.day ?? chinaDay(new Date())
  const coming = days.reduce((sum, count) => sum + count, 0)
  return (
    <section class="panels" aria-label={words.numbers}>
      <div class="panel">
        <h2>{words.before}</h2>
        <Counts load={workload} open={counts.open} />
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
          <p class="big num">{counts.open}</p>
          <Lamps counts={counts} />
        </div>
        <Elsewhere count={counts.elsewhere} />
        <HandlerPlot rows={atAGlance(workload.byHandler, words.unassigned)} />
      </div>
    </section>
  )
}
