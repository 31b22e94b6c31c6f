// The words of 意见建议 among the staff.
import type { OpinionList } from '@/shared/graphql/schema.generated'

export const lists: Readonly<Record<OpinionList, string>> = { WAITING: '等答复', OVERDUE: '已超期', TO_PUBLISH: '等公开', ALL: '全部' }

export const text = {
  title: '意见建议',
  lead: '群众对单位、权力、结果的意见。看了、分了、答了，提意见的人都看得到；公开的，人人看得到。',
  notYours: '这一页由单位的公开发布人、公开审核人答复，由县纪委监委督办。',
  lists: '看哪一些',
  count: (count: number) => `共 ${count} 条`,
  none: '没有',
  noneHelp: '这里现在没有要办的。',
  more: '再看一些',
  due: (day: string) => `最晚 ${day}答复`,
  late: (day: string) => `${day}到期，已超期`,
  came: (day: string) => `${day}收到`,
  toPublish: '等公开',
  gone: '没有找到这条意见',
  goneHelp: '可能不归您的单位答复。',
  toList: '回到列表',
  author: '提意见的人',
  authorIs: (mask: string) => `${mask}（姓名和手机号密封着）`,
  about: '说的是哪一部分',
  place: '哪个单位的',
  unit: '谁答复',
  assigned: '分给了',
  sight: '公开不公开',
  sights: { NOT_WISHED: '提意见的人选了不公开', WAITING: '等您看过以后定', PUBLIC: '已公开', REFUSED: '没有公开' },
  record: '附的记录',
  wait: '提意见的人新写的话，等您看过以后公开',
  steps: '办到哪一步',
  page: '看公开的页面',
  assign: { title: '分给谁办', pick: '请选择', send: '分办', done: '分好了，也通知了。', need: '请选一个人。' },
  reply: {
    title: '答复',
    label: '答复的话',
    hint: '这段话提意见的人看得到；意见公开的，人人看得到。不写个人隐私。',
    points: '这其实是举报，请提意见的人去举报页面',
    pointsHint: '平台不会自动转成举报，要本人去交',
    send: '答复',
    done: '答复了，给提意见的人发了短信。',
    need: '写一写怎么办，至少 5 个字。',
  },
  publish: { title: '公开不公开', send: '看过了，公开', done: '公开了，人人看得到。', hint: '看清楚：没有别人的姓名、电话、病情，没有骂人的话。' },
  refuse: { label: '为什么不公开', hint: '提意见的人看得到这个理由', send: '不公开', done: '没有公开，理由提意见的人看得到。', need: '写一写理由，至少 5 个字。', open: '不公开' },
  urge: { title: '督办', label: '督办的话', hint: '可不填。意见公开的，人人看得到。', send: '督办', done: '督办了，也通知了单位。' },
  measures: {
    title: '各单位答复得怎么样',
    from: '从',
    to: '到',
    look: '看一看',
    all: '全县',
    unit: '单位',
    received: '收到',
    answered: '答复',
    share: '按期答复',
    overdue: '超期未答',
    half: '一半在多久内答复',
    none: '这段时间没有意见建议。',
    shareOf: (share: number | null) => (share === null ? '—' : `${share}%`),
    time: (minutes: number | null) => {
      if (minutes === null) return '—'
      if (minutes < 60) return `${minutes} 分钟`
      return minutes < 1440 ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 144) / 10} 天`
    },
    how: '“按期答复”是已答复的和已超期的里面，按期答复的占多少；还没到期的不算。',
  },
} as const
