// Declaring oneself kin to an official.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { DeclareKinship } from './officials.generated'
import { PersonPick } from './person-pick'
import { text } from './text'

const words = text.kin

export function DeclareForm({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [relativeId, setRelative] = useState('')
  const [relation, setRelation] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const found = [...(relativeId ? [] : [{ field: 'relativeId', message: words.need.relative }]), ...(relation ? [] : [{ field: 'relation', message: words.need.relation }])]
    setRefusals(found)
    if (found.length > 0) return
    send(async () => {
      const { declareKinship } = await staffRequest(DeclareKinship, { input: { relativeId, relation } })
      setRefusals(declareKinship.errors)
      if (declareKinship.errors.length === 0) onDone()
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{words.declare}</h2>
      <p class="mt2">{words.declareLead}</p>
      <FormOops refusals={refusals} fields={['relativeId', 'relation']} fault={fault} />
      <PersonPick label={words.who} value={relativeId} onValue={setRelative} error={refusalOf(refusals, 'relativeId')} />
      <Group label={words.relation} error={refusalOf(refusals, 'relation')}>
        <div class="choices">
          {words.relations.map((one) => (
            <Choice key={one} type="radio" name="relation" checked={relation === one} onChange={() => setRelation(one)}>
              {one}
            </Choice>
          ))}
        </div>
      </Group>
      <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
    </form>
  )
}
