// Step 2: whom it is about. The organ that would handle it is shown at once.
import { useState } from 'preact/hooks'
import type { Subject } from '@/shared/draft/draft'
import { Choice, FieldError, Input } from '@/shared/ui/field'
import { Elsewhere } from './elsewhere'
import { FindUnit } from './find-unit'
import { toggled, withUnit, type StepProps, type UnitChoice } from './form'
import { text } from './text'
import type { Intake } from './use-intake'

const most = 10

export function SubjectsStep({ form, patch, next, intake }: StepProps & { intake: Intake }) {
  const [mistake, setMistake] = useState<string>()
  const words = text.subjects
  const choose = (subject: Subject, on: boolean) => {
    const chosen = toggled(form.chosen, subject, on)
    setMistake(chosen.length > most ? words.tooMany : undefined)
    if (chosen.length <= most) patch({ chosen })
  }
  const goOn = () => {
    if (form.chosen.length === 0) setMistake(words.missing)
    else if (intake.failed) intake.retry()
    else if (!intake.elsewhere && intake.organ) next()
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p class="soft mt2">{words.lead}</p>
      <Loose form={form} choose={choose} />
      {form.units.map((unit) => (
        <Group key={unit.id} unit={unit} chosen={form.chosen} choose={choose} />
      ))}
      <FindUnit county={form.county} open={form.units.length === 0 && form.chosen.length === 0} onFound={(unit) => patch({ units: withUnit(form.units, unit) })} />
      <Input id="others" label={words.others} optional hint={words.othersHint} value={form.others} onValue={(others) => patch({ others })} native={{ maxLength: 200 }} />
      {mistake && <FieldError text={mistake} />}
      {intake.elsewhere ? <Elsewhere channel={intake.elsewhere} /> : <Handled intake={intake} chosen={form.chosen.length} />}
      {!intake.elsewhere && (
        <button class="btn mt5" type="button" onClick={goOn}>
          {text.next}
        </button>
      )}
    </>
  )
}

function Handled({ intake, chosen }: { intake: Intake; chosen: number }) {
  if (chosen === 0) return null
  return (
    <div class="note mt4" role="status">
      {intake.organ ? (
        <p>
          {text.subjects.handled} <b>{intake.organ}</b> {text.subjects.handledEnd}
        </p>
      ) : (
        <p>{text.subjects.asking}</p>
      )}
    </div>
  )
}

type Choose = (subject: Subject, on: boolean) => void

function Group({ unit, chosen, choose }: { unit: UnitChoice; chosen: readonly Subject[]; choose: Choose }) {
  return (
    <>
      <Named title={text.subjects.power} options={unit.options.filter(({ kind }) => kind === 'POWER')} chosen={chosen} choose={choose} />
      <Named title={text.subjects.officials(unit.shortName)} options={unit.options.filter(({ kind }) => kind !== 'POWER')} chosen={chosen} choose={choose} />
    </>
  )
}

function Named({ title, options, chosen, choose }: { title: string; options: readonly Subject[]; chosen: readonly Subject[]; choose: Choose }) {
  if (options.length === 0) return null
  return (
    <fieldset class="field">
      <legend class="field__label">{title}</legend>
      <Options options={options} chosen={chosen} choose={choose} />
    </fieldset>
  )
}

/** Chosen subjects that belong to no unit shown, such as those of a draft. */
function Loose({ form, choose }: { form: StepProps['form']; choose: Choose }) {
  const shown = new Set(form.units.flatMap((unit) => unit.options.map((option) => option.id)))
  const loose = form.chosen.filter((subject) => !shown.has(subject.id))
  return loose.length === 0 ? null : <Options options={loose} chosen={form.chosen} choose={choose} />
}

function Options({ options, chosen, choose }: { options: readonly Subject[]; chosen: readonly Subject[]; choose: Choose }) {
  return (
    <div class="choices">
      {options.map((subject) => (
        <Choice key={subject.id} checked={chosen.some((one) => one.id === subject.id)} onChange={(on) => choose(subject, on)} small={subject.detail}>
          {subject.name}
        </Choice>
      ))}
    </div>
  )
}
