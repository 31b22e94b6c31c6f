// The words of the committee's pages for states, lights, clocks, findings and measures, and a case's name in one line.
import type { CaseAction, CaseState, DeadlineKind, DeadlineState, Light, MeasureKind, MediaKind, SubjectKind } from '@/shared/graphql/schema.generated'

/** Where a case stands. */
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

/** What each clock asks for, as the line above its date. */
export const CLOCK: Readonly<Record<DeadlineKind, string>> = {
  ACCEPTANCE: '最晚告诉举报人收不收',
  RESULT: '最晚答复举报人',
  TELL_RESULT: '最晚把结果告诉举报人',
  PUBLISH_RESULT: '最晚公开结果',
  FORWARD: '最晚签收或再转',
  ANSWER: '举报人可以回话到',
  WITHDRAWAL: '撤回生效',
  MATERIAL: '请举报人补充到',
  FOLLOW_UP: '回访',
  FOLLOW_UP_ANSWER: '举报人可以回答回访到',
  RECEIPT: '接收单位最晚给回执',
}

export { FINDING, MEASURE } from '../finding-words'

/** The measures that are nothing without an amount. */
export const MONEY_MEASURES: readonly MeasureKind[] = ['MONEY_RECOVERED', 'MONEY_RETURNED']

/** The measures by which somebody is punished or handed on. */
export const HANDED_ON: readonly MeasureKind[] = ['DISCIPLINE', 'HANDED_TO_JUSTICE']

export const MEDIA: Readonly<Record<MediaKind, string>> = { PHOTO: '照片', AUDIO: '录音', VIDEO: '录像' }

/** What an action is called on its button, and what it means on the line below. */
export const ACTION: Readonly<Record<CaseAction, { readonly name: string; readonly hint: string }>> = {
  ACKNOWLEDGE_MATERIAL: { name: '看过新材料了', hint: '不确认，不能答复、不收、办结' },
  ASK_MATERIAL: { name: '请举报人补充材料', hint: '短信里不写内容，期限照走' },
  ACCEPT: { name: '收下来办', hint: '从今天起算答复的期限' },
  START_INVESTIGATION: { name: '开始查', hint: '举报人会看到“正在查”' },
  REPLY: { name: '答复举报人', hint: '写明属实不属实，怎么处理' },
  ENTER_EXTERNAL_RESULT: { name: '登记上级的结果', hint: '上级机关在平台外办完了' },
  CONTINUE_WITHOUT_REPORTER: { name: '继续办', hint: '举报人撤回了，机关认为还要办' },
  FILE: { name: '立案', hint: '期限改为三个月' },
  ASSIGN: { name: '分派给同事', hint: '要回避的人不在名单里' },
  ADD_SUBJECT: { name: '增加反映对象', hint: '办理中查到的干部或者单位' },
  TRANSFER: { name: '转给别的机关', hint: '5 个工作日内对方要签收' },
  RESUME_DEADLINE: { name: '恢复计时', hint: '不用再等了，今天起接着算' },
  EXTEND_DEADLINE: { name: '申请延长', hint: '请上级批，批了才算' },
  PAUSE_DEADLINE: { name: '申请暂停', hint: '等鉴定、等材料的日子不算，请上级批' },
  SIGN_FOR_HAND_OVER: { name: '签收', hint: '先接下材料，收不收再定' },
  ENTER_RECEIPT: { name: '登记回执', hint: '对方签收了，还是退回来了' },
  INVITE_ORGAN: { name: '请别的组织联合办', hint: '对方能看、能记，不作决定' },
  END_JOINT: { name: '结束联合办理', hint: '对方从此看不到这一件' },
  ADD_NOTE: { name: '记一笔', hint: '只给同事看' },
  CORRECT: { name: '更正结论', hint: '原来的留着，举报人重新回话' },
  PROPOSE_MALICE: { name: '提请认定恶意举报', hint: '要有证据，由上级批' },
  NOTE_CLARIFICATION: { name: '登记要不要澄清', hint: '干部本人的意思' },
  PREPARE_CLARIFICATION: { name: '准备澄清的文字', hint: '公布另外办' },
  DECLINE: { name: '不收', hint: '写明原因，告诉他该找谁' },
}

const MAIN_FIRST: readonly CaseAction[] = [
  'ACKNOWLEDGE_MATERIAL',
  'SIGN_FOR_HAND_OVER',
  'ACCEPT',
  'START_INVESTIGATION',
  'REPLY',
  'ENTER_EXTERNAL_RESULT',
  'ENTER_RECEIPT',
  'CONTINUE_WITHOUT_REPORTER',
  'FILE',
  'ADD_NOTE',
  'ASSIGN',
  'ASK_MATERIAL',
  'ADD_SUBJECT',
  'INVITE_ORGAN',
  'END_JOINT',
  'TRANSFER',
  'RESUME_DEADLINE',
  'EXTEND_DEADLINE',
  'PAUSE_DEADLINE',
  'NOTE_CLARIFICATION',
  'PREPARE_CLARIFICATION',
  'CORRECT',
  'PROPOSE_MALICE',
  'DECLINE',
]

