// A matter that the official declares of himself, of a kind that the county named; or another version of one.
import { useRef, useState } from 'preact/hooks'
import { characters } from '@/shared/format/format'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, Input, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { ArchiveKinds, DeclareMatter } from './archives.generated'
import type { ArchiveKindsQuery, EntryPartsFragment } from './archives.generated'
import { text } from './text'

const words = text.own
const FEWEST = 2

interface Props {
  /** What is changed; none for a new one. */
  matter: EntryPartsFragment | undefined
  onClose: () => void
  onDone: (what: string) => void
}

export function DeclareSheet(props: Props) {
  const { data, error, reload } = useStaffQuery(ArchiveKinds, {})
  const kinds = data?.archiveKinds.filter(({ endedAt }) => endedAt === null)
  return (
    <Sheet label={words.declare} onClose={props.onClose}>
      <h2>{props.matter ? words.change : words.declare}</h2>
      {!kinds && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {kinds?.length === 0 && <p class="mt3">{words.noKinds}</p>}
      {kinds && kinds.length > 0 && <Form {...props} kinds={kinds} />}
      {kinds?.length === 0 && (
        <button class="btn btn--text mt4" type="button" onClick={props.onClose}>
          {text.cancel}
        </button>
      )}
    </Sheet>
  )
}

function Form({ matter, kinds, onClose, onDone }: Props & { kinds: ArchiveKindsQuery['archiveKinds'] }) {
  const [kind, setKind] = useState(matter?.kindId ?? '')
  const [on, setOn] = useState(matter?.on ?? '')
  const [said, setSaid] = useState(matter?.words ?? '')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [
      !kind && { field: 'kindId', message: words.needKind },
      !on && { field: 'on', message: words.needOn },
      characters(said.trim()) < FEWEST && { field: 'text', message: words.need },
    ].filter((one) => one !== false)
    if (missing.length > 0) return setRefusals(missing)
    send(async () => {
      const { declareMatter } = await staffRequest(DeclareMatter, { input: { kindId: kind, matterId: matter?.matterId ?? null, on, text: said.trim() } })
      setRefusals(declareMatter.errors)
      if (declareMatter.archive) onDone(words.declared)
    })
  }
  const offered = matter ? kinds.filter(({ id }) => id === matter.kindId) : kinds
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p class="soft mt2">{words.declareLead}</p>
      <FormOops refusals={refusals} fields={['kindId', 'on', 'text']} fault={fault} />
      <Group label={words.kind} error={refusalOf(refusals, 'kindId')}>
        <div class="choices">
          {offered.map(({ id, name, basis }) => (
            <Choice key={id} type="radio" name="matter-kind" checked={kind === id} onChange={() => setKind(id)} small={words.basis(basis)} error={refusalOf(refusals, 'kindId') !== undefined}>
              {name}
            </Choice>
          ))}
        </div>
      </Group>
      <Input id="matter-on" label={words.on} value={on} onValue={setOn} error={refusalOf(refusals, 'on')} native={{ type: 'date' }} />
      <TextArea id="matter-text" label={words.words} hint={words.wordsHint} rows={5} value={said} onValue={setSaid} error={refusalOf(refusals, 'text')} />
      <FormButtons busy={busy} send={words.send} cancel={text.cancel} onCancel={onClose} />
    </form>
  )
}
