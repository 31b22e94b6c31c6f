// Asking for a new password or a new authenticator for somebody; a second person has to agree.
import { useState } from 'preact/hooks'
import type { ResetKind } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, Group } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { text } from '../text'
import { ResetAccess } from './people.generated'
import type { StaffAccountFragment } from './people.generated'

const words = text.people
const KINDS: readonly ResetKind[] = ['PASSWORD', 'TOTP']

export function ResetForm({ account, onBack, onDone }: { account: StaffAccountFragment; onBack: () => void; onDone: (what: string) => void }) {
  const [what, setWhat] = useState<ResetKind>('PASSWORD')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { resetAccess } = await staffRequest(ResetAccess, { input: { accountId: account.id, what } })
      setRefusals(resetAccess.errors)
      if (resetAccess.errors.length === 0) onDone(words.resetDone)
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <p class="mt3">{words.resetHelp}</p>
      <Group label={words.resetWhat}>
        <div class="choices">
          {KINDS.map((kind) => (
            <Choice key={kind} type="radio" name="reset" checked={what === kind} onChange={() => setWhat(kind)}>
              {words.resetKinds[kind]}
            </Choice>
          ))}
        </div>
      </Group>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <FormButtons busy={busy} send={words.resetSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
