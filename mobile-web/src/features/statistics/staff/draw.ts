// Draws the months with the chart library: it comes with this file, when there is something to draw.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { words } from './clusters-text'

export interface Drawn {
  readonly month: string
  readonly received: number
  readonly overdue: number
}

const HEIGHT = 240

/** Draws into the box; what it gives takes the chart away again. */
export function draw(box: HTMLElement, months: readonly Drawn[]): () => void {
  const look = getComputedStyle(box)
  const colour = (name: string) => look.getPropertyValue(name).trim()
  const axis: uPlot.Axis = { font: `${look.fontSize} ${look.fontFamily}`, stroke: colour('--ink-2'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } }
  const bars = (fill: string, align: 1 | -1): uPlot.Series => {
    const paths = uPlot.paths.bars?.({ size: [0.4, 24], align })
    return { fill, stroke: fill, points: { show: false }, ...(paths && { paths }) }
  }
  const options: uPlot.Options = {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: () => [-0.6, months.length - 0.4] }, y: { range: (_chart, _least, most) => [0, Math.max(4, Math.ceil(most * 1.1))] } },
    axes: [
      // Every third name: on a phone twelve do not fit beside each other.
      { ...axis, grid: { show: false }, splits: () => months.map((_month, at) => at), values: (_chart, places) => places.map((at) => (at % 3 === 2 ? words.shortMonth(months[at]?.month ?? '') : '')) },
      { ...axis, size: 48, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [{}, bars(colour('--accent'), -1), bars(colour('--ink'), 1)],
  }
  const chart = new uPlot(options, [months.map((_month, at) => at), months.map(({ received }) => received), months.map(({ overdue }) => overdue)], box)
  const fit = () => chart.setSize({ width: box.clientWidth, height: HEIGHT })
  addEventListener('resize', fit)
  return () => {
    removeEventListener('resize', fit)
    chart.destroy()
  }
}
