// One request with its reason, and the two answers, each with a reason of its own.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Facts } from '@/shared/ui/cell'
import { Input, TextArea } from '@/shared/ui/field'
import { chinaDay, dayInWords } from '../list/due'
import { text } from '../text'
import { askedInWords } from './request-words'
import { DecideDeadlineRequest } from './requests.generated'
import type { WaitingRow } from './waiting-row'

const words = text.requests

interface Props {
  one: WaitingRow
  onClose: () => void
  onDone: (what: string) => void
}

export function DecideForm({ one, onClose, onDone }: Props) {
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const box = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(box, refusals)
  const today = chinaDay(new Date())
  const missing: readonly Refusal[] = [
    ...(one.entered && !document.trim() ? [{ field: 'document', message: words.need.document }] : []),
    ...(reason.trim() ? [] : [{ field: 'reason', message: words.need.reason }]),
  ]
  const decide = (grant: boolean) => {
    if (missing.length > 0) return setRefusals(missing)
    send(async () => {
      const input = { requestId: one.id, grant, reason: reason.trim(), document: one.entered ? document.trim() : null }
      const { decideDeadlineRequest: answer } = await staffRequest(DecideDeadlineRequest, { input })
      setRefusals(answer.errors)
      if (answer.errors.length === 0) onDone(grant ? words.granted : words.refused)
    })
  }
  return (
    <form ref={box} onSubmit={(event) => event.preventDefault()} noValidate>
      <h2>{askedInWords(one, today)}</h2>
      <Facts
        class="mt3"
        rows={[
          [words.whose, `${one.organName} ${one.caseNumber}`],
          one.dueOn !== null && [words.dueOn, dayInWords(one.dueOn, today)],
          [words.why, one.words.asked ?? words.sealed],
        ]}
      />
      {one.entered && <p class="mt3">{words.enteredLead}</p>}
      <FormOops refusals={refusals} fields={['reason', 'document']} fault={fault} />
      {one.entered && <Input id="document" label={words.document} hint={words.documentHint} value={document} onValue={setDocument} error={refusalOf(refusals, 'document')} />}
      <TextArea id="reason" label={words.reason} hint={words.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <div class="btns mt5">
        <button class="btn" type="button" aria-disabled={busy} onClick={() => decide(true)}>
          {words.grant}
        </button>
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => decide(false)}>
          {words.refuse}
        </button>
      </div>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {text.acts.cancel}
      </button>
    </form>
  )
}
