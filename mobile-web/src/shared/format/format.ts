// How dates, money and sizes are written. Days are those of China, whatever the phone's clock zone.

const chinaOffset = 8 * 3600_000

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** Date parts in China's time; a plain date keeps its own day. */
export function chinaParts(value: string): Parts {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  const time = plain ? Date.UTC(Number(plain[1]), Number(plain[2]) - 1, Number(plain[3])) : Date.parse(value) + chinaOffset
  const at = new Date(time)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes() }
}

/** The calendar day of a moment in China, 2026-11-22, whatever the phone's clock zone. */
export function chinaDay(moment: Date): string {
  return new Date(moment.getTime() + chinaOffset).toISOString().slice(0, 10)
}

/** `12 月 3 日` */
export function day(value: string): string {
  const { month, day } = chinaParts(value)
  return `${month} 月 ${day} 日`
}

/** `2026 年 12 月 3 日` */
export function dayWithYear(value: string): string {
  return `${chinaParts(value).year} 年 ${day(value)}`
}

/** `08:31` */
export function clock(value: string): string {
  const { hour, minute } = chinaParts(value)
  return `${two(hour)}:${two(minute)}`
}

/** `12 月 3 日 08:31` */
export function dayAndClock(value: string): string {
  return `${day(value)} ${clock(value)}`
}

/** Whole days from now's day to that day in China; 0 is today, negative is past. */
export function daysUntil(value: string, now: Date): number {
  const to = chinaParts(value)
  const from = chinaParts(now.toISOString())
  return Math.round((Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / 86_400_000)
}

/** `还有 11 天`, `就是今天`, `过了 2 天` */
export function daysLeft(value: string, now: Date): string {
  const days = daysUntil(value, now)
  if (days === 0) return '就是今天'
  return days > 0 ? `还有 ${days} 天` : `过了 ${-days} 天`
}

/** `2,760 元`, `18.6 万元`: from the schema's decimal string in yuan. */
export function money(yuan: string): string {
  const [whole = '0', fraction = ''] = yuan.split('.')
  const cents = fraction.replace(/0+$/, '')
  if (whole.length >= 6 && cents === '' && /000$/.test(whole)) return `${trimmed(Number(whole) / 10_000)} 万元`
  return `${thousands(whole)}${cents ? `.${fraction.padEnd(2, '0')}` : ''} 元`
}

/** `1,234` */
export function thousands(value: number | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `640 KB`, `1.1 MB`, `38 MB`: sizes as phones show them. */
export function bytes(count: number): string {
  if (count < 1_000_000) return `${Math.max(1, Math.round(count / 1000))} KB`
  const mega = count / 1_000_000
  return `${mega < 10 ? trimmed(Math.round(mega * 10) / 10) : Math.round(mega)} MB`
}

/** `1:08` */
export function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`
}

/** How many characters a person sees, counted by code points. */
export function characters(text: string): number {
  return Array.from(text).length
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function trimmed(value: number): string {
  return String(Math.round(value * 100) / 100)
}
