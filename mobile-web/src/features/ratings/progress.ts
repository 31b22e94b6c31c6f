// How far a sheet is: kept in this tab only, so that a reload or a call loses nothing, and never why, nor a name or a phone.
import { keepSheet, readSheet } from '@/shared/rating/kept'

/** A sheet that is being filled. */
export interface Progress {
  /** The month that it counts in. */
  month: string
  /** Which group is shown, from 0. */
  at: number
  /** 1 to 5 by the question's code; 0 is "don't know". What is not there was not answered. */
  answers: Readonly<Record<string, number>>
}

/** What was kept of a sheet on this subject in this month. */
export function readProgress(id: string, month: string): Progress | undefined {
  const kept = readSheet(id)
  if (kept === null) return undefined
  try {
    const value = JSON.parse(kept) as Progress
    if (value.month === month && typeof value.at === 'number' && typeof value.answers === 'object') return value
  } catch {
    // A spoilt one counts as none.
  }
  keepSheet(id, null)
  return undefined
}

/** Keeps a sheet as far as it is. */
export function keepProgress(id: string, { month, at, answers }: Progress): void {
  keepSheet(id, JSON.stringify({ month, at, answers }))
}

/** Forgets it once it is handed in, or begun anew. */
export function forgetProgress(id: string): void {
  keepSheet(id, null)
}
