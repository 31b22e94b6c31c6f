// Where a number leads: the committee's list, narrowed to exactly the cases that it counts; the list reads the same words.
import type { CaseState, DueSpan, Light, SubjectKind } from '@/shared/graphql/schema.generated'

/** What a number counts, besides being open at one organ. */
export interface Counted {
  readonly light?: Light
  readonly due?: readonly DueSpan[]
  readonly state?: readonly CaseState[]
  readonly subject?: SubjectKind
  /** An account, or `none` for what nobody handles. */
  readonly handler?: string
  /** Results that are still to be published, also of what is finished. */
  readonly publish?: true
}

/** States in which the organ still has to act. */
export const TO_ACT: readonly CaseState[] = ['SUBMITTED', 'ACCEPTED', 'INVESTIGATING', 'CASE_FILED']

/** The address of the list behind a number of an organ. */
export function listOf(organ: string, counted: Counted = {}): string {
  const { light, due, state, subject, handler, publish } = counted
  const all = { organ, light, due: due?.join('.'), state: state?.join('.'), subject, handler, publish: publish && 'yes' }
  const words = Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return `/staff/all?${words.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`
}
