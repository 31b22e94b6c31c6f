// The words of the commission's pages on ratings.
import type { BurstState, IndicatorKind, IndicatorSide, SubjectKind } from '@/shared/graphql/schema.generated'

export const SIDES: Record<IndicatorSide, string> = { INTEGRITY: '廉', DILIGENCE: '勤', PROCESS: '过程', RESULT: '结果' }
export const KINDS: readonly (readonly [SubjectKind, string])[] = [
  ['OFFICIAL', '干部'],
  ['UNIT', '单位'],
  ['POWER', '权力'],
  ['OUTCOME', '结果'],
]
export const SETS: Record<IndicatorKind, string> = { PARTY: '评党员干部的', NON_PARTY: '评非党员干部的', POWER: '评权力的', OUTCOME: '评结果的' }
export const BURSTS: Record<BurstState, string> = { OPEN: '等复核', COUNTED: '算', OUT: '不算' }

/** `2026-11` as people read it. */
export function monthName(month: string): string {
  const [year, number] = month.split('-')
  return `${year ?? ''} 年 ${String(Number(number))} 月`
}

export const text = {
  title: '群众评价',
  lead: '只在县纪委监委内部用，不公开排名。每天夜里两点汇总，只算核过手机的。',
  notYours: '这一页由县纪委监委的负责人和承办人用。',
  ranking: '排序',
  kind: '看什么',
  month: '哪个月',
  how: (mean: string) => `份数少的往全县平均分 ${mean} 靠：（各份得分之和 ＋ 20 × 全县平均分）÷（份数 ＋ 20）。一两份高分、低分排不到前头，也排不到后头。`,
  unitHow: '单位的分，把它自己和下级单位的干部、权力、结果都算在内。',
  none: '这个月还没有汇总出评价。',
  count: (count: number) => `共 ${count} 个`,
  row: (sheets: number, score: string) => `${sheets} 份 · 平均 ${score}`,
  aside: (count: number) => `另有 ${count} 份先不算`,
  more: '再看一些',
  bursts: '集中评价',
  burstsLead: '一小时里对同一个对象的评价太多，先不算，公开的总分停在原来的。请看是不是开会一起评的，还是有人刷分。不管算不算，都不删。',
  noBursts: '没有等复核的。',
  reviewed: '看复核过的',
  burst: (sheets: number, from: string, until: string) => `${sheets} 份 · ${from} 到 ${until}`,
  review: '复核',
  counts: '算不算',
  yes: '算：是正常评的',
  no: '不算：是刷的分',
  why: '为什么',
  need: { counts: '请选算不算。', reason: '请写为什么，至少 5 个字。' },
  send: '定了',
  cancel: '先不办',
  close: '关上',
  done: '复核好了，从下一个夜里起算。',
  indicators: '评价的指标',
  trend: '各月走势',
  noTrend: '还没有汇总出评价。',
  trendOf: (month: string) => `${month}，每一条`,
  columns: { month: '月份', sheets: '份数', score: '总分', unverified: '没核手机的', aside: '先不算的' },
  question: '条目',
  scores: ['很差', '差', '一般', '好', '很好'],
  dontKnow: '不知道',
  reasons: '差评的原因',
  reasonsLead: '是封存的，打开要留痕。没有姓名，只有哪一天。不能给被评的人和他的单位看。',
  openReasons: (month: string) => `打开 ${month}的`,
  noReasons: '这个月没有差评。',
  back: '群众评价',
  chart: '各月总分，满分 5 分',
  sets: {
    lead: '县纪委监委负责人定评什么。改一次是一版，以前的评价还按以前的题目算。同一条题目，编码不要变，才能一月一月地比。',
    version: (no: number, count: number) => `第 ${no} 版 · ${count} 条`,
    group: (at: number) => `第 ${at} 组`,
    name: '组名',
    side: '哪一类',
    code: '编码',
    words: '题目',
    addQuestion: '加一条',
    addGroup: '加一组',
    drop: '去掉这一条',
    dropGroup: '去掉这一组',
    preview: '先看群众看到的样子',
    edit: '接着改',
    save: '定为新的一版',
    cancel: '不改了',
    done: (no: number) => `定好了，是第 ${no} 版，马上用。`,
    change: '改',
  },
} as const
