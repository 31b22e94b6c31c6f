// Sorts cases by the day they are due and says that day in words; today always comes from the caller.
import { chinaDay, clock, day as dayOfYear, dayWithYear } from '@/shared/format/format'

export { chinaDay }

/** What a list needs to know of a case to place it; `dueOn` is a day of the county's calendar, 2026-11-22. */
export interface Dated {
  readonly due?: { readonly kind: string; readonly dueOn: string } | null | undefined
  readonly viewerCan: readonly unknown[]
}

/** The groups of the day's list, in the order in which they are shown. */
export type GroupKey = 'overdue' | 'today' | 'soon' | 'later' | 'readOnly'

export interface Group<C> {
  readonly key: GroupKey
  readonly title: string
  readonly cases: readonly C[]
}

const TITLES: readonly (readonly [GroupKey, string])[] = [
  ['overdue', '已超期'],
  ['today', '今天到期'],
  ['soon', '这几天'],
  ['later', '以后'],
  ['readOnly', '只能看，等别人办'],
]

/** How many days ahead still count as 这几天. */
const SOON_DAYS = 3

/** Groups cases by due date, the earliest first; empty groups are left out. */
export function groupByDue<C extends Dated>(cases: readonly C[], today: string): readonly Group<C>[] {
  const sorted = [...cases].sort((a, b) => (a.due?.dueOn ?? '9999').localeCompare(b.due?.dueOn ?? '9999'))
  return TITLES.map(([key, title]) => ({ key, title, cases: sorted.filter((one) => groupOf(one, today) === key) }))
    .filter((group) => group.cases.length > 0)
}

function groupOf(one: Dated, today: string): GroupKey {
  // Until when the reporter may answer is nobody's day here.
  if (one.viewerCan.length === 0 || one.due?.kind === 'ANSWER') return 'readOnly'
  if (!one.due) return 'later'
  const left = daysBetween(today, one.due.dueOn)
  if (left < 0) return 'overdue'
  if (left === 0) return 'today'
  return left <= SOON_DAYS ? 'soon' : 'later'
}

/** Days from one calendar day to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The due day as a list row says it: 今天 24:00 前, 明天, 11 月 24 日 · 还有 2 天, 超期 3 天. */
export function dueInList(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn)
  if (left < 0) return `超期 ${-left} 天`
  if (left === 0) return '今天 24:00 前'
  if (left === 1) return '明天'
  return left <= SOON_DAYS ? `${dayInWords(dueOn, today)} · 还有 ${left} 天` : dayInWords(dueOn, today)
}

/** The due day as the case page says it: 11 月 24 日，还有 2 天. */
export function dueInFull(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn)
  if (left < 0) return `${dayInWords(dueOn, today)}，超期 ${-left} 天`
  if (left === 0) return '今天 24:00'
  return `${dayInWords(dueOn, today)}，还有 ${left} 天`
}

/** A calendar day in words: 11 月 24 日; with the year when it is not this year's. */
export function dayInWords(day: string, today: string): string {
  return today.startsWith(day.slice(0, 4)) ? dayOfYear(day) : dayWithYear(day)
}

/** A moment as a timeline says it: 今天 09:14, 11 月 3 日 18:20. */
export function momentInWords(at: string, today: string): string {
  const day = chinaDay(new Date(at))
  return `${day === today ? '今天' : dayInWords(day, today)} ${clock(at)}`
}
