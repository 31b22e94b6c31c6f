// Words that one page gives to the report that is begun next, in memory only: no address and no store of the phone holds them.

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
