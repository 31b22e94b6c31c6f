// A request for a pause or an extension in one line.
import type { DeadlineRequestKind, DeadlineRequestState } from '@/shared/graphql/schema.generated'
import { dayInWords } from '../list/due'

/** What one line says of a request. */
export interface RequestFacts {
  readonly kind: DeadlineRequestKind
  readonly state: DeadlineRequestState
  readonly days: number | null
  readonly until: string | null
  readonly fromOn: string | null
  readonly endedOn: string | null
}

const STATE: Readonly<Record<DeadlineRequestState, string>> = {
  OPEN: '等上级批',
  GRANTED: '批准了',
  REFUSED: '没有批准',
  LAPSED: '没有批，作废了',
}

/** 暂停到 3 月 14 日；延长 20 天. */
export function askedInWords({ kind, days, until }: RequestFacts, today: string): string {
  return kind === 'PAUSE' ? `暂停到 ${dayInWords(until ?? '', today)}` : `延长 ${days ?? 0} 天`
}

/** 暂停到 3 月 14 日：批准了，3 月 5 日到 3 月 8 日. */
export function requestInWords(request: RequestFacts, today: string): string {
  const line = `${askedInWords(request, today)}：${STATE[request.state]}`
  const { fromOn, endedOn } = request
  if (!fromOn || !endedOn) return line
  return endedOn < fromOn ? `${line}，当天就恢复了` : `${line}，${dayInWords(fromOn, today)}到 ${dayInWords(endedOn, today)}`
}
