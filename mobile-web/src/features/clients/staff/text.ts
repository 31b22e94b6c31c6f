// All words of 接口客户端.
import type { ClientScope, WebhookState } from '@/shared/graphql/schema.generated'

/** What a client may do, in words. */
export const SCOPE: Readonly<Record<ClientScope, readonly [name: string, help: string]>> = {
  OPEN_READ: ['读公开数据', '公开的内容谁都能读；登记了，忙的时候大的查询也有自己的位置'],
  WEBHOOKS_MANAGE: ['接收推送', '公开内容有变化时，平台主动告诉它的地址'],
}

/** How an address stands. */
export const STATE: Readonly<Record<WebhookState, string>> = { ACTIVE: '在推送', PARKED: '停下了', ENDED: '已停用' }

export const text = {
  title: '接口客户端',
  lead: '别的单位、媒体、研究者的程序用接口读公开数据。登记的程序只能读人人可看的内容，看不到举报、姓名和手机号。',
  notYours: '接口客户端由县管理员登记和停用，审计员能看。',
  section: '登记过的',
  none: '还没有登记过',
  noneHelp: '公开数据不登记也能读。要用得多、要推送的，才需要登记。',
  used: (day: string) => `最近用过：${day}`,
  neverUsed: '还没有用过',
  ended: (day: string) => `${day}停用`,
  oldSecret: (day: string) => `旧密钥能用到 ${day}`,
  contact: '联系人',
  purpose: '用途',
  may: '权限',
  id: 'client_id',
  webhooks: '推送地址',
  noWebhooks: '没有推送地址。由对方的程序自己登记。',
  waiting: (count: number) => `还有 ${count} 条没送到`,
  lastError: (code: string) => `上次没送到：${code}`,
  stop: '停掉这个地址',
  resume: '再试着推送',
  stopped: '停掉了。',
  resumed: '正在再试。',
  registerTitle: '登记一个',
  name: '名称',
  nameHint: '程序或者单位的名称，2 到 60 个字',
  contactLabel: '联系人',
  contactHint: '出了事找谁：单位、电话、邮箱。不对外显示',
  purposeLabel: '用途',
  purposeHint: '拿数据做什么，5 到 300 个字',
  scopes: '给什么权限',
  send: '登记',
  registered: (name: string) => `“${name}”登记好了。`,
  secretTitle: '密钥只显示这一次',
  secretHelp: '请现在就交给对方。关掉以后谁都看不到了，丢了只能换新的。不要用短信、微信发。',
  secretSeen: '已经记下了',
  rotate: '换密钥',
  rotateHelp: '换了以后，旧的还能用 24 小时，让对方来得及换。密钥泄露了，选“马上停用旧的”。',
  rotateNow: '马上停用旧的',
  rotateYes: '换新密钥',
  rotated: '换好了。',
  end: '停用这个客户端',
  endSure: (name: string) => `停用“${name}”以后不能恢复，它马上读不了，推送也停。`,
  endYes: '停用',
  endDone: '停用了。',
  cancel: '不办了',
  close: '关上',
} as const
