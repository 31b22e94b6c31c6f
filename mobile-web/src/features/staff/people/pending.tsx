// Grants that wait for a second approver: decided here by whoever may.
import { useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { day, dayWithYear } from '@/shared/format/format'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { text } from '../text'
import { ApproveRole } from './people.generated'
import type { GrantFragment } from './people.generated'
import { grantInWords } from './staff-list'

const words = text.people

interface Props {
  list: readonly GrantFragment[]
  onDecided: (what: string) => void
}

export function Pending({ list, onDecided }: Props) {
  const mine = list.filter(({ viewerCan }) => viewerCan.includes('APPROVE'))
  const others = list.filter(({ viewerCan }) => !viewerCan.includes('APPROVE'))
  return (
    <>
      <Section id="pending" title={words.pending}>
        {mine.length === 0 && <p class="soft">{words.nonePending}</p>}
        <ul class={mine.length > 0 ? 'cells' : undefined}>
          {mine.map((grant) => (
            <li key={grant.id}>
              <Decision grant={grant} onDecided={onDecided} />
            </li>
          ))}
        </ul>
      </Section>
      {others.length > 0 && (
        <Section id="waiting" title={words.pendingOther}>
          <ul class="cells">
            {others.map((grant) => (
              <li key={grant.id} class="rowend">
                <GrantText grant={grant} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Decision({ grant, onDecided }: { grant: GrantFragment; onDecided: (what: string) => void }) {
  const { busy, fault, send } = useSending()
  const [refused, setRefused] = useState<string>()
  const decide = (approve: boolean) =>
    send(async () => {
      const { approveRole } = await staffRequest(ApproveRole, { input: { grantId: grant.id, approve } })
      const [error] = approveRole.errors
      setRefused(error?.message)
      if (!error) onDecided(approve ? words.approved : words.refused)
    })
  const wrong = fault ? faultInWords(fault) : refused
  return (
    <div class="rowend">
      <GrantText grant={grant} />
      <span class="rowend__btns">
        <button class="btn btn--small" type="button" aria-disabled={busy} aria-label={`${words.approve}：${grant.account.name}，${grantInWords(grant)}`} onClick={() => decide(true)}>
          {words.approve}
        </button>
        <button class="btn btn--quiet btn--small" type="button" aria-disabled={busy} aria-label={`${words.refuse}：${grant.account.name}，${grantInWords(grant)}`} onClick={() => decide(false)}>
          {words.refuse}
        </button>
      </span>
      {wrong && <FieldError text={wrong} />}
    </div>
  )
}

function GrantText({ grant }: { grant: GrantFragment }) {
  return (
    <span class="rowend__text">
      <b>{grant.account.name}</b>
      <small>{grantInWords(grant)}</small>
      <small>
        {day(grant.from)}起{grant.until ? `，到 ${dayWithYear(grant.until)}` : ''}
      </small>
    </span>
  )
}
