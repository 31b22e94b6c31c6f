// A draft of a report: kept only when asked for, seven days, never with name, phone or code.
import { local } from '@/shared/storage'

/** Whom or what a report is about. */
export interface Subject {
  id: string
  kind: 'UNIT' | 'OFFICIAL' | 'POWER'
  name: string
  detail: string
}

/** What a draft keeps. */
export interface Draft {
  county: string
  submissionKey: string
  subjects: Subject[]
  others: string
  text: string
  /** When it deletes itself, in milliseconds since 1970. */
  until: number
}

const name = 'draft'
const week = 7 * 24 * 3600_000

/** Keeps the draft for seven days from `now`; false if the phone refuses. */
export function saveDraft(draft: Omit<Draft, 'until'>, now: number): boolean {
  const { county, submissionKey, subjects, others, text } = draft
  return local.write(name, JSON.stringify({ county, submissionKey, subjects, others, text, until: now + week }))
}

/** The kept draft, if there is one that has not run out. */
export function readDraft(now: number): Draft | undefined {
  const kept = parse(local.read(name))
  if (kept && kept.until > now) return kept
  local.remove(name)
  return undefined
}

/** Deletes the draft. */
export function deleteDraft(): void {
  local.remove(name)
}

function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const value = JSON.parse(text) as Draft
    return typeof value.text === 'string' && Array.isArray(value.subjects) ? value : undefined
  } catch {
    return undefined
  }
}
