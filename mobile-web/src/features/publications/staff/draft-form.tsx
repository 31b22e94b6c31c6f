// Writing: marks first, words beside them, and the preview that everybody else will see too.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input, TextArea } from '@/shared/ui/field'
import { PublicationView } from '../publication-view'
import type { PartProps } from './part-props'
import { MarksEditor } from './marks-editor'
import { SavePublication, SendPublication } from './publications.generated'
import type { DraftPartsFragment } from './publications.generated'
import { text } from './text'

type Part = 'marks' | 'words' | 'preview'

interface Written {
  readonly title: string
  readonly text: string
  readonly marks: NonNullable<DraftPartsFragment['marks']>
  readonly decidedOn: string
  readonly documentNumber: string
  readonly endsOn: string
}

const FIELDS = ['title', 'text', 'decidedOn', 'documentNumber', 'endsOn']

export function DraftForm({ draft, onChanged }: PartProps) {
  const [part, setPart] = useState<Part>('marks')
  const { written, isChanged, write, refusals, busy, fault, save, sendIt } = useDraft({ draft, onChanged })
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()} noValidate>
      <PartTabs part={part} onPart={setPart} />
      <FormOops refusals={refusals} fields={part === 'words' ? FIELDS : []} fault={fault} />
      {draft.problem && !isChanged && refusals.length === 0 && (
        <div class="note note--amber mt4">
          <p>{draft.problem}</p>
        </div>
      )}
      {part === 'marks' && <MarksEditor title={written.title} words={written.text} marks={written.marks} onMarks={(marks) => write({ marks })} />}
      {part === 'words' && <Words kind={draft.line.kind} written={written} onWrite={write} refusals={refusals} />}
      {part === 'preview' && <Preview draft={draft} isChanged={isChanged} />}
      <div class="btns mt6">
        <button class="btn" type="button" aria-disabled={busy} onClick={sendIt}>
          {text.send}
        </button>
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={save}>
          {text.save}
        </button>
      </div>
    </form>
  )
}

/** What is written here and not saved yet, and the two verbs. */
function useDraft({ draft, onChanged }: PartProps) {
  const [written, setWritten] = useState(() => whatIs(draft))
  const [isChanged, setIsChanged] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const { id: publicationId, version } = draft.line
  const write = (next: Partial<Written>) => {
    setWritten({ ...written, ...next })
    setIsChanged(true)
  }
  const save = () =>
    send(async () => {
      const { savePublication: answer } = await staffRequest(SavePublication, { input: { publicationId, version, ...inputOf(written) } })
      setRefusals(answer.errors)
      if (answer.draft) onChanged(answer.draft, text.saved)
    })
  const sendIt = () => {
    if (isChanged) return setRefusals([{ field: null, message: text.unsaved }])
    send(async () => {
      const { sendPublication: answer } = await staffRequest(SendPublication, { input: { publicationId, version } })
      setRefusals(answer.errors)
      if (answer.draft) onChanged(answer.draft, text.sent)
    })
  }
  return { written, isChanged, write, refusals, busy, fault, save, sendIt }
}

function Preview({ draft, isChanged }: { draft: DraftPartsFragment; isChanged: boolean }) {
  return (
    <>
      <p class="mt4 soft">{isChanged ? text.unsaved : text.previewLead}</p>
      <div class="letter mt3">
        <PublicationView one={draft.preview} heading="h2" />
      </div>
    </>
  )
}

function PartTabs({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  return (
    <div class="btns btns--even mt4" role="group" aria-label={text.tabsLabel}>
      {(['marks', 'words', 'preview'] as const).map((one) => (
        <button key={one} class={one === part ? 'btn btn--small' : 'btn btn--quiet btn--small'} type="button" aria-pressed={one === part} onClick={() => onPart(one)}>
          {text.tabs[one]}
        </button>
      ))}
    </div>
  )
}

interface WordsProps {
  kind: DraftPartsFragment['line']['kind']
  written: Written
  onWrite: (next: Partial<Written>) => void
  refusals: readonly Refusal[]
}

function Words({ kind, written, onWrite, refusals }: WordsProps) {
  const field = (id: 'decidedOn' | 'endsOn', label: string) => (
    <Input id={id} label={label} hint={text.date} value={written[id]} onValue={(value) => onWrite({ [id]: value })} error={refusalOf(refusals, id)} native={{ type: 'date' }} />
  )
  return (
    <>
      <Input id="title" label={text.titleLabel} value={written.title} onValue={(title) => onWrite({ title })} error={refusalOf(refusals, 'title')} />
      <TextArea id="text" label={text.textLabel} hint={text.textHint} rows={12} value={written.text} onValue={(words) => onWrite({ text: words })} error={refusalOf(refusals, 'text')} />
      {kind === 'EXPOSURE' && (
        <>
          {field('decidedOn', text.decided)}
          <Input id="documentNumber" label={text.document} value={written.documentNumber} onValue={(documentNumber) => onWrite({ documentNumber })} error={refusalOf(refusals, 'documentNumber')} />
          {field('endsOn', text.ends)}
        </>
      )}
    </>
  )
}

function whatIs(draft: DraftPartsFragment): Written {
  const { preview } = draft
  return {
    title: draft.title ?? '',
    text: draft.text ?? '',
    marks: draft.marks ?? [],
    decidedOn: preview.decidedOn ?? '',
    documentNumber: preview.documentNumber ?? '',
    endsOn: preview.endsOn ?? '',
  }
}

function inputOf({ title, text: words, marks, ...days }: Written) {
  const given = (value: string) => value.trim() || null
  return {
    title,
    text: words,
    marks: marks.map(({ word, kind, instead, state }) => ({ word, kind, instead, state })),
    decidedOn: given(days.decidedOn),
    documentNumber: given(days.documentNumber),
    endsOn: given(days.endsOn),
  }
}
