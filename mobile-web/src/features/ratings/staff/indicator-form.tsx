// The next version of a set of indicators: groups and questions, and how villagers will see them.
import { useRef, useState } from 'preact/hooks'
import type { IndicatorGroupInput, IndicatorSide } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input, Select } from '@/shared/ui/field'
import { Question } from '../question'
import '../rate.css'
import { SetIndicators, type SetPartsFragment } from './ratings.generated'
import { SETS, SIDES, text } from './text'

const words = text.sets

export function IndicatorForm({ set, onDone }: { set: SetPartsFragment; onDone: (what?: string) => void }) {
  const [groups, setGroups] = useState<readonly IndicatorGroupInput[]>(() => set.groups.map(({ name, side, questions }) => ({ name, side, questions: questions.map(({ code, text: said }) => ({ code, text: said })) })))
  const [preview, setPreview] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const { setIndicators } = await staffRequest(SetIndicators, { input: { kind: set.kind, no: set.no, groups: groups.slice() } })
      setRefusals(setIndicators.errors)
      if (setIndicators.indicators) onDone(words.done(setIndicators.indicators.no))
    })
  }
  const change = (at: number, group: IndicatorGroupInput) => setGroups(groups.map((one, place) => (place === at ? group : one)))
  const codes = groups.reduce<string[]>((all, { questions }) => all.concat(questions.map(({ code }) => code)), [])
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{SETS[set.kind]}</h2>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      {preview ? (
        <Preview groups={groups} />
      ) : (
        groups.map((group, at) => <GroupPart key={at} at={at} group={group} codes={codes} isPerson={set.kind === 'PARTY' || set.kind === 'NON_PARTY'} onChange={(next) => change(at, next)} onDrop={() => setGroups(groups.filter((_, place) => place !== at))} />)
      )}
      {!preview && (
        <button class="btn btn--quiet mt4" type="button" onClick={() => setGroups([...groups, { name: '', side: groups[groups.length - 1]?.side ?? 'PROCESS', questions: [{ code: fresh(codes), text: '' }] }])}>
          {words.addGroup}
        </button>
      )}
      <button class="btn btn--text mt3" type="button" onClick={() => setPreview(!preview)}>
        {preview ? words.edit : words.preview}
      </button>
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={() => onDone()} />
    </form>
  )
}

/** A code that no other question has. */
function fresh(codes: readonly string[]): string {
  let at = codes.length + 1
  while (codes.includes(`q${at}`)) at++
  return `q${at}`
}

interface PartProps {
  at: number
  group: IndicatorGroupInput
  codes: readonly string[]
  isPerson: boolean
  onChange: (group: IndicatorGroupInput) => void
  onDrop: () => void
}

function GroupPart({ at, group, codes, isPerson, onChange, onDrop }: PartProps) {
  const put = (place: number, said: string) => onChange({ ...group, questions: group.questions.map((one, number) => (number === place ? { ...one, text: said } : one)) })
  const sides: readonly IndicatorSide[] = ['INTEGRITY', 'DILIGENCE']
  return (
    <fieldset class="field">
      <legend class="field__label">{words.group(at + 1)}</legend>
      <Input id={`group-${at}`} label={words.name} value={group.name} onValue={(name) => onChange({ ...group, name })} native={{ maxLength: 12 }} />
      {isPerson && <Select id={`side-${at}`} label={words.side} value={group.side} onValue={(side) => onChange({ ...group, side: side as IndicatorSide })} options={sides.map((side) => [side, SIDES[side]] as const)} />}
      {group.questions.map(({ code, text: said }, place) => (
        <div key={code}>
          <Input id={`question-${code}`} label={`${words.words} ${code}`} value={said} onValue={(next) => put(place, next)} native={{ maxLength: 40 }} />
          <button class="btn btn--text" type="button" aria-label={`${words.drop} ${code}`} onClick={() => onChange({ ...group, questions: group.questions.filter((_, number) => number !== place) })}>
            {words.drop}
          </button>
        </div>
      ))}
      <button class="btn btn--quiet mt3" type="button" onClick={() => onChange({ ...group, questions: [...group.questions, { code: fresh(codes), text: '' }] })}>
        {words.addQuestion}
      </button>
      <button class="btn btn--text" type="button" onClick={onDrop}>
        {words.dropGroup}
      </button>
    </fieldset>
  )
}

/** As villagers will see it; what is tapped here goes nowhere. */
function Preview({ groups }: { groups: readonly IndicatorGroupInput[] }) {
  const [said, setSaid] = useState<Readonly<Record<string, number>>>({})
  let number = 0
  return (
    <>
      {groups.map((group, at) => (
        <div key={at} class="mt4">
          <h3>{group.name}</h3>
          {group.questions.map(({ code, text: question }) => {
            number += 1
            return <Question key={code} number={number} code={`preview-${code}`} words={question} score={said[code]} onScore={(score) => setSaid({ ...said, [code]: score })} reason="" onReason={() => undefined} />
          })}
        </div>
      ))}
    </>
  )
}
