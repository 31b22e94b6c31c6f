// Measures as they are being written, checked, and turned into what is sent.
import type { MeasureInput, MeasureKind } from '@/shared/graphql/schema.generated'
import type { Refusal } from '@/shared/staff/form'
import { text } from '../text'
import { turnText } from '../turns/text'
import { HANDED_ON, MONEY_MEASURES } from '../words'
import { readYuan } from './money'

/** One measure in the form; the amount is what was typed. */
export interface MeasureDraft {
  readonly kind: MeasureKind
  readonly amount: string
  readonly note: string
  /** Who decided or receives, the day and the document, where somebody is punished or handed on. */
  readonly body: string
  readonly on: string
  readonly document: string
}

export const NEW_MEASURE: MeasureDraft = { kind: 'TALK', amount: '', note: '', body: '', on: '', document: '' }

/** True when this kind is about money, so that an amount is asked for. */
export function hasAmount(kind: MeasureKind): boolean {
  return MONEY_MEASURES.includes(kind)
}

/** True when somebody is punished or handed on, so that body, day and document are asked for. */
export function isHandedOn(kind: MeasureKind): boolean {
  return HANDED_ON.includes(kind)
}

/** What is wrong with the amounts, by field `measures.<place>.amount`. */
export function checkMeasures(list: readonly MeasureDraft[]): readonly Refusal[] {
  const found: Refusal[] = []
  const lacks = list.some(({ kind, body, on, document }) => isHandedOn(kind) && [body, on, document].some((field) => field.trim() === ''))
  if (lacks) found.push({ field: 'measures', message: turnText.measure.need })
  list.forEach(({ kind, amount }, at) => {
    if (!hasAmount(kind)) return
    const read = readYuan(amount)
    const message = 'error' in read ? read.error : read.amount === null ? text.acts.need.amount : undefined
    if (message) found.push({ field: `measures.${at}.amount`, message })
  })
  return found
}

/** The measures as the contract wants them; an amount belongs to the kinds that are about money only. */
export function measuresToSend(list: readonly MeasureDraft[]): readonly MeasureInput[] {
  return list.map(({ kind, amount, note, body, on, document }) => {
    const read = hasAmount(kind) ? readYuan(amount) : { amount: null }
    const decided = isHandedOn(kind) ? { body: body.trim(), on, document: document.trim() } : { body: null, on: null, document: null }
    return { kind, amount: 'amount' in read ? read.amount : null, note: note.trim() || null, ...decided }
  })
}
