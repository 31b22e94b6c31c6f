// Draws the months with the chart library: it comes with this file, when there is something to draw.
import { BarChart } from 'chartist'
import { words } from './clusters-text'

export interface Drawn {
  readonly month: string
  readonly received: number
  readonly overdue: number
}

/** Draws into the box; what it gives takes the chart away again. */
export function draw(box: HTMLElement, months: readonly Drawn[]): () => void {
  const data = {
    // Every third name: on a phone twelve do not fit beside each other.
    labels: months.map(({ month }, at) => (at % 3 === 2 ? words.shortMonth(month) : '')),
    series: [months.map(({ received }) => received), months.map(({ overdue }) => overdue)],
  }
  const axisY = { onlyInteger: true, offset: 48 }
  const chart = new BarChart(box, data, { axisX: { showGrid: false }, axisY, seriesBarDistance: 8, height: '240px', low: 0 })
  return () => {
    chart.detach()
    box.textContent = ''
  }
}
