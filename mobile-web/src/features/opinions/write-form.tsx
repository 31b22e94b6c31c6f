// The form of an opinion; what sounds like an accusation is led to the page for reports before it is taken.
import { useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import type { OpinionPart, SubmitOpinionInput } from '@/shared/graphql/schema.generated'
import { PhoneCode } from '@/shared/phone/phone-code'
import { randomKey } from '@/shared/random-key'
import { Choice, FieldError, Input, TextArea } from '@/shared/ui/field'
import { Mistakes } from '@/shared/ui/notices'
import type { Mistake } from '@/shared/ui/notices'
import { SubmitOpinion } from './opinions.generated'
import type { OpinionPartsFragment, SubmitOpinionMutation } from './opinions.generated'
import { keepProven, lastProven } from './proven'
import { text } from './text'

const words = text.write

/** What it is about. */
export interface Thing {
  readonly id?: string
  readonly publication?: string
  readonly name: string
  readonly isPower: boolean
  /** What a list says was paid: never public. */
  readonly isRecord: boolean
}

type Errors = SubmitOpinionMutation['submitOpinion']['errors']

interface Form {
  part: OpinionPart | undefined
  text: string
  isPublic: boolean
  name: string
  isNoReport: boolean
}

interface Props {
  county: string
  thing: Thing
  onTaken: (one: OpinionPartsFragment) => void
}

export function WriteForm({ county, thing, onTaken }: Props) {
  const [form, setForm] = useState<Form>({ part: undefined, text: '', isPublic: true, name: '', isNoReport: false })
  const [phone, setPhone] = useState(lastProven()?.phone ?? '')
  const [token, setToken] = useState(lastProven()?.token)
  const { attempt, errors, state, send } = useSubmit(thing, onTaken)
  const patch = (some: Partial<Form>) => setForm({ ...form, ...some })
  const proven = (next: string | undefined) => {
    keepProven(phone, next)
    setToken(next)
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void send(form, token, () => proven(undefined))
  }
  const mistakes = attempt > 0 ? mistakesOf(form, token, errors) : []
  const wrong = (field: string) => mistakes.find((one) => one.field === field)?.text
  const accuses = errors.some(({ code }) => code === 'ROUTE_ELSEWHERE')
  return (
    <form onSubmit={submit} noValidate>
      <div class="head">
        <h1>{words.title}</h1>
        <p class="lead soft">{words.about(thing.name)}</p>
      </div>
      <div class="note mt4">
        <p>{words.notSecret}</p>
        <a class="link" href={reportOf(county, thing)}>
          {words.report}
        </a>
      </div>
      <Mistakes list={mistakes} attempt={attempt} />
      {thing.isPower && <Part part={form.part} onPart={(part) => patch({ part })} />}
      <TextArea id="text" label={words.text} hint={thing.isRecord ? words.record(thing.name) : words.textHint} rows={6} value={form.text} onValue={(said) => patch({ text: said })} error={wrong('text')} />
      {accuses && (
        <>
          <a class="btn btn--red-quiet mt3" href={reportOf(county, thing)}>
            {words.goReport}
          </a>
          <div class="choices mt3">
            <Choice checked={form.isNoReport} onChange={(isNoReport) => patch({ isNoReport })}>
              {words.isNoReport}
            </Choice>
          </div>
        </>
      )}
      {!thing.isRecord && <Public isPublic={form.isPublic} onPublic={(isPublic) => patch({ isPublic })} />}
      <Input id="authorName" label={words.name} hint={words.nameHint} value={form.name} onValue={(name) => patch({ name })} error={wrong('authorName')} native={{ autocomplete: 'name', maxLength: 30 }} />
      <PhoneCode purpose="OPINION" county={county} phone={phone} onPhone={setPhone} token={token} onToken={proven} missing={wrong('phone')} />
      {typeof state === 'object' && <FieldError text={state.said} />}
      <button class="btn mt5" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? words.sending : words.send}
      </button>
    </form>
  )
}

function reportOf(county: string, thing: Thing): string {
  return `/${county}/report${thing.id && !thing.isRecord ? `?subject=${thing.id}` : ''}`
}

function mistakesOf(form: Form, token: string | undefined, errors: Errors): readonly Mistake[] {
  const own = [
    characters(form.text.trim()) < 5 && { field: 'text', text: words.need.text },
    characters(form.name.trim()) < 2 && { field: 'authorName', text: words.need.name },
    !token && { field: 'phone', text: words.need.phone },
  ].filter((one) => one !== false)
  if (own.length > 0) return own
  return errors.filter(({ field }) => field === 'text' || field === 'authorName').map(({ field, message }) => ({ field: field ?? '', text: message }))
}

type State = 'ready' | 'busy' | { said: string }

function useSubmit(thing: Thing, onTaken: (one: OpinionPartsFragment) => void) {
  const [key] = useState(randomKey)
  const [attempt, setAttempt] = useState(0)
  const [errors, setErrors] = useState<Errors>([])
  const [state, setState] = useState<State>('ready')
  const send = async (form: Form, token: string | undefined, onExpired: () => void) => {
    setAttempt(attempt + 1)
    if (mistakesOf(form, token, []).length > 0) return setErrors([])
    setState('busy')
    try {
      const { opinion, errors: told } = (await request(SubmitOpinion, { input: inputOf(form, thing, key) }, { token })).submitOpinion
      setErrors(told)
      const general = told.find(({ field }) => field !== 'text' && field !== 'authorName')
      setState(general ? { said: general.message } : 'ready')
      if (told.some(({ code }) => code === 'CODE_REQUIRED')) onExpired()
      if (opinion) onTaken(opinion)
    } catch (error) {
      setState({ said: error instanceof RequestError && error.fault === 'offline' ? words.offline : words.broken })
    }
  }
  return { attempt, errors, state, send }
}

function inputOf(form: Form, thing: Thing, submissionKey: string): SubmitOpinionInput {
  return {
    aboutId: thing.id ?? null,
    publicationCode: thing.publication ?? null,
    part: form.part ?? null,
    submissionKey,
    authorName: form.name.trim(),
    text: form.text.trim(),
    isPublic: form.isPublic && !thing.isRecord,
    isNoReport: form.isNoReport,
  }
}

function Part({ part, onPart }: { part: OpinionPart | undefined; onPart: (part: OpinionPart | undefined) => void }) {
  const all = [[undefined, words.whole], ['BASIS', words.parts.BASIS], ['PROCESS', words.parts.PROCESS], ['OUTCOME', words.parts.OUTCOME]] as const
  return (
    <fieldset class="field">
      <legend class="field__label">{words.part}</legend>
      <div class="choices">
        {all.map(([one, name]) => (
          <Choice key={name} type="radio" name="part" checked={part === one} onChange={() => onPart(one)}>
            {name}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

function Public({ isPublic, onPublic }: { isPublic: boolean; onPublic: (isPublic: boolean) => void }) {
  return (
    <fieldset class="field">
      <legend class="field__label">{words.public}</legend>
      <div class="choices">
        <Choice type="radio" name="public" checked={isPublic} onChange={() => onPublic(true)} small={words.yesHint}>
          {words.yes}
        </Choice>
        <Choice type="radio" name="public" checked={!isPublic} onChange={() => onPublic(false)} small={words.noHint}>
          {words.no}
        </Choice>
      </div>
    </fieldset>
  )
}
