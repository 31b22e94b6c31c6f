// What the last page shows after handing in: in memory only, because the query code is shown once.

export interface Submitted {
  county: string
  demo: boolean
  submissionKey: string
  queryCode: string
  organ: string
  at: string
  dueOn: string | undefined
  receipt: string
  /** How many files go with it. */
  files: number
}

let last: Submitted | undefined

/** Keeps what was answered until the person has written it down. */
export function setSubmitted(submitted: Submitted | undefined): void {
  last = submitted
}

/** What was handed in since the page was loaded. */
export function lastSubmitted(): Submitted | undefined {
  return last
}
