// What the author does once it is answered: ask on, or say how good the answer is.
import { useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { Choice, FieldError, TextArea } from '@/shared/ui/field'
import { FollowUpOpinion, RateOpinion } from './opinions.generated'
import type { OpinionPartsFragment } from './opinions.generated'
import { text } from './text'

interface Props {
  one: OpinionPartsFragment
  token: string
  /** The opinion as it stands then, and what was done. */
  onDone: (one: OpinionPartsFragment, what: string) => void
}

interface Payload {
  opinion: OpinionPartsFragment | null
  errors: readonly { message: string }[]
}

/** Sends one verb; what it says afterwards, or nothing if it was done. */
async function send(verb: () => Promise<Payload>, done: (one: OpinionPartsFragment) => void): Promise<string | undefined> {
  try {
    const { opinion, errors } = await verb()
    if (opinion) done(opinion)
    return errors[0]?.message
  } catch (error) {
    if (!(error instanceof RequestError)) return text.write.broken
    return error.fault === 'offline' ? text.write.offline : error.code === 'CODE_REQUIRED' ? text.write.expired : text.write.broken
  }
}

export function AnswerForms(props: Props) {
  const { viewerCan } = props.one
  return (
    <>
      {viewerCan.indexOf('RATE') >= 0 && <RateForm {...props} />}
      {viewerCan.indexOf('FOLLOW_UP') >= 0 && <FollowUpForm {...props} />}
    </>
  )
}

function FollowUpForm({ one, token, onDone }: Props) {
  const words = text.followUp
  const [said, setSaid] = useState('')
  const [state, setState] = useState<{ busy: boolean; error?: string | undefined }>({ busy: false })
  const submit = async (event: Event) => {
    event.preventDefault()
    if (characters(said.trim()) < 5) return setState({ busy: false, error: words.need })
    setState({ busy: true })
    const input = { opinionId: one.id, revision: one.revision, text: said.trim() }
    const error = await send(async () => (await request(FollowUpOpinion, { input }, { token })).followUpOpinion, (next) => onDone(next, words.done))
    setState({ busy: false, error })
  }
  return (
    <form class="section" onSubmit={submit} noValidate>
      <h2>{words.title}</h2>
      <TextArea id={`ask-${one.id}`} label={words.label} hint={words.hint} rows={4} value={said} onValue={setSaid} error={state.error} />
      <button class="btn btn--quiet mt4" type="submit" disabled={state.busy}>
        {state.busy ? text.write.sending : words.send}
      </button>
    </form>
  )
}

function RateForm({ one, token, onDone }: Props) {
  const words = text.rate
  const [rating, setRating] = useState<number>()
  const [said, setSaid] = useState('')
  const [state, setState] = useState<{ busy: boolean; error?: string | undefined }>({ busy: false })
  const submit = async (event: Event) => {
    event.preventDefault()
    if (rating === undefined) return setState({ busy: false, error: words.need })
    setState({ busy: true })
    const input = { opinionId: one.id, revision: one.revision, rating, words: said.trim() }
    const error = await send(async () => (await request(RateOpinion, { input }, { token })).rateOpinion, (next) => onDone(next, words.done))
    setState({ busy: false, error })
  }
  return (
    <form class="section" onSubmit={submit} noValidate>
      <fieldset class={`field${state.error ? ' field--bad' : ''}`}>
        <legend class="field__label">{words.title}</legend>
        <span class="field__hint">{words.hint}</span>
        <div class="choices">
          {words.marks.map((name, at) => (
            <Choice key={name} type="radio" name={`rate-${one.id}`} checked={rating === at + 1} onChange={() => setRating(at + 1)}>
              {name}
            </Choice>
          ))}
        </div>
        {state.error && <FieldError text={state.error} />}
      </fieldset>
      <TextArea id={`rate-words-${one.id}`} label={words.words} optional rows={2} value={said} onValue={setSaid} />
      <button class="btn mt4" type="submit" disabled={state.busy}>
        {state.busy ? text.write.sending : words.send}
      </button>
    </form>
  )
}
