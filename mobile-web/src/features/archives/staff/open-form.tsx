// Opening an archive: whose, for what, why.
import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ArchivePurpose } from '@/shared/graphql/schema.generated'
import { characters } from '@/shared/format/format'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Input, TextArea } from '@/shared/ui/field'
import { OpenArchive } from './archives.generated'
import { PersonPick } from './person-pick'
import { PURPOSE, text } from './text'

const words = text.opening
const PURPOSES = Object.keys(PURPOSE) as ArchivePurpose[]
const FEWEST = 5

export function OpenForm() {
  const [person, setPerson] = useState('')
  const [purpose, setPurpose] = useState<ArchivePurpose>()
  const [reason, setReason] = useState('')
  const [document, setDocument] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const { route } = useLocation()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [
      !person && { field: 'officialId', message: words.need.person },
      !purpose && { field: 'purpose', message: words.need.purpose },
      characters(reason.trim()) < FEWEST && { field: 'reason', message: words.need.reason },
    ].filter((one) => one !== false)
    if (missing.length > 0 || !purpose) return setRefusals(missing)
    send(async () => {
      const { openArchive } = await staffRequest(OpenArchive, { input: { officialId: person, purpose, reason: reason.trim(), document: document.trim() } })
      setRefusals(openArchive.errors)
      if (openArchive.opening) route(`/staff/archives/${openArchive.opening.id}`)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={['officialId', 'purpose', 'reason', 'document']} fault={fault} />
      <PersonPick id="open-person" label={words.who} value={person} onValue={setPerson} error={refusalOf(refusals, 'officialId')} />
      <Group label={words.purpose} error={refusalOf(refusals, 'purpose')}>
        <div class="choices">
          {PURPOSES.map((one) => (
            <Choice key={one} type="radio" name="purpose" checked={purpose === one} onChange={() => setPurpose(one)} error={refusalOf(refusals, 'purpose') !== undefined}>
              {PURPOSE[one]}
            </Choice>
          ))}
        </div>
      </Group>
      <TextArea id="reason" label={words.reason} hint={words.reasonHint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <Input id="document" label={words.document} optional value={document} onValue={setDocument} error={refusalOf(refusals, 'document')} />
      <FormButtons busy={busy} send={words.send} cancel={text.cancel} />
    </form>
  )
}
