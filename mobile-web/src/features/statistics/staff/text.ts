// The words of 统计.
import type { CaseState, DueSpan, OverviewPeriod, SubjectKind } from '@/shared/graphql/schema.generated'

export const text = {
  title: '统计',
  lead: (day: string) => `到 ${day}。本组织和下级组织的数字，不打开任何一件。您要回避的不算在内。`,
  notYours: '这一页由纪检组织的负责人用。',
  open: '没办结',
  pieces: '件',
  yellow: (count: number) => `黄灯 ${count}`,
  red: (count: number) => `红灯 ${count}`,
  unassigned: '还没分派',
  due: '离期限多久',
  publish: '要公开的结果',
  publishHelp: '答复过、还没有公开的，办结了的也算。',
  state: '办到哪一步',
  subject: '举报先说到什么',
  organs: '各组织',
  organsHelp: '带下划线的数字点得开，打开的正好是这几件。下级组织的只有数字。',
  organPlot: (rows: readonly string[]) => `各组织没办结的件数：${rows.join('；')}`,
  organPlotRow: (name: string, yellow: number, red: number) => `${name}黄灯 ${yellow}，红灯 ${red}`,
  plotYellow: (count: number) => `黄 ${count}`,
  plotRed: (count: number) => `红 ${count}`,
  others: (count: number) => `其他 ${count} 个`,
  idle: (count: number) => `另有 ${count} 个组织，现在都是 0`,
  organ: '组织',
  yellowHead: '黄灯',
  redHead: '红灯',
  overdueHead: '超期',
  soonHead: '7 天内',
  handlers: '谁手上有多少',
  handlersHelp: '还要办的。等举报人回话的不算。',
  handler: '承办人',
  noneInHand: '现在没有要办的。',
  times: '办得多快',
  timesOf: (from: string, to: string) => `${from}到 ${to}作的决定。一半不超过、九成不超过几天；不到 5 件不说天数。`,
  acceptance: '定收不收',
  acceptanceHelp: '从收到举报算起',
  result: '答复',
  resultHelp: '从收下来办算起；复核从转来算起',
  decisions: '件数',
  p50: '一半（天）',
  p90: '九成（天）',
  fewer: '—',
  fewerAloud: '不到 5 件，不说',
  period: '看哪一段',
  none: '没有没办结的',
  all: '全部',
  allOf: (what: string) => `全部组织，${what}`,
  scroll: (what: string) => `${what}，可以左右滑动`,
  opens: (what: string, count: number) => `${what} ${count} 件，打开列表`,
  downloadXlsx: '下载表格（Excel、WPS）',
  downloadCsv: '下载表格（CSV）',
  downloaded: (name: string) => `下载好了：${name}。谁在什么时候下载的，有记录。`,
} as const

/** How near the day is. */
export const DUE: Readonly<Record<DueSpan, string>> = {
  OVERDUE: '已超期',
  DAY: '今天明天到期',
  WEEK: '7 天内到期',
  LATER: '更晚到期',
  WAITING: '等举报人回话',
}

/** Where open cases stand. */
export const STATE: Readonly<Record<CaseState, string>> = {
  SUBMITTED: '还没定收不收',
  ACCEPTED: '已收下',
  INVESTIGATING: '正在查',
  CASE_FILED: '已立案',
  REPLIED: '已答复',
  SETTLED: '已办结',
  DECLINED: '没有收',
  TRANSFERRED: '已转出',
  WITHDRAWN: '举报人撤回了',
}

/** What a report named first. */
export const SUBJECT: Readonly<Record<SubjectKind, string>> = { UNIT: '单位', OFFICIAL: '干部', POWER: '权力', OUTCOME: '办事结果' }

/** The periods, in the order of the choice. */
export const PERIODS: readonly (readonly [OverviewPeriod, string])[] = [['THIS_QUARTER', '本季度'], ['LAST_QUARTER', '上季度'], ['THIS_YEAR', '今年']]
