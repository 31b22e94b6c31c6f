// 全部 as a number of 统计 or of 今天 leads to it: the address says which cases the number counts, and the list holds exactly
// these.
import type { CaseFilter, CaseState, DueSpan, Light, SubjectKind } from '@/shared/graphql/schema.generated'
import { STATE } from '../words'

type Query = Readonly<Record<string, string | undefined>>

const KEYS = ['organ', 'light', 'due', 'state', 'subject', 'handler', 'publish'] as const

const DUE: Readonly<Record<DueSpan, string>> = {
  OVERDUE: '已超期',
  DAY: '今天明天到期',
  WEEK: '7 天内到期',
  LATER: '更晚到期',
  WAITING: '等举报人回话',
}
const LIGHT: Readonly<Record<Light, string>> = { YELLOW: '黄灯', RED: '红灯', NONE: '没有灯' }
const SUBJECT: Readonly<Record<SubjectKind, string>> = { UNIT: '先说到单位', OFFICIAL: '先说到干部', POWER: '先说到权力', OUTCOME: '先说到办事结果' }
const TO_ACT = ['SUBMITTED', 'ACCEPTED', 'INVESTIGATING', 'CASE_FILED'].join('.')

/** What of an address belongs to the number, to be kept on the way to a case and back; empty without one. */
export function drilledPart(query: Query): string {
  if (!query['organ'] && !isToPublish(query)) return ''
  return KEYS.map((key) => [key, query[key]] as const)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`)
    .join('&')
}

/** Whether the number counts results that are still to be published: of one organ in 统计, of all one's own in 今天. */
export function isToPublish(query: Query): boolean {
  return query['publish'] === 'yes'
}

/** The filter of the number, if the address names one. */
export function drilledFilter(query: Query): CaseFilter | undefined {
  const { organ, light, due, state, subject, handler } = query
  if (isToPublish(query)) return { unpublished: true, ...(organ && { organId: organ }) }
  if (!organ) return undefined
  return {
    open: true,
    organId: organ,
    ...(known(LIGHT, light) && { lights: [light as Light] }),
    ...(due && { due: due.split('.').filter((one) => known(DUE, one)) as DueSpan[] }),
    ...(state && { states: state.split('.').filter((one) => known(STATE, one)) as CaseState[] }),
    ...(known(SUBJECT, subject) && { subject: subject as SubjectKind }),
    ...(handler && (handler === 'none' ? { unassigned: true } : { handlerId: handler })),
  }
}

/** The same in words. */
export function drilledWords(query: Query): readonly string[] {
  if (isToPublish(query)) return ['答复过、还没有公开的，办结了的也在里面']
  const { light, due, state, subject, handler } = query
  const spans = (due ?? '').split('.').map((one) => DUE[one as DueSpan])
  const states = state === TO_ACT ? ['还要办的'] : (state ?? '').split('.').map((one) => STATE[one as CaseState])
  const lamp = LIGHT[light as Light]
  const who = handler && (handler === 'none' ? '还没分派' : '一个人手上的')
  return ['没办结', who, lamp, ...spans, ...states, SUBJECT[subject as SubjectKind]].filter((one): one is string => Boolean(one))
}

function known(words: Readonly<Record<string, string>>, word: string | undefined): boolean {
  return word !== undefined && word in words
}
