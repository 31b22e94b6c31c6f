// The text of an item while it is written, put together with what somebody else saved meanwhile.
import { useEffect, useState } from 'preact/hooks'
import type { Written } from './content'
import { merge, withPart } from './merge'
import type { MergePart } from './merge'

/** An item as it was read. */
export interface ReadItem {
  readonly itemId: string
  readonly revision: number
}

interface State {
  /** From what one writes on. */
  readonly base: Written
  readonly form: Written
  /** The revision that was put together last, and is named when one saves. */
  readonly named: ReadItem | undefined
  readonly taken: readonly MergePart[]
  /** What both wrote, and what the other wrote. */
  readonly both: readonly MergePart[]
  readonly other: Written
}

/** A form over what was read; a newer reading is put together with it, and never written over it. */
export function useMerged(read: Written, named: ReadItem | undefined) {
  const [state, setState] = useState<State>({ base: read, form: read, named, taken: [], both: [], other: read })
  const revision = named?.revision
  useEffect(() => {
    setState((now) => {
      if (revision === now.named?.revision) return now
      const { form, taken, both } = merge(now.base, now.form, read)
      return { base: read, form, named, taken, both, other: read }
    })
  }, [revision])
  return {
    ...state,
    write: (next: Partial<Written>) => setState((now) => ({ ...now, form: { ...now.form, ...next } })),
    /** What was sent stands there now: it is what one writes on from. */
    sent: (form: Written) => setState((now) => ({ ...now, base: form, taken: [] })),
    choose: (part: MergePart, isOwn: boolean) =>
      setState((now) => ({ ...now, both: now.both.filter((one) => one !== part), form: isOwn ? now.form : withPart(now.form, part, now.other) })),
  }
}
