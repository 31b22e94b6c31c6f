// 请您批的恶意举报: what organs below propose; the head sees the proposal, not the case.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell, Facts } from '@/shared/ui/cell'
import { Input, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { chinaDay, momentInWords } from '../list/due'
import { text } from '../text'
import { DecideMalice, Malices } from './hand-overs.generated'
import type { MalicesQuery } from './hand-overs.generated'
import { turnText } from './text'

const words = turnText.malice
const shared = text.requests

type Waiting = MalicesQuery['malices'][number]

/** What waits; no list while it is on its way. */
interface Waits {
  readonly list: readonly Waiting[] | undefined
  readonly reload: () => void
}

export function useMalices(): Waits {
  const { data, reload } = useStaffQuery(Malices, {})
  return { list: data?.malices, reload }
}

export function MaliceList({ malices: { list, reload }, onDone }: { malices: Waits; onDone: (what: string) => void }) {
  const [open, setOpen] = useState<Waiting>()
  const today = chinaDay(new Date())
  if (!list || list.length === 0) return null
  const finished = (what: string) => {
    setOpen(undefined)
    reload()
    onDone(what)
  }
  return (
    <>
      <ul class="cells mt5">
        {list.map((one) => (
          <li key={one.id}>
            <Cell title={words.row} sub={`${one.organName} ${one.caseNumber} · ${momentInWords(one.proposedAt, today)}`} onClick={() => setOpen(one)} />
          </li>
        ))}
      </ul>
      {open && (
        <Sheet label={words.title} onClose={() => setOpen(undefined)}>
          <DecideForm one={open} onClose={() => setOpen(undefined)} onDone={finished} />
        </Sheet>
      )}
    </>
  )
}

function DecideForm({ one, onClose, onDone }: { one: Waiting; onClose: () => void; onDone: (what: string) => void }) {
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const box = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(box, refusals)
  const missing: readonly Refusal[] = [
    ...(one.entered && !document.trim() ? [{ field: 'document', message: shared.need.document }] : []),
    ...(reason.trim() ? [] : [{ field: 'reason', message: shared.need.reason }]),
  ]
  const decide = (found: boolean) => {
    if (missing.length > 0) return setRefusals(missing)
    send(async () => {
      const input = { maliceId: one.id, found, reason: reason.trim(), document: one.entered ? document.trim() : null }
      const { decideMalice: answer } = await staffRequest(DecideMalice, { input })
      setRefusals(answer.errors)
      if (answer.errors.length === 0) onDone(found ? words.doneFound : words.doneRefused)
    })
  }
  return (
    <form ref={box} onSubmit={(event) => event.preventDefault()} noValidate>
      <h2>{words.title}</h2>
      <Facts class="mt3" rows={[[words.whose, `${one.organName} ${one.caseNumber}`], [words.proposed, <span key="said" class="own-text">{one.words.proposed ?? shared.sealed}</span>]]} />
      {one.entered && <p class="mt3">{shared.enteredLead}</p>}
      <FormOops refusals={refusals} fields={['reason', 'document']} fault={fault} />
      {one.entered && <Input id="document" label={shared.document} hint={shared.documentHint} value={document} onValue={setDocument} error={refusalOf(refusals, 'document')} />}
      <TextArea id="reason" label={shared.reason} hint={shared.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <div class="btns mt5">
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => decide(true)}>
          {words.found}
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
