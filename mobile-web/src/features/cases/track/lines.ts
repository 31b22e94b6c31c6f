// How a report stands, in a few words.
import { headlines, lightWords, text } from './text'
import type { Status } from './use-track'

type Line = Pick<Status, 'state' | 'light' | 'instance' | 'satisfied' | 'organ'> & Partial<Pick<Status, 'withdrawsAt'>>

/** How it stands, in lines as they break on a narrow screen. */
export function headline({ state, instance, organ, satisfied, withdrawsAt }: Line): readonly string[] {
  if (withdrawsAt) return text.withdrawing
  const underReview = instance > 1 && (state === 'ACCEPTED' || state === 'INVESTIGATING' || state === 'CASE_FILED')
  if (underReview) return text.reviewHeadline(organ.name)
  if (state === 'REPLIED' && satisfied !== null) return [headlines.REPLIED[0]?.replace('，', '') ?? '']
  return headlines[state]
}

/** What the lamp stands for. */
export function lightSays({ state, light, instance }: Line): string {
  return light === 'RED' && instance > 1 && state !== 'REPLIED' ? text.organReview : lightWords[state]
}
