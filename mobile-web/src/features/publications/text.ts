// The words of published results.
import type { CorrectionReason, HideReason, PublicationKind } from '@/shared/graphql/schema.generated'

export const kinds: Record<PublicationKind, string> = {
  RESULT: '办理结果',
  EXPOSURE: '典型问题通报',
  CLARIFICATION: '澄清',
}

export const hideReasons: Record<HideReason, string> = {
  PRIVACY: '涉及个人隐私',
  COURT_ORDER: '司法机关要求',
  DECISION_CHANGED: '原来的决定变了',
  INACCURATE: '内容不准确',
  TERM_OVER: '公开的期限到了',
}

export const correctionReasons: Record<CorrectionReason, string> = {
  MISTAKE: '原来写错了',
  UPDATE: '有了新的情况',
  PRIVACY: '保护个人隐私',
}

export const text = {
  page: '结果公开',
  by: (organ: string, day: string) => `${organ} ${day}公开`,
  neutral: '文中的“某某”等字，是为保护个人隐私改过的。',
  hidden: '这一份已经撤下',
  hiddenWhy: (day: string, why: string) => `${day}撤下。原因：${why}。`,
  hiddenStays: '撤下的只是内容，这一条记录一直留着。',
  decided: '处分决定生效',
  document: '文号',
  ends: '公开到',
  earlier: '更正以前的',
  replaced: (from: string, to: string) => `${from}公开，${to}更正`,
  why: (reason: string) => `更正的原因：${reason}。`,
  removed: '为保护个人隐私，这里的内容拿掉了。',
  unit: (name: string) => `看${name}的页面`,
  all: '看全县公开的结果',
  results: '公开的结果',
  lead: '纪检组织办完的举报，结果在这里公开。正在办的不在这里。',
  search: '找公开的结果',
  searchHint: '输入几个字，如“低保”',
  find: '查找',
  found: (count: number) => `共 ${count} 件`,
  none: '还没有公开的结果',
  noneFound: '没有找到，换几个字试试。',
  gone: '已撤下',
  more: '再看一些',
  loading: '正在取……',
  numbers: '全县收到多少、按时办了多少',
  numbersLead: '只列已经过完的季度，每天夜里算一次。少于十件的，和能从中推出某个组织的，不公布。',
  inTime: (cases: number, inTime: number) => `收到 ${cases} 件，按时限办的 ${inTime} 件`,
  few: '少于十件，不公布',
  untold: '不公布',
  kept: '按时限办理的情况',
  keptLead: '按纪检组织和季度算，只列已经过完、收到十件以上的季度。',
  keptRow: (cases: number, overdue: number) => `收到 ${cases} 件，${overdue === 0 ? '没有超过时限的' : `其中 ${overdue} 件超过时限`}`,
} as const
