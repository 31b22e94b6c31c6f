// The words of lists and their versions.
import type { ItemDecision, ListChangeKind } from '@/shared/graphql/schema.generated'

export const decisions: Record<ItemDecision, string> = {
  KEPT: '保留',
  ADJUSTED: '调整',
  CANCELLED: '取消',
  ADDED: '新增',
}

export const changeKinds: Record<ListChangeKind, string> = {
  ADDED: '新增',
  MERGED: '并入',
  ADJUSTED: '调整',
  CANCELLED: '取消',
}

export const text = {
  list: '权力清单',
  title: '清单改过什么',
  lead: '每一版都留着，哪一项保留、调整、新增、取消，都在这里。',
  none: '这份清单还没有按清权公布过。',
  versions: '各版',
  count: (count: number) => `共 ${count} 版`,
  version: (no: number) => (no === 0 ? '清权以前' : `第 ${no} 版`),
  published: (day: string, sum: string) => `${day}公布，${sum}`,
  sum: (word: string, count: number) => `${word} ${count} 项`,
  changes: (newer: string, older: string) => `${newer}比${older}改了什么`,
  alsoWith: '也可以和别的版比：',
  same: (count: number) => `${count} 项没有变`,
  nothing: '没有改动。',
  adopted: {
    title: '采纳了这些意见',
    count: (count: number) => `${count} 条`,
    power: (name: string) => `因此改了：${name}`,
    hidden: '一条没有公开的意见',
  },
  more: '再看一些',
  loading: '正在取……',
  reason: '理由',
  before: '以前',
  after: '现在',
  noneBefore: '没有',
  noneAfter: '没有了',
  power: '看这一项的页面',
  now: '看现在的清单',
} as const
