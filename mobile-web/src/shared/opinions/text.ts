// The words around opinions on other pages.
import type { OpinionPart, OpinionState } from '@/shared/graphql/schema.generated'

export const partNames: Readonly<Record<OpinionPart | 'WHOLE', string>> = { BASIS: '对依据', PROCESS: '对过程', OUTCOME: '对结果', WHOLE: '对整项' }

export const stateNames: Readonly<Record<OpinionState, string>> = {
  RECEIVED: '已收到',
  READ: '已读',
  ASSIGNED: '已分办',
  REPLIED: '已答复',
  FOLLOWED_UP: '追问中',
  CLOSED: '办结',
}

export const text = {
  title: '意见建议',
  count: (count: number) => `共 ${count} 条`,
  none: '还没有公开的意见。您有什么想法，可以提。',
  row: (day: string, state: string) => `${day} · ${state}`,
  all: '看全部意见和答复',
  write: '提意见',
} as const

const shownOfText = 60

/** The beginning of an opinion, as lists show it. */
export function short(said: string): string {
  const all = Array.from(said)
  return all.length > shownOfText ? `${all.slice(0, shownOfText).join('')}……` : said
}
