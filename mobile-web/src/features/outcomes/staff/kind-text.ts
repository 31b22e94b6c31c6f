// The words of setting kinds of outcomes.
import type { OutcomeColumnKind } from '@/shared/graphql/schema.generated'

export const columnKinds: Record<OutcomeColumnKind, string> = { TEXT: '文字', NUMBER: '数字', MONEY: '金额（元）', DATE: '日期', CHOICE: '选项' }

export const kindText = {
  title: '结果的类别',
  lead: '每一类结果有自己的列。改了列，是新的一版；以前公开的，还是原来的列。',
  notYours: '这一页由县管理员用。',
  list: '已有的类别',
  count: (count: number) => `共 ${count} 类`,
  row: (columns: number, no: number, isOpen: boolean) => `${columns} 列 · 第 ${no} 版${isOpen ? '' : ' · 不再用'}`,
  add: '加一类',
  code: '编码',
  codeHint: '字母、数字和短横线，如 dibao；定了就不改',
  name: '名字',
  nameHint: '如：低保评定',
  days: '个人信息公开多少天',
  daysHint: '到期以后，页面、查找和文件里都不再有。最多三年。没有个人信息的不用填。',
  open: '还在用',
  column: (at: number) => `第 ${at} 列`,
  label: '列名',
  kind: '填什么',
  required: '必须填',
  personal: '个人信息',
  searched: '查找时找得到',
  choices: '选项，用顿号隔开',
  addColumn: '加一列',
  dropColumn: '去掉这一列',
  save: '保存',
  cancel: '先不',
  done: (name: string) => `保存了：${name}`,
} as const
