// Days of one holiday that follow each other, as one line.

interface Day {
  readonly on: string
  readonly works: boolean
  readonly name: string
  readonly county: boolean
}

/** From one day to another, both included. */
export interface Span {
  readonly from: string
  readonly until: string
  readonly works: boolean
  readonly name: string
  readonly county: boolean
}

/** Joins neighbours of the same kind and name; the days come in order. */
export function spansOf(days: readonly Day[]): readonly Span[] {
  const spans: Span[] = []
  for (const { on, works, name, county } of days) {
    const last = spans[spans.length - 1]
    const joins = last !== undefined && last.name === name && last.works === works && last.county === county && nextDay(last.until) === on
    if (joins) spans[spans.length - 1] = { ...last, until: on }
    else spans.push({ from: on, until: on, works, name, county })
  }
  return spans
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
