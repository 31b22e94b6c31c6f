// Renaming an organ, or changing how it is reached.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { UpdateOrgan } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { words } from './text'

const FIELDS = ['name', 'telephone', 'advice', 'address']

interface Props {
  record: OrganRecordPartsFragment
  onBack: () => void
  onDone: (what: string) => void
}

export function RenameForm({ record, onBack, onDone }: Props) {
  const { organ, version } = record
  const [name, setName] = useState(organ.name)
  const [telephone, setTelephone] = useState(organ.telephone ?? '')
  const [advice, setAdvice] = useState(record.advice ?? '')
  const [address, setAddress] = useState(record.address ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { updateOrgan } = await staffRequest(UpdateOrgan, { input: { organId: organ.id, name, telephone: telephone || null, advice: advice || null, address: address || null, version } })
      setRefusals(updateOrgan.errors)
      if (updateOrgan.errors.length === 0) onDone(words.saved)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Input id="organ-name" label={words.name} value={name} onValue={setName} error={wrong('name')} native={{ maxlength: 60 }} />
      <Input id="organ-telephone" label={words.telephone} optional value={telephone} onValue={setTelephone} error={wrong('telephone')} native={{ inputmode: 'tel' }} />
      {organ.external && (
        <>
          <Input id="organ-advice" label={words.advice} optional value={advice} onValue={setAdvice} error={wrong('advice')} />
          <Input id="organ-address" label={words.address} value={address} onValue={setAddress} error={wrong('address')} />
        </>
      )}
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
