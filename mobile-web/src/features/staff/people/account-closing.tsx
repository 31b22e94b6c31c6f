// Closing an account with its reason, and opening it again with a first password.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { TextArea } from '@/shared/ui/field'
import { text } from '../text'
import { CloseAccount, ReopenAccount } from './account.generated'
import type { AccountPagePartsFragment } from './account.generated'
import { Secret } from './secret'
import type { SecretFacts } from './secret'

const words = text.people

interface CloseProps {
  id: string
  onBack: () => void
  onDone: (what: string) => void
}

export function CloseAccountForm({ id, onBack, onDone }: CloseProps) {
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!reason.trim()) return setRefusals([{ field: 'reason', message: words.need.reason }])
    send(async () => {
      const { closeAccount } = await staffRequest(CloseAccount, { input: { accountId: id, reason: reason.trim() } })
      setRefusals(closeAccount.errors)
      if (closeAccount.errors.length === 0) onDone(words.closedDone)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p class="mt3">{words.closeHelp}</p>
      <TextArea id="close-reason" label={words.reason} rows={2} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <FormButtons busy={busy} send={words.closeSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}

interface ReopenProps {
  page: AccountPagePartsFragment
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function ReopenAccountForm({ page: { account }, county, onBack, onDone }: ReopenProps) {
  const [secret, setSecret] = useState<SecretFacts>()
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  if (secret) return <Secret title={words.reopened} facts={secret} county={county} onKept={() => onDone(words.reopened)} />
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { reopenAccount } = await staffRequest(ReopenAccount, { input: { accountId: account.id } })
      setRefusals(reopenAccount.errors)
      if (reopenAccount.initialPassword) setSecret({ name: account.name, login: account.login, password: reopenAccount.initialPassword })
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <p class="mt3">{words.reopenHelp}</p>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <FormButtons busy={busy} send={words.reopenSend} cancel={words.cancel} onCancel={onBack} />
    </form>
  )
}
