// Roles and resets that wait, as one list of rows.
import { day, dayWithYear } from '@/shared/format/format'
import { text } from '../text'
import { grantInWords } from './grant-words'
import type { PeopleQuery } from './people.generated'

const words = text.people

/** One thing that waits for a second person; its id goes into `approveRole`. */
export interface WaitingRow {
  readonly id: string
  readonly name: string
  readonly what: string
  readonly when: string
  /** The viewer may decide. */
  readonly mine: boolean
}

export function waitingList({ pendingGrants, pendingResets }: PeopleQuery['staff']): readonly WaitingRow[] {
  const grants = pendingGrants.map((grant) => ({
    id: grant.id,
    name: grant.account.name,
    what: grantInWords(grant),
    when: `${day(grant.from)}起${grant.until ? `，到 ${dayWithYear(grant.until)}` : ''}`,
    mine: grant.viewerCan.includes('APPROVE'),
  }))
  const resets = pendingResets.map((reset) => ({
    id: reset.id,
    name: reset.account.name,
    what: words.resetOf(words.resetKinds[reset.what]),
    when: words.asked(day(reset.proposedAt)),
    mine: reset.viewerCan.includes('APPROVE'),
  }))
  return [...grants, ...resets]
}
