// Saying whether the relative of a declaration keeps away too.
import { useState } from 'preact/hooks'
import { FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { NoteKinship } from './officials.generated'
import { text } from './text'

const words = text.kin

export function NoteButtons({ kinship, onDone }: { kinship: string; onDone: () => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const say = (keepsAway: boolean) =>
    send(async () => {
      const { noteKinship } = await staffRequest(NoteKinship, { input: { kinshipId: kinship, keepsAway } })
      setRefusals(noteKinship.errors)
      if (noteKinship.errors.length === 0) onDone()
    })
  return (
    <>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <div class="btns mt3">
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => say(true)}>
          {words.note}
        </button>
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => say(false)}>
          {words.setAside}
        </button>
      </div>
    </>
  )
}
