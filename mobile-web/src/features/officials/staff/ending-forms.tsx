// Asking that a declaration counts no more, and answering that.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { AskKinshipEnding, DecideKinshipEnding } from './officials.generated'
import type { KinFragment } from './officials.generated'
import { text } from './text'

const words = text.kin

export function AskForm({ one, onClose, onDone }: { one: KinFragment; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!reason.trim()) return setRefusals([{ field: 'reason', message: words.need.reason }])
    send(async () => {
      const { askKinshipEnding } = await staffRequest(AskKinshipEnding, { input: { kinshipId: one.id, reason: reason.trim() } })
      setRefusals(askKinshipEnding.errors)
      if (askKinshipEnding.errors.length === 0) onDone()
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.ask}</h2>
      <p class="mt2">{words.pair(one.official?.name ?? '', one.relative?.name ?? '', one.relation)}</p>
      <p class="soft mt2">{words.askLead}</p>
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <TextArea id="kin-reason" label={words.reason} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <FormButtons busy={busy} send={words.ask} cancel={text.cancel} onCancel={onClose} />
    </form>
  )
}

export function Decision({ ending, onDone }: { ending: string; onDone: () => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const decide = (grant: boolean) =>
    send(async () => {
      const { decideKinshipEnding } = await staffRequest(DecideKinshipEnding, { input: { endingId: ending, grant } })
      setRefusals(decideKinshipEnding.errors)
      if (decideKinshipEnding.errors.length === 0) onDone()
    })
  return (
    <>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <div class="btns mt3">
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => decide(true)}>
          {words.grant}
        </button>
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => decide(false)}>
          {words.refuse}
        </button>
      </div>
    </>
  )
}
