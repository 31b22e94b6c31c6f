// Roles and resets that wait, as one list of rows.
import { day, dayWithYear } from '@/shared/format/format'
import { text } from '../text'
import { grantInWords, officialInWords } from './grant-words'
import type { PeopleQuery } from './people.generated'

const words = text.people

/** One thing that waits for a second person; its id goes into `approveRole`. */
export interface WaitingRow {
  readonly id: string
  readonly name: string
  readonly what: string
  readonly when: string
  /** The official behind the account of a role, with his posts. */
  readonly official: string | undefined
  /** That official's id: whoever agrees to a role names him. */
  readonly officialId: string | undefined
  /** What agreeing has done, where there is nothing to hand over. */
  readonly agreed: string
  /** The viewer may decide. */
  readonly mine: boolean
}

export function waitingList({ pendingGrants, pendingResets }: PeopleQuery['staff']): readonly WaitingRow[] {
  const grants = pendingGrants.map((grant) => ({
    id: grant.id,
    name: grant.account.name,
    what: grantInWords(grant),
    official: officialInWords(grant.official?.name ?? null, grant.official?.posts),
    officialId: grant.official?.id,
    agreed: words.approved,
    when: `${day(grant.from)}起${grant.until ? `，到 ${dayWithYear(grant.until)}` : ''}`,
    mine: grant.viewerCan.includes('APPROVE'),
  }))
  const resets = pendingResets.map((reset) => ({
    id: reset.id,
    name: reset.account.name,
    what: words.resetOf(words.resetKinds[reset.what]),
    official: undefined,
    officialId: undefined,
    agreed: words.renewedFactor,
    when: words.asked(day(reset.proposedAt)),
    mine: reset.viewerCan.includes('APPROVE'),
  }))
  return [...grants, ...resets]
}
