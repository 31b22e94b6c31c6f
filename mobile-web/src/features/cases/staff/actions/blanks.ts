// The blanks of a text, marked 〔…〕: filled where the words are known, and never sent while one is empty.
import type { Refusal } from '@/shared/staff/form'
import { text as all } from '../text'

/** 〔谁〕, but not the year in a document's number: 〔2026〕12 号. */
const BLANK = /〔(?!\d+〕)([^〔〕]*)〕/g

/** Puts known words into their blanks; a blank without a word stays to be seen and filled by hand. */
export function fillBlanks(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(BLANK, (blank, name: string) => words[name] ?? blank)
}

/** The blanks that are still empty, without their brackets, each once. */
export function blanksLeft(text: string): readonly string[] {
  const names: string[] = []
  text.replace(BLANK, (blank, name: string) => {
    if (!names.includes(name)) names.push(name)
    return blank
  })
  return names
}

/** A refusal for each text with an empty blank: a text to begin from is not a text to send. */
export function blankRefusals(fields: readonly (readonly [field: string, value: string])[]): readonly Refusal[] {
  return fields
    .map(([field, value]) => ({ field, blanks: blanksLeft(value) }))
    .filter(({ blanks }) => blanks.length > 0)
    .map(({ field, blanks }) => ({ field, message: `${all.acts.blanks(blanks)}。` }))
}
