// The words of correcting and removing outcomes.
import type { OutcomeCorrectionReason } from '@/shared/graphql/schema.generated'

export const reasons: readonly (readonly [OutcomeCorrectionReason, string])[] = [
  ['MISTAKE', '原来写错了'],
  ['UPDATE', '有了新的情况'],
  ['PRIVACY', '保护个人隐私：原来写的都拿掉'],
]

export const correctText = {
  find: '找要更正的',
  findHint: '标题里的几个字，至少两个',
  search: '查找',
  none: '没有找到您能更正的。',
  title: '更正',
  gone: '没有找到这一条，或者它不归您更正。',
  lead: '原来写的会留着，标明更正过；为保护个人隐私的，只留下“拿掉了”。',
  over: '个人信息公开期满的列，不用再填。',
  why: '为什么更正',
  save: '更正',
  done: '更正了。',
  remove: '整条拿掉',
  sure: '拿掉以后，内容和以前的各版都不再显示，只留下“为保护个人隐私，内容拿掉了”。不能恢复。',
  yes: '拿掉',
  no: '先不',
  removed: '拿掉了。',
  look: '看公开的样子',
} as const
