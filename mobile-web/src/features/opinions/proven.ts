// The number that was proven for opinions, for the next page of this visit: in memory only, until the page is left.

interface Proven {
  readonly phone: string
  readonly token: string
}

let last: Proven | undefined

/** The next page need not ask again. */
export function keepProven(phone: string, token: string | undefined): void {
  last = token === undefined ? undefined : { phone, token }
}

/** What was proven last on this visit. */
export function lastProven(): Proven | undefined {
  return last
}
