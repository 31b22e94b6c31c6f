// The words of outcomes.
import type { OutcomeCorrectionReason, OutcomeFileKind } from '@/shared/graphql/schema.generated'

export const correctionReasons: Record<OutcomeCorrectionReason, string> = {
  MISTAKE: '原来写错了',
  UPDATE: '有了新的情况',
  PRIVACY: '保护个人隐私',
}

export const text = {
  page: '行权结果',
  lead: '低保给了谁、钱花在哪、项目给了谁，办完的结果在这里公开。',
  on: (day: string) => `${day}办成`,
  published: (day: string) => `${day}公开`,
  corrected: (day: string) => `${day}更正过`,
  power: '属于哪项权力',
  unit: '谁公开的',
  removed: '这一条已经拿掉',
  removedWhy: (day: string) => `${day}为保护个人隐私，内容拿掉了。这一条记录一直留着。`,
  until: (day: string) => `里面的个人信息公开到${day}，以后不再显示。`,
  over: '里面的个人信息公开期满，不再显示。',
  masked: '证件、电话和银行卡号码只留开头，其余盖住。',
  files: '附件',
  file: (kind: OutcomeFileKind, size: number) => `${kind === 'PDF' ? 'PDF，点一下存到手机' : '照片，点一下在新窗口看'} · ${Math.max(1, Math.round(size / 1024))} KB`,
  fileRemoved: (day: string) => `${day}拿掉了一个附件。`,
  fileOver: '这个附件里有个人信息，公开期满，不再显示。',
  earlier: '更正以前的',
  replaced: (day: string) => `${day}更正`,
  why: (reason: string) => `更正的原因：${reason}。`,
  gone: '为保护个人隐私，这里的内容拿掉了。',
  report: '不对？举报这件事',
  search: '找行权结果',
  searchHint: '至少两个字，如“低保”',
  kind: '哪一类',
  allKinds: '全部类别',
  find: '查找',
  count: (count: number, isMore: boolean) => (isMore ? `超过 ${count} 件` : `共 ${count} 件`),
  none: '还没有公开的结果',
  noneFound: '没有找到，换几个字试试。',
  more: '再看一些',
  loading: '正在取……',
  unitPage: (name: string) => `看${name}的页面`,
  all: '看全县的行权结果',
} as const
