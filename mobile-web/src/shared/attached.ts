// What one page gives to the report or the opinion that is begun next, in memory only: no address and no store of the phone holds it.

let words: string | undefined

/** The next report begins with these. */
export function attach(said: string): void {
  words = said
}

/** What a new report begins with, once. */
export function takeAttached(): string | undefined {
  const said = words
  words = undefined
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
