// What a person has filled in so far; held in memory only, so that a look at another page loses nothing.
import { takeAttached } from '@/shared/attached'
import type { Draft, Subject } from '@/shared/draft/draft'
import { randomKey } from '@/shared/random-key'

/** The officials of a unit from which subjects are chosen. */
export interface UnitChoice {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly options: readonly Subject[]
  /** Steps of the power among the options. */
  readonly steps: readonly { readonly number: number; readonly title: string }[]
}

export interface ReportForm {
  county: string
  /** Whether the county's data are invented. */
  demo: boolean
  /** Made once and kept over retries, so that a report never counts twice. */
  submissionKey: string
  /** The address part that the subjects came from. */
  cameFrom: string
  place: string
  understood: boolean
  units: readonly UnitChoice[]
  chosen: readonly Subject[]
  /** At which step of a power it went wrong, by the power; what is not chosen any more counts no more. */
  steps: Readonly<Record<string, number | undefined>>
  others: string
  /** The record of a list of subsidies that it is about. */
  paid: string | undefined
  story: string
  original: boolean
  name: string
  phone: string
  token: string | undefined
  helping: boolean
  helped: string
  wantsSms: boolean
  consent: boolean
}

export type Patch = (change: Partial<ReportForm>) => void

/** What every step gets. */
export interface StepProps {
  form: ReportForm
  patch: Patch
  next: () => void
}

/** What steps 3 to 6 get. */
export interface LaterProps extends StepProps {
  step: number
  go: (step: number) => void
  organ: string | undefined
}

let held: ReportForm | undefined

/** The form held for this county, or an empty one. */
export function heldForm(county: string, cameFrom: string): ReportForm {
  if (held?.county === county && (held.cameFrom === cameFrom || cameFrom === '')) return held
  if (held?.county === county && held.story) return { ...held, cameFrom, place: '', units: [], chosen: [], steps: {} }
  return emptyForm(county, cameFrom)
}

/** Keeps the form for as long as the page lives. */
export function holdForm(form: ReportForm | undefined): void {
  held = form
}

/** A new form, filled from a draft where there is one. */
export function emptyForm(county: string, cameFrom: string, draft?: Draft): ReportForm {
  const attached = draft ? undefined : takeAttached()
  return {
    county,
    demo: false,
    submissionKey: draft?.submissionKey ?? randomKey(),
    cameFrom,
    place: '',
    understood: false,
    units: [],
    chosen: draft?.subjects ?? [],
    steps: {},
    others: draft?.others ?? '',
    story: draft?.text ?? attached?.words ?? '',
    paid: attached?.record,
    original: false,
    name: '',
    phone: '',
    token: undefined,
    helping: false,
    helped: '',
    wantsSms: true,
    consent: false,
  }
}

/** Adds a unit to choose from, once. */
export function withUnit(units: readonly UnitChoice[], unit: UnitChoice): readonly UnitChoice[] {
  return units.some((one) => one.id === unit.id) ? units : [...units, unit]
}

/** Chooses or drops a subject. */
export function toggled(chosen: readonly Subject[], subject: Subject, on: boolean): readonly Subject[] {
  const others = chosen.filter((one) => one.id !== subject.id)
  return on ? [...others, subject] : others
}
