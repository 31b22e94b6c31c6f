// What the forms over a case share: checking, sending once, refusals beside the fields, what was typed kept while the page lives.
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Document } from '@/shared/graphql/document'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { sessionState, staffRequest, watchSession } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { CaseHeadFragment, CaseOutcomeFragment } from '../case/case.generated'
import { text } from '../text'

export interface CaseFormProps {
  one: CaseHeadFragment
  onClose: () => void
  onStale: () => void
  /** The case as it is now; none if it is no longer for these eyes. */
  onDone: (one: CaseHeadFragment | undefined) => void
}

/** A form in the making: what was refused, and how to send. */
export interface CaseForm {
  readonly refusals: readonly Refusal[]
  /** Why a field was refused. */
  readonly wrong: (field: string) => string | undefined
  /** Checks first; sends only when nothing is refused and nothing is under way. */
  readonly submit: (found: readonly Refusal[], work: () => Promise<CaseOutcomeFragment>) => void
  readonly sending: ReturnType<typeof useSending>
}

/** After these the page shows the case as it is now: it moved on, or is in other hands. */
const outdated: readonly string[] = ['STATE', 'CONFLICT', 'FORBIDDEN']

export function useCaseForm({ one, onStale, onDone }: CaseFormProps): CaseForm {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const sending = useSending()
  const submit = (found: readonly Refusal[], work: () => Promise<CaseOutcomeFragment>) => {
    setRefusals(found)
    if (found.length > 0) return
    sending.send(async () => {
      const outcome = await work()
      setRefusals(outcome.errors)
      if (outcome.errors.some(({ code }) => outdated.includes(code))) onStale()
      if (outcome.errors.length > 0) return
      forgetTyped(one.id)
      onDone(outcome.case ?? undefined)
    })
  }
  return { refusals, wrong: (field) => refusalOf(refusals, field), submit, sending }
}

/** The case as this page shows it: if it has moved on since, the server says what changed. */
export function at(one: CaseHeadFragment): { readonly caseId: string; readonly revision: number } {
  return { caseId: one.id, revision: one.revision }
}

/** Sends one action; its payload is the only field of the answer. */
export async function perform<Key extends string, Input>(
  document: Document<Readonly<Record<Key, CaseOutcomeFragment>>, { readonly input: Input }>,
  input: Input,
): Promise<CaseOutcomeFragment> {
  const data = await staffRequest(document, { input })
  const [outcome] = Object.values<CaseOutcomeFragment>(data)
  return outcome ?? { case: null, errors: [] }
}

interface FormProps {
  form: CaseForm
  /** The fields that show their own refusals. */
  fields: readonly string[]
  send: string
  onSubmit: () => void
  onClose: () => void
  children: ComponentChildren
}

export function CaseFormFrame({ form, fields, send, onSubmit, onClose, children }: FormProps) {
  const box = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(box, form.refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form ref={box} onSubmit={submit} noValidate>
      {children}
      <FormOops refusals={form.refusals} fields={fields} fault={form.sending.fault} />
      <FormButtons busy={form.sending.busy} send={send} cancel={text.acts.cancel} onCancel={onClose} />
    </form>
  )
}

const typed = new Map<string, unknown>()
let typedBy = signedInId()

/** A session that merely ran out gives the text back to the same person; nobody else ever sees it. */
watchSession(() => {
  const session = sessionState()
  if (session.phase === 'out' && session.byChoice) typed.clear()
  const now = signedInId()
  if (now === undefined) return
  if (now !== typedBy) typed.clear()
  typedBy = now
})

function signedInId(): string | undefined {
  const session = sessionState()
  return session.phase === 'in' ? session.viewer.account.id : undefined
}

/** State that survives the closing of its sheet, but neither the page nor the sign-out nor the sending: what is typed here is sealed. */
export function useTyped<Value>(caseId: string, name: string, initial: Value): [Value, (value: Value) => void] {
  const key = `${caseId} ${name}`
  const [value, setValue] = useState(() => (typed.has(key) ? (typed.get(key) as Value) : initial))
  const change = (next: Value) => {
    typed.set(key, next)
    setValue(next)
  }
  return [value, change]
}

function forgetTyped(caseId: string): void {
  for (const key of Array.from(typed.keys())) if (key.startsWith(`${caseId} `)) typed.delete(key)
}

/** A refusal for each field that is still empty. */
export function lacking(fields: readonly (readonly [field: string, value: string, message: string])[]): readonly Refusal[] {
  return fields.filter(([, value]) => value.trim() === '').map(([field, , message]) => ({ field, message }))
}
