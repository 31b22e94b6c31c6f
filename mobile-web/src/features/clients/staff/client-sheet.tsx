// One client: what it is, where it is told, a new secret, and its end.
import { useState } from 'preact/hooks'
import { FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { EndClient, EndWebhook, ResumeWebhook, RotateClientSecret } from './clients.generated'
import type { ClientPartsFragment, WebhookPartsFragment } from './clients.generated'
import type { Shown } from './secret-sheet'
import { SCOPE, STATE, text } from './text'

interface SheetProps {
  client: ClientPartsFragment
  onClose: () => void
  onDone: (what: string, secret?: Shown) => void
}

export function ClientSheet({ client, onClose, onDone }: SheetProps) {
  const rows = [
    [text.id, client.id],
    [text.may, client.scopes.map((scope) => SCOPE[scope][0]).join('、')],
    [text.contact, client.contact],
    [text.purpose, client.purpose],
  ] as const
  return (
    <Sheet label={client.name} onClose={onClose}>
      <h2>{client.name}</h2>
      <dl class="kv mt4">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd style={{ overflowWrap: 'anywhere' }}>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 class="mt5">{text.webhooks}</h3>
      {client.webhooks.length === 0 && <p class="soft mt2">{text.noWebhooks}</p>}
      {client.webhooks.map((webhook) => (
        <Address key={webhook.id} webhook={webhook} mayChange={client.viewerCanChange} onDone={onDone} />
      ))}
      {client.viewerCanChange && <Changes client={client} onDone={onDone} />}
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {text.close}
      </button>
    </Sheet>
  )
}

function Address({ webhook, mayChange, onDone }: { webhook: WebhookPartsFragment; mayChange: boolean; onDone: (what: string) => void }) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const input = { webhookId: webhook.id }
  const stop = () =>
    send(async () => {
      const { endWebhook } = await staffRequest(EndWebhook, { input })
      setRefusals(endWebhook.errors)
      if (endWebhook.errors.length === 0) onDone(text.stopped)
    })
  const resume = () =>
    send(async () => {
      const { resumeWebhook } = await staffRequest(ResumeWebhook, { input })
      setRefusals(resumeWebhook.errors)
      if (resumeWebhook.errors.length === 0) onDone(text.resumed)
    })
  return (
    <div class="mt3">
      <p style={{ overflowWrap: 'anywhere' }}>{webhook.url}</p>
      <p class="soft">
        {[STATE[webhook.state], webhook.waiting > 0 && text.waiting(webhook.waiting), webhook.lastError && text.lastError(webhook.lastError)].filter(Boolean).join(' · ')}
      </p>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      {mayChange && webhook.state === 'PARKED' && (
        <button class="btn btn--text mt2" type="button" aria-disabled={busy} onClick={resume}>
          {text.resume}
        </button>
      )}
      {mayChange && (
        <button class="btn btn--text mt2" type="button" aria-disabled={busy} onClick={stop}>
          {text.stop}
        </button>
      )}
    </div>
  )
}

function Changes({ client, onDone }: { client: ClientPartsFragment; onDone: (what: string, secret?: Shown) => void }) {
  const [atOnce, setAtOnce] = useState(false)
  const [ending, setEnding] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const rotate = () =>
    send(async () => {
      const { rotateClientSecret } = await staffRequest(RotateClientSecret, { input: { clientId: client.id, overlapHours: atOnce ? 0 : 24 } })
      setRefusals(rotateClientSecret.errors)
      if (rotateClientSecret.secret) onDone(text.rotated, { id: client.id, secret: rotateClientSecret.secret })
    })
  const end = () =>
    send(async () => {
      const { endClient } = await staffRequest(EndClient, { input: { clientId: client.id } })
      setRefusals(endClient.errors)
      if (endClient.client) onDone(text.endDone)
    })
  if (ending) {
    return (
      <>
        <p class="mt5">{text.endSure(client.name)}</p>
        <FormOops refusals={refusals} fields={[]} fault={fault} />
        <button class="btn mt4" type="button" aria-disabled={busy} onClick={end}>
          {text.endYes}
        </button>
      </>
    )
  }
  return (
    <>
      <h3 class="mt5">{text.rotate}</h3>
      <p class="soft mt2">{text.rotateHelp}</p>
      <Choice checked={atOnce} onChange={setAtOnce}>
        {text.rotateNow}
      </Choice>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <button class="btn mt4" type="button" aria-disabled={busy} onClick={rotate}>
        {text.rotateYes}
      </button>
      <button class="btn btn--text mt2" type="button" onClick={() => setEnding(true)}>
        {text.end}
      </button>
    </>
  )
}
