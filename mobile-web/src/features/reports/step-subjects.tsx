// Step 2: whom it is about. The organ that would handle it is shown at once.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Subject } from '@/shared/draft/draft'
import { Choice, FieldError, Input, Select } from '@/shared/ui/field'
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
        <Group key={unit.id} unit={unit} chosen={form.chosen} choose={choose}>
          <AtStep unit={unit} form={form} patch={patch} />
        </Group>
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

function Group({ unit, chosen, choose, children }: { unit: UnitChoice; chosen: readonly Subject[]; choose: Choose; children: ComponentChildren }) {
  return (
    <>
      <Named title={text.subjects.power} options={unit.options.filter(({ kind }) => kind === 'POWER')} chosen={chosen} choose={choose} />
      {children}
      <Named title={text.subjects.officials(unit.shortName)} options={unit.options.filter(({ kind }) => kind !== 'POWER')} chosen={chosen} choose={choose} />
    </>
  )
}

/** At which step of the power that is chosen, for who can say so. */
function AtStep({ unit, form, patch }: { unit: UnitChoice } & Pick<StepProps, 'form' | 'patch'>) {
  const power = unit.options.find(({ id, kind }) => kind === 'POWER' && form.chosen.some((one) => one.id === id))
  if (!power || unit.steps.length === 0) return null
  const { step, stepHint, noStep, stepOf } = text.subjects
  const choose = (value: string) => patch({ steps: { ...form.steps, [power.id]: value ? Number(value) : undefined } })
  const options = unit.steps.map(({ number, title }) => [String(number), stepOf(number, title)] as const)
  return <Select id={`at-step-${power.id}`} label={step} optional hint={stepHint} value={String(form.steps[power.id] ?? '')} onValue={choose} options={[['', noStep], ...options]} />
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
