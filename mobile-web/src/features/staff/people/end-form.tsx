// Ending a role, with its reason.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { text } from '../text'
import { EndRole } from './people.generated'
import type { GrantFragment } from './people.generated'
import { grantInWords } from './grant-words'

const words = text.people

export function EndForm({ grant, onBack, onDone }: { grant: GrantFragment; onBack: () => void; onDone: (what: string) => void }) {
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!reason.trim()) return setRefusals([{ field: 'reason', message: words.need.reason }])
    send(async () => {
      const { endRole } = await staffRequest(EndRole, { input: { grantId: grant.id, reason: reason.trim() } })
      setRefusals(endRole.errors)
      if (endRole.errors.length === 0) onDone(words.endedRole)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h3 class="mt4">
        {words.endTitle}：{grantInWords(grant)}
      </h3>
      <p class="mt2">{grant.state === 'PROPOSED' ? words.takeBackHelp : words.endHelp}</p>
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <TextArea id="end-reason" label={words.reason} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <FormButtons busy={busy} send={words.endSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