/** The allowed actions, the one that leads on first. */
export function inOrder(allowed: readonly CaseAction[]): readonly CaseAction[] {
  return MAIN_FIRST.filter((action) => allowed.includes(action))
}

/** Acts that are seldom right: they never stand under the thumb. */
export const SELDOM: readonly CaseAction[] = ['NOTE_CLARIFICATION', 'PREPARE_CLARIFICATION', 'CORRECT', 'PROPOSE_MALICE', 'END_JOINT']

/** The action that leads on, of the allowed ones in their order; none if all of them are seldom right. */
export function leading(allowed: readonly CaseAction[]): CaseAction | undefined {
  return allowed.find((action) => !SELDOM.includes(action))
}

/** What tells whether publishing the result is left to do. */
interface Publishable {
  readonly state: CaseState
  readonly viewerCan: readonly CaseAction[]
  readonly deadlines: readonly { readonly kind: DeadlineKind; readonly state: DeadlineState }[]
}

/** True while publishing the result is what is left to do, for whoever may still do something. */
export function mustPublish({ deadlines, state, viewerCan }: Publishable): boolean {
  const isOver = state === 'REPLIED' || state === 'SETTLED'
  return isOver && viewerCan.length > 0 && deadlines.some(({ kind, state: clock }) => kind === 'PUBLISH_RESULT' && (clock === 'RUNNING' || clock === 'MISSED'))
}

/** Where the result of a case is published. */
export function publishPath(id: string): string {
  return `/staff/publications?case=${id}`
}

/** What the naming of a case needs of its subjects. */
export interface NamedSubject {
  readonly kind: SubjectKind
  readonly name: string
  readonly unitName: string
}

/** A case in one line: the first subject's unit, and the matter if a power or outcome is named: 石马坝社区 路灯采购. */
export function caseName(subjects: readonly NamedSubject[]): string {
  const matter = subjects.find(({ kind }) => kind === 'POWER' || kind === 'OUTCOME')
  const first = matter ?? subjects[0]
  if (!first) return '办理件'
  const rest = subjects.length > 1 && !matter ? ` 等 ${subjects.length} 个` : ''
  return first.kind === 'UNIT' ? first.name + rest : `${first.unitName} ${first.name}${rest}`
}

/** What the badge says beside its lamp. */
export function lightWaitsFor(one: { readonly light: Light; readonly instance: number; readonly state: CaseState; readonly nextAct: string }): string {
  if (one.light === 'RED' && one.instance > 1) return '举报人不满意'
  return one.light === 'NONE' ? STATE[one.state] : one.nextAct
}

/** What has just happened; what comes next is said from the case itself. */
export const DONE: Readonly<Record<CaseAction, string>> = {
  ACKNOWLEDGE_MATERIAL: '记下了，举报人看得到您看过了。',
  ASK_MATERIAL: '告诉举报人了，他凭查询码和手机号看得到要什么。',
  ACCEPT: '收下了，已经告诉举报人。',
  START_INVESTIGATION: '记下了，举报人会看到“正在查”。',
  REPLY: '答复送出了。',
  ENTER_EXTERNAL_RESULT: '上级的结果记下了，举报人看得到。',
  CONTINUE_WITHOUT_REPORTER: '继续办了，期限从今天重新算。',
  FILE: '立案了，期限重新算过。',
  ASSIGN: '分派好了，期限不变。',
  ADD_SUBJECT: '加上了，期限不变。',
  TRANSFER: '转出了，走到哪一步都有记录。',
  PAUSE_DEADLINE: '申请送到上级了。批下来以前，期限照旧。',
  EXTEND_DEADLINE: '申请送到上级了。批下来以前，期限照旧。',
  RESUME_DEADLINE: '恢复计时了，今天起接着算。',
  DECLINE: '没有收，原因和该找谁已经告诉举报人。',
  SIGN_FOR_HAND_OVER: '签收了，转出的单位看得到。',
  ENTER_RECEIPT: '回执记下了。',
  INVITE_ORGAN: '已经通知对方，他们能看到这一件了。',
  END_JOINT: '联合办理结束了，对方看不到这一件了。',
  ADD_NOTE: '记下了。',
  CORRECT: '更正了，已经告诉举报人，回话的日子重新算。',
  PROPOSE_MALICE: '送到上级了，批下来会通知您。',
  NOTE_CLARIFICATION: '登记了。',
  PREPARE_CLARIFICATION: '文字存好了，公布要另外办。',
}
