// Closing an organ: who takes its place, and why.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Select, TextArea } from '@/shared/ui/field'
import { CloseOrgan } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { words } from './text'

interface Props {
  record: OrganRecordPartsFragment
  organs: readonly OrganRecordPartsFragment[]
  onBack: () => void
  onDone: (what: string) => void
}

export function CloseOrganForm({ record: { organ, version }, organs, onBack, onDone }: Props) {
  const [heir, setHeir] = useState('')
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const heirs = organs.filter((one) => one.closedOn === null && one.organ.id !== organ.id && one.organ.external === organ.external)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [!heir && { field: 'successorId', message: words.need.successor }, !reason.trim() && { field: 'reason', message: words.need.reason }].filter((one) => one !== false)
    setRefusals(missing)
    if (missing.length > 0) return
    send(async () => {
      const { closeOrgan } = await staffRequest(CloseOrgan, { input: { organId: organ.id, successorId: heir, reason: reason.trim(), version } })
      setRefusals(closeOrgan.errors)
      if (closeOrgan.errors.length === 0) onDone(words.closedDone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p class="mt3">{words.closeHelp}</p>
      <Select
        id="organ-heir"
        label={words.successor}
        value={heir}
        onValue={setHeir}
        error={refusalOf(refusals, 'successorId')}
        options={[['', '—'], ...heirs.map((one) => [one.organ.id, one.organ.name] as const)]}
      />
      <TextArea id="organ-reason" label={words.reason} rows={2} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <FormOops refusals={refusals} fields={['successorId', 'reason']} fault={fault} />
      <FormButtons busy={busy} send={words.closeSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
