// What the viewer may do with an opinion now: publish it or not, assign, answer, urge.
import { useRef, useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Select, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { AssignOpinion, PublishOpinion, RefuseOpinion, ReplyOpinion, UrgeOpinion } from './opinions.generated'
import type { StaffOpinionFragment } from './opinions.generated'
import { text } from './text'

const FEWEST = 5

interface Props {
  one: StaffOpinionFragment
  onDone: (one: StaffOpinionFragment, what: string) => void
}

interface Payload {
  opinion: StaffOpinionFragment | null
  errors: readonly Refusal[]
}

export function Acts(props: Props) {
  const can = props.one.viewerCan
  return (
    <>
      {(can.includes('PUBLISH') || can.includes('REFUSE')) && <Sight {...props} />}
      {can.includes('REPLY') && <Reply {...props} />}
      {can.includes('ASSIGN') && <Assign {...props} />}
      {can.includes('URGE') && <Urge {...props} />}
    </>
  )
}

/** One verb behind a button: refusals, faults, and the opinion as it stands then. */
function useVerb(onDone: Props['onDone']) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const work = (verb: () => Promise<Payload>, what: string) =>
    send(async () => {
      const { opinion, errors } = await verb()
      setRefusals(errors)
      if (opinion) onDone(opinion, what)
    })
  return { refusals, setRefusals, busy, fault, form, work }
}

function named(one: StaffOpinionFragment) {
  return { opinionId: one.id, revision: one.revision }
}

function Sight({ one, onDone }: Props) {
  const { refusals, setRefusals, busy, fault, form, work } = useVerb(onDone)
  const [reason, setReason] = useState('')
  const can = one.viewerCan
  const publish = () => work(async () => (await staffRequest(PublishOpinion, { input: named(one) })).publishOpinion, text.publish.done)
  const refuse = (event: Event) => {
    event.preventDefault()
    if (characters(reason.trim()) < FEWEST) return setRefusals([{ field: 'reason', message: text.refuse.need }])
    work(async () => (await staffRequest(RefuseOpinion, { input: { ...named(one), reason: reason.trim() } })).refuseOpinion, text.refuse.done)
  }
  return (
    <Section id="sight" title={text.publish.title}>
      <form ref={form} onSubmit={refuse} noValidate>
        <FormOops refusals={refusals} fields={['reason']} fault={fault} />
        {can.includes('PUBLISH') && (
          <>
            <p class="soft">{text.publish.hint}</p>
            <button class="btn btn--quiet mt3" type="button" aria-disabled={busy} onClick={publish}>
              {text.publish.send}
            </button>
          </>
        )}
        {can.includes('REFUSE') && (
          <details class="mt3">
            <summary>{text.refuse.open}</summary>
            <TextArea id="refuse-reason" label={text.refuse.label} hint={text.refuse.hint} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
            <button class="btn btn--quiet mt3" type="submit" aria-disabled={busy}>
              {text.refuse.send}
            </button>
          </details>
        )}
      </form>
    </Section>
  )
}

function Reply({ one, onDone }: Props) {
  const { refusals, setRefusals, busy, fault, form, work } = useVerb(onDone)
  const [said, setSaid] = useState('')
  const [points, setPoints] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    if (characters(said.trim()) < FEWEST) return setRefusals([{ field: 'text', message: text.reply.need }])
    work(async () => (await staffRequest(ReplyOpinion, { input: { ...named(one), text: said.trim(), pointsToReport: points } })).replyOpinion, text.reply.done)
  }
  return (
    <Section id="reply" title={text.reply.title}>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['text']} fault={fault} />
        <TextArea id="reply-text" label={text.reply.label} hint={text.reply.hint} rows={5} value={said} onValue={setSaid} error={refusalOf(refusals, 'text')} />
        <div class="choices mt3">
          <Choice checked={points} onChange={setPoints} small={text.reply.pointsHint}>
            {text.reply.points}
          </Choice>
        </div>
        <button class="btn mt4" type="submit" aria-disabled={busy}>
          {text.reply.send}
        </button>
      </form>
    </Section>
  )
}

function Assign({ one, onDone }: Props) {
  const { refusals, setRefusals, busy, fault, form, work } = useVerb(onDone)
  const [to, setTo] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    if (!to) return setRefusals([{ field: 'accountId', message: text.assign.need }])
    work(async () => (await staffRequest(AssignOpinion, { input: { ...named(one), accountId: to } })).assignOpinion, text.assign.done)
  }
  return (
    <Section id="assign" title={text.assign.title}>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['accountId']} fault={fault} />
        <Select id="assign-to" label={text.assign.title} value={to} onValue={setTo} options={[['', text.assign.pick], ...one.colleagues.map(({ id, name }) => [id, name] as const)]} error={refusalOf(refusals, 'accountId')} />
        <button class="btn btn--quiet mt4" type="submit" aria-disabled={busy}>
          {text.assign.send}
        </button>
      </form>
    </Section>
  )
}

function Urge({ one, onDone }: Props) {
  const { refusals, busy, fault, form, work } = useVerb(onDone)
  const [said, setSaid] = useState('')
  const submit = (event: Event) => {
    event.preventDefault()
    work(async () => (await staffRequest(UrgeOpinion, { input: { ...named(one), words: said.trim() } })).urgeOpinion, text.urge.done)
  }
  return (
    <Section id="urge" title={text.urge.title}>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['words']} fault={fault} />
        <TextArea id="urge-words" label={text.urge.label} hint={text.urge.hint} rows={2} value={said} onValue={setSaid} error={refusalOf(refusals, 'words')} />
        <button class="btn btn--quiet mt4" type="submit" aria-disabled={busy}>
          {text.urge.send}
        </button>
      </form>
    </Section>
  )
}
