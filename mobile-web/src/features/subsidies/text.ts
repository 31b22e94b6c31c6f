// The words of 我的村我的钱.

export const text = {
  title: '我的村，我的钱',
  lead: '查发给您家的补贴：哪一种、哪一年、多少钱。先验证手机号，再填户主的姓名和证件号码最后四位。',
  secrecy: '您填的不会存下来。一个手机号一天最多查错 5 次。',
  name: '户主姓名',
  nameHint: '和证件上一样',
  lastFour: '证件号码最后四位',
  lastFourHint: '最后一位是 X 的，填 X',
  find: '查找',
  finding: '正在查……',
  phoneFirst: '请先验证手机号。',
  found: (count: number) => `查到 ${count} 笔`,
  none: '没有查到',
  noneHelp: '姓名或者数字可能不对，也可能还没有登记。该有却没有的，可以反映。',
  line: (year: number, unit: string, day: string | null) => `${year} 年 · ${unit}${day ? ` · ${day}发放` : ''}`,
  wrong: '钱不对？反映这一笔',
  missing: '少了一笔？反映',
  about: (year: number, kind: string, amount: string, unit: string, id: string) => `我反映一笔补贴不对：${year} 年${kind}，登记的是 ${amount}，由${unit}登记（记录 ${id}）。我实际收到的是：`,
  aboutMissing: '我反映一笔该发的补贴没有登记：',
  offline: '没有网，没查成。连上网再点一次。',
  broken: '没查成，不是您的问题。过几分钟再点一次。',
} as const
