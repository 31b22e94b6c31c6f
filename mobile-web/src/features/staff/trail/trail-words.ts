// An entry of the trail in words.
import type { TrailKind } from '@/shared/graphql/schema.generated'
import { ROLE } from '@/shared/staff/text'
import { text } from '../text'
import type { TrailQuery } from './trail.generated'

const words = text.trail

export type TrailNode = TrailQuery['trail']['nodes'][number]

/** What each kind of entry is called in the filter. */
export const KIND: Readonly<Record<TrailKind, string>> = {
  ACCOUNTS: '账号和对应的干部',
  ROLES: '角色',
  ACCESS: '登录和密码',
  OPERATOR: '平台运维做的',
  REGISTERS: '导入、编码、密钥和组织',
  SETTINGS: '设置和文字',
  EXPORTS: '导出',
  ARCHIVES: '廉洁档案的查阅和移交',
  PUBLISHED: '行权结果和补贴',
}

const DONE: Readonly<Record<string, string>> = {
  'staff.created': '建账号',
  'staff.official_linked': '账号对应干部',
  'staff.account_changed': '改账号资料',
  'staff.account_closed': '停用账号',
  'staff.account_reopened': '恢复账号',
  'staff.role_proposed': '提出角色',
  'staff.role_given': '给角色',
  'staff.role_approved': '同意角色',
  'staff.role_refused': '没有同意角色',
  'staff.role_ended': '结束角色',
  'staff.role_term_set': '提前角色结束的日子',
  'staff.signed_in': '登录',
  'staff.session_ended': '退掉一台设备',
  'staff.refresh_reused': '用过的登录凭证又出现，已经退掉',
  'staff.access_taken': '换成自己的密码和动态码',
  'staff.password_changed': '换密码',
  'staff.mail_set': '改通知邮箱',
  'staff.reset_proposed': '提出重置',
  'staff.reset_approved': '同意重置',
  'staff.reset_refused': '没有同意重置',
  'operator.county_founded': '建县',
  'operator.role_given': '给角色',
  'operator.official_linked': '账号对应干部',
  'operator.access_issued': '重新办密码',
  'ledger.restored': '从备份恢复数据',
  'import.done': '成批导入',
  'entry.made': '做编码（墙贴）',
  'entry.revoked': '作废编码（墙贴）',
  'keys.reseal': '换密钥',
  'keys.pair_made': '给组织配新的开启密钥',
  'keys.handed_out': '把组织的开启密钥交给同事',
  'keys.to_pairs': '把旧内容改由各组织自己的密钥封存',
  'keys.paper_made': '印出纸质密钥',
  'keys.recovered': '用纸质密钥找回组织的开启密钥',
  'calendar.set': '定工作日历的一天',
  'organs.created': '加纪检组织',
  'organs.changed': '改纪检组织的名称、电话',
  'organs.superior_set': '定纪检组织的上级',
  'organs.cover_set': '改纪检组织联系的单位',
  'organs.closed': '撤销纪检组织',
  'settings.set': '改县里的设置',
  'county.footer_set': '改页脚',
  'county.emblem_set': '换标识',
  'notices.quiet_hours': '改静默时段',
  'notices.text_set': '改短信文字',
  'notices.mail_text_set': '改邮件文字',
  'clients.registered': '登记接口客户端',
  'clients.secret_rotated': '换接口客户端的密钥',
  'clients.ended': '停用接口客户端',
  'clients.webhook_registered': '接口客户端登记推送地址',
  'clients.webhook_rotated': '接口客户端换推送密钥',
  'clients.webhook_ended': '停掉推送地址',
  'clients.webhook_resumed': '恢复推送',
  'statistics.exported': '导出统计表格',
  'archives.opened': '打开廉洁档案',
  'archives.read': '看廉洁档案',
  'archives.exported': '下载廉洁档案摘要',
  'archives.kind_named': '定档案的申报类别',
  'archives.kind_ended': '停止一类申报，内容已删',
  'archives.handed_over': '移交廉洁档案',
  'archives.taken_in': '接收廉洁档案',
  'archives.receipt': '登记档案移交的回执',
  'archives.peer_named': '登记外县的公钥',
  'outcomes.set_kind': '定行权结果的类别和列',
  'ratings.set_indicators': '定评价的指标',
  'outcomes.publish': '公开行权结果',
  'outcomes.correct': '更正行权结果',
  'outcomes.remove': '为保护个人隐私拿掉行权结果',
  'outcomes.attach': '附上行权结果的附件',
  'outcomes.detach': '拿掉行权结果的附件',
  'outcomes.import_begun': '开始导入行权结果',
  'outcomes.import': '导入行权结果',
  'outcomes.import_rolled_back': '整批撤回导入',
  'outcomes.terms_over': '公开期满，清掉个人信息',
  'subsidies.list': '录入补贴名单',
}

/** What was done; the code of something newer than this page. */
export function doneInWords(kind: string): string {
  return DONE[kind] ?? kind
}

/** To whom, what, where and why, as far as the entry says. */
export function aboutInWords(node: TrailNode): string {
  const { account, role, what, organName, unitName, officialName, reason, files, changes } = node
  const parts = [
    account && account.id !== node.by?.id && words.of(account.name),
    role && ROLE[role],
    what && text.people.resetKinds[what],
    organName ?? unitName,
    officialName && text.people.officialIs(officialName),
    files.length > 0 && files.join('、'),
    ...changes.map(changeInWords),
    reason && words.why(reason),
  ]
  return parts.filter(Boolean).join('；')
}

/** 评价的期限：15 天 → 20 天; only the name of what is not told further. */
function changeInWords({ name, before, after }: TrailNode['changes'][number]): string {
  if (before === null && after === null) return name
  return `${name}：${before ?? words.nothing} → ${after ?? words.nothing}`
}
