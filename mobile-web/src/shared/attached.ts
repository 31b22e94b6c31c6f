// What one page gives to the report or the opinion that is begun next, in memory only: no address and no store of the phone holds it.

interface Attached {
  readonly words: string
  /** The record of a list that it is about. */
  readonly record: string | undefined
}

let attached: Attached | undefined

/** The next report begins with these words, about this record. */
export function attach(words: string, about?: string): void {
  attached = { words, record: about }
}

/** What a new report begins with, once. */
export function takeAttached(): Attached | undefined {
  const said = attached
  attached = undefined
  return said
}

/** What a list says was paid, for the opinion that is begun next. */
interface PaidRecord {
  readonly id: string
  readonly name: string
}

let record: PaidRecord | undefined

/** The next opinion is about this record. */
export function attachRecord(paid: PaidRecord): void {
  record = paid
}

/** What a new opinion is about, once. */
export function takeRecord(): PaidRecord | undefined {
  const paid = record
  record = undefined
  return paid
}
