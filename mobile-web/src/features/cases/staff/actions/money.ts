// Reads an amount as people type it, in yuan, into the contract's Money: a decimal string with two places.

/** The amount, or why it is none; an empty field is `null`, since not every measure has an amount. */
export type MoneyInput = { readonly amount: string | null } | { readonly error: string }

const FULL_WIDTH = '０１２３４５６７８９．，'
const HALF_WIDTH = '0123456789.,'
/** Twelve digits before the point: more than any county spends, less than a number loses digits at. */
const MAX_DIGITS = 12

/** Reads 2760, 2,760.5, ２７６０元 or 1.86 万元; never rounds silently. */
export function readYuan(typed: string): MoneyInput {
  const text = toHalfWidth(typed).replace(/[\s,￥¥]/g, '').replace(/元$/, '')
  if (text === '') return { amount: null }
  const inTenThousands = text.endsWith('万')
  const digits = inTenThousands ? text.slice(0, -1) : text
  const match = /^(\d+)(?:\.(\d+))?$/.exec(digits)
  if (!match) return { error: '只写数字，单位是元，比如 2760 或 2760.50。' }
  return inFen(match[1] ?? '', match[2] ?? '', inTenThousands ? 4 : 0)
}

function toHalfWidth(text: string): string {
  return Array.from(text, (char) => HALF_WIDTH[FULL_WIDTH.indexOf(char)] ?? char).join('')
}

function inFen(whole: string, fraction: string, shift: number): MoneyInput {
  const places = fraction.padEnd(shift + 2, '0')
  if (/[1-9]/.test(places.slice(shift + 2))) return { error: '最多写到分，小数点后两位。' }
  const yuan = (whole + places.slice(0, shift)).replace(/^0+(?=\d)/, '')
  if (yuan.length > MAX_DIGITS) return { error: '这个数太大了，请看看单位是不是元。' }
  const amount = `${yuan}.${places.slice(shift, shift + 2)}`
  return /[1-9]/.test(amount) ? { amount } : { error: '金额要大于 0；没有金额就空着。' }
}
