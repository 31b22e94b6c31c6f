// Whether a list differs from what is shown: by its rows, their order and their versions.
import type { InboxChangedSubscription } from './cases.generated'

interface Row {
  readonly id: string
  readonly version: string
}

/** What must not change under the reader's finger. */
export function rowsOf(rows: readonly Row[]): string {
  return rows.map(({ id, version }) => `${id} ${version}`).join('\n')
}

/** Whether the list shows already what an event tells of: mostly what the reader has done himself. */
export function isKnown(news: InboxChangedSubscription | undefined, rows: readonly Row[] | undefined): boolean {
  if (!news || news.inboxChanged.lookAgain || !rows) return false
  return news.inboxChanged.cases.every(({ id, version }) => rows.some((row) => row.id === id && row.version === version))
}
