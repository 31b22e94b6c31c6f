// One thing that waits, with the two answers.
import { useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { text } from '../text'
import { ApproveRole } from './people.generated'
import type { SecretFacts } from './secret'
import type { WaitingRow } from './waiting-list'

const words = text.people

interface Props {
  one: WaitingRow
  onDecided: (what: string) => void
  /** Agreeing to a new password, or to a first case role, makes a first password, to be handed over. */
  onSecret: (facts: SecretFacts) => void
}

export function Decision({ one, onDecided, onSecret }: Props) {
  const { busy, fault, send } = useSending()
  const [refused, setRefused] = useState<string>()
  const decide = (approve: boolean) =>
    send(async () => {
      const { approveRole: answer } = await staffRequest(ApproveRole, { input: { grantId: one.id, approve, officialId: one.officialId ?? null } })
      const [error] = answer.errors
      setRefused(error?.message)
      if (error) return
      if (answer.initialPassword) onSecret({ name: one.name, password: answer.initialPassword })
      else onDecided(approve ? one.agreed : words.refused)
    })
  const wrong = fault ? faultInWords(fault) : refused
  return (
    <div class="rowend">
      <WaitingText one={one} />
      <span class="rowend__btns">
        <button class="btn btn--small" type="button" aria-disabled={busy} aria-label={`${words.approve}：${[one.name, one.what, one.official].filter(Boolean).join('，')}`} onClick={() => decide(true)}>
          {words.approve}
        </button>
        <button class="btn btn--quiet btn--small" type="button" aria-disabled={busy} aria-label={`${words.refuse}：${one.name}，${one.what}`} onClick={() => decide(false)}>
          {words.refuse}
        </button>
      </span>
      {wrong && <FieldError text={wrong} />}
    </div>
  )
}

/** Who, what, when. */
export function WaitingText({ one }: { one: WaitingRow }) {
  return (
    <span class="rowend__text">
      <b>{one.name}</b>
      <small>{one.what}</small>
      {one.official && <small>{one.official}</small>}
      <small>{one.when}</small>
    </span>
  )
}
