// The words of correcting and removing outcomes.
import type { OutcomeCorrectionReason, OutcomeRemovalReason } from '@/shared/graphql/schema.generated'

export const reasons: readonly (readonly [OutcomeCorrectionReason, string])[] = [
  ['MISTAKE', '原来写错了'],
  ['UPDATE', '有了新的情况'],
  ['PRIVACY', '保护个人隐私：原来写的都拿掉'],
]

export const removalReasons: readonly (readonly [OutcomeRemovalReason | '', string])[] = [
  ['', '请选择'],
  ['PERSONAL', '里面有不该公开的个人信息'],
  ['FORBIDDEN', '说出了健康、残疾细节或未成年人的信息'],
  ['ASKED', '本人要求不再公开'],
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
  files: '附件',
  filesHint: '照片（JPEG、PNG、WebP，最大 12 MB）或 PDF（最大 5 MB），最多 6 个。照片里的拍摄地点会去掉；里面写的号码、名字程序看不见，请先看一遍。',
  file: '选一个文件',
  fileName: '附件叫什么',
  fileNameHint: '如“评议会会议记录”，不写人名',
  filePersonal: '里面有个人信息，到期不再公开',
  attach: '附上',
  attaching: '正在传……',
  attached: '附上了。',
  noFile: '请先选一个文件。',
  detach: (name: string) => `拿掉“${name}”`,
  detached: '附件拿掉了。',
  remove: '整条拿掉',
  sure: '拿掉以后，内容和以前的各版都不再显示，只留下“为保护个人隐私，内容拿掉了”。不能恢复。',
  whyRemove: '为什么拿掉（记在操作记录里）',
  noWhy: '请先选为什么拿掉。写错了的，请用上面的更正。',
  yes: '拿掉',
  no: '先不',
  removed: '拿掉了。',
  look: '看公开的样子',
} as const
