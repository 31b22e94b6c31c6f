// Who has how many cases in hand: the server counts, this makes rows of it that are read at a glance.
import type { TodayQuery } from './cases.generated'

/** One handler's open cases. */
export interface Workload {
  readonly name: string
  readonly yellow: number
  readonly red: number
}

type Counted = TodayQuery['cases']['workload']['byHandler']

/** More rows than this are no longer read at a glance; the rest is one row. */
const MOST_ROWS = 4

/** The most laden first, as the server tells them; `nobody` names what is not assigned. */
export function atAGlance(counted: Counted, nobody: string): readonly Workload[] {
  const rows = counted.map(({ handler, yellow, red }) => ({ name: handler?.name ?? nobody, yellow, red }))
  return rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - 1), rows.slice(MOST_ROWS - 1).reduce(joined)]
}

function joined(sum: Workload, one: Workload): Workload {
  return { name: '其他人', yellow: sum.yellow + one.yellow, red: sum.red + one.red }
}
