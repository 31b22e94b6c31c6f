// A sheet on its way: the questions, what was answered, what is still missing.
import { characters } from '@/shared/format/format'
import { isLow } from './question'
import type { RatingFormQuery } from './rating.generated'
import { text } from './text'

export type Form = NonNullable<RatingFormQuery['ratingForm']>
export type Group = Form['indicators']['groups'][number]
export type Answers = Readonly<Record<string, number>>
export type Reasons = Readonly<Record<string, string>>

const fewest = 5

/** Numbers of the questions as people read them, from 1. */
export function numbers(groups: readonly Group[]): Map<string, number> {
  const codes = groups.reduce<string[]>((all, group) => all.concat(group.questions.map(({ code }) => code)), [])
  return new Map(codes.map((code, at) => [code, at + 1]))
}

/** How many of the form's questions were answered, "don't know" among them. */
export function answered(groups: readonly Group[], answers: Answers): number {
  return Array.from(numbers(groups).keys()).filter((code) => answers[code] !== undefined).length
}

/** The first low answer without a reason: the group that has it, and what to say. */
export function missingReason(groups: readonly Group[], answers: Answers, reasons: Reasons): { at: number; code: string; message: string } | undefined {
  const count = numbers(groups)
  for (let at = 0; at < groups.length; at++) {
    const lacks = groups[at]?.questions.find(({ code }) => isLow(answers[code]) && characters((reasons[code] ?? '').trim()) < fewest)
    if (lacks) return { at, code: lacks.code, message: text.missing.why(count.get(lacks.code) ?? 0) }
  }
  return undefined
}

/** Whether a low answer is among them. */
export function hasLow(groups: readonly Group[], answers: Answers): boolean {
  return Array.from(numbers(groups).keys()).some((code) => isLow(answers[code]))
}

/** The answers as the server takes them. */
export function toSend(groups: readonly Group[], answers: Answers, reasons: Reasons) {
  return Array.from(numbers(groups).keys())
    .filter((code) => answers[code] !== undefined)
    .map((code) => ({ code, score: answers[code] || null, reason: isLow(answers[code]) ? (reasons[code] ?? '').trim() : null }))
}
