// Who has how many cases in hand, by the lamp that is lit.
import type { Light } from '@/shared/graphql/schema.generated'

/** One handler's open cases. */
export interface Workload {
  readonly name: string
  readonly yellow: number
  readonly red: number
}

interface Held {
  readonly handler: { readonly name: string } | null
  readonly light: Light
  readonly viewerCan: readonly unknown[]
}

/** More rows than this are no longer read at a glance; the rest is one row. */
const MOST_ROWS = 4

/** The most laden first; `nobody` names what is not assigned; cases one can only read are not counted. */
export function byHandler(cases: readonly Held[], nobody: string): readonly Workload[] {
  const found = new Map<string, Workload>()
  for (const { handler, light, viewerCan } of cases) {
    if (viewerCan.length === 0) continue
    const name = handler?.name ?? nobody
    const { yellow, red } = found.get(name) ?? { yellow: 0, red: 0 }
    found.set(name, { name, yellow: yellow + (light === 'YELLOW' ? 1 : 0), red: red + (light === 'RED' ? 1 : 0) })
  }
  const rows = Array.from(found.values()).sort((a, b) => sizeOf(b) - sizeOf(a))
  return rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - 1), rows.slice(MOST_ROWS - 1).reduce(joined)]
}

function joined(sum: Workload, one: Workload): Workload {
  return { name: '其他人', yellow: sum.yellow + one.yellow, red: sum.red + one.red }
}

function sizeOf({ yellow, red }: Workload): number {
  return yellow + red
}
