// Letting a third party's program in.
import { useRef, useState } from 'preact/hooks'
import type { ClientScope } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Input, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { RegisterClient } from './clients.generated'
import type { Shown } from './secret-sheet'
import { SCOPE, text } from './text'

const ALL: readonly ClientScope[] = ['OPEN_READ', 'WEBHOOKS_MANAGE']

export function RegisterForm({ onDone }: { onDone: (what: string, secret: Shown) => void }) {
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const [purpose, setPurpose] = useState('')
  const [scopes, setScopes] = useState<readonly ClientScope[]>(['OPEN_READ'])
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { registerClient } = await staffRequest(RegisterClient, { input: { name, contact, purpose, scopes: [...scopes] } })
      setRefusals(registerClient.errors)
      if (!registerClient.client || !registerClient.secret) return
      onDone(text.registered(registerClient.client.name), { id: registerClient.client.id, secret: registerClient.secret })
      setName('')
      setContact('')
      setPurpose('')
    })
  }
  return (
    <Section id="register" title={text.registerTitle}>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['name', 'contact', 'purpose', 'scopes']} fault={fault} />
        <Input id="client-name" label={text.name} hint={text.nameHint} value={name} onValue={setName} error={refusalOf(refusals, 'name')} />
        <TextArea id="client-contact" label={text.contactLabel} hint={text.contactHint} rows={2} value={contact} onValue={setContact} error={refusalOf(refusals, 'contact')} />
        <TextArea id="client-purpose" label={text.purposeLabel} hint={text.purposeHint} rows={2} value={purpose} onValue={setPurpose} error={refusalOf(refusals, 'purpose')} />
        <Group label={text.scopes} error={refusalOf(refusals, 'scopes')}>
          {ALL.map((scope) => (
            <Choice key={scope} checked={scopes.includes(scope)} small={SCOPE[scope][1]} onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}>
              {SCOPE[scope][0]}
            </Choice>
          ))}
        </Group>
        <FormButtons busy={busy} send={text.send} cancel={text.cancel} />
      </form>
    </Section>
  )
}
