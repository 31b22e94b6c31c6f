// The last step: a phone, a name where something is low, and handing it in.
import { useState } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
import { PhoneCode } from '@/shared/phone/phone-code'
import { PhoneChallenge } from '@/shared/phone/phone.generated'
import { FieldError, Input } from '@/shared/ui/field'
import { deviceKey } from './device'
import type { Taken } from './done'
import { Rate } from './rating.generated'
import { answered, hasLow, missingReason, toSend, type Answers, type Form, type Reasons } from './sheet'
import { text } from './text'

/** A phone that was proven is good for half an hour and for every sheet; in memory only. */
let proven: { token: string; phone: string } | undefined

interface Props {
  form: Form
  county: string
  answers: Answers
  reasons: Reasons
  onBack: () => void
  /** A low answer lacks its reason: lead there. */
  onLacks: () => void
  onDone: (taken: Taken) => void
  reload: () => void
}

export function LastStep(props: Props) {
  const { form, answers, reasons } = props
  const groups = form.indicators.groups
  const low = hasLow(groups, answers)
  const [phone, setPhone] = useState(proven?.phone ?? '')
  const [token, setToken] = useState(proven?.token)
  const [name, setName] = useState('')
  const [state, setState] = useState<'ready' | 'busy'>('ready')
  const [said, setSaid] = useState<{ field?: string | null; message: string }>()
  const prove = (next: string | undefined) => {
    proven = next ? { token: next, phone } : undefined
    setToken(next)
  }
  const lack = (): { field?: string; message: string } | undefined => {
    if (answered(groups, answers) === 0) return { message: text.missing.nothing }
    if (low && !token) return { field: 'phone', message: text.missing.phone }
    if (low && name.trim().length < 2) return { field: 'name', message: text.missing.name }
    return undefined
  }
  const send = async (event: Event) => {
    event.preventDefault()
    if (missingReason(groups, answers, reasons)) return props.onLacks()
    const missing = lack()
    setSaid(missing)
    if (missing) return
    setState('busy')
    const refused = await handIn(props, token, low ? name.trim() : null)
    setState('ready')
    if (refused?.code === 'CODE_REQUIRED') prove(undefined)
    setSaid(refused)
  }
  return (
    <>
      <h2 id="group-h">{low ? text.check.low : text.check.free}</h2>
      <p class="soft mt2">{low ? text.checkLead.low : text.checkLead.free}</p>
      <form onSubmit={send} noValidate>
        {low && <Input id="rater-name" label={text.name} hint={text.nameHint} value={name} onValue={setName} error={said?.field === 'name' ? said.message : undefined} native={{ maxLength: 30, autocomplete: 'name' }} />}
        <PhoneCode purpose="RATE" county={props.county} phone={phone} onPhone={setPhone} token={token} onToken={prove} missing={said?.field === 'phone' ? said.message : undefined} />
        {said && said.field !== 'phone' && said.field !== 'name' && <FieldError text={said.message} />}
        <div class="btns mt5">
          <button class="btn btn--quiet" type="button" onClick={props.onBack}>
            {text.back}
          </button>
          <button class="btn" type="submit" disabled={state === 'busy'}>
            {state === 'busy' ? text.sending : token || low ? text.send : text.sendUnproven}
          </button>
        </div>
      </form>
    </>
  )
}

/** Hands a sheet in; what was refused. */
async function handIn({ form, answers, reasons, onDone, reload }: Props, token: string | undefined, name: string | null): Promise<{ code?: string; field?: string | null; message: string } | undefined> {
  const sheet = { subjectId: form.subject.id, setNo: form.indicators.no, answers: toSend(form.indicators.groups, answers, reasons), name, deviceKey: deviceKey() }
  try {
    const input = { ...sheet, proofOfWork: token ? null : await proof() }
    const { rate } = await request(Rate, { input }, { token })
    const refused = rate.errors[0]
    if (!refused && rate.month) onDone({ month: rate.month, isReplaced: rate.isReplaced, isVerified: rate.isVerified })
    if (refused?.code === 'CONFLICT') reload()
    return refused
  } catch (error) {
    return { message: error instanceof RequestError && error.fault === 'offline' ? text.offline : text.broken }
  }
}

/** Work instead of a phone: a second or two of this device. */
async function proof(): Promise<string> {
  const [{ proofOfWork }, { phoneChallenge }] = await Promise.all([import('@/shared/phone/proof'), request(PhoneChallenge, {})])
  return proofOfWork(phoneChallenge)
}
