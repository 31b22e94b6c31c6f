// Steps of an item and the ways between them; a way to an earlier step is a return.
import { Input, Select, TextArea } from '@/shared/ui/field'
import { withoutStep, withStepBefore, withStepUp } from './flow'
import type { RowsProps } from './rows-props'
import { Rows } from './rows'
import { text } from './text'

const words = text.rows
const EMPTY_STEP = { title: '', actor: '', duty: '', timeLimit: '', document: '' }

export function FlowRows({ form, onForm, refusals }: RowsProps) {
  const numbers = form.steps.map((step, at) => [String(at + 1), `${words.number(at + 1)} ${step.title}`] as const)
  return (
    <>
      <Rows
        id="steps"
        title={words.step}
        rows={form.steps}
        empty={EMPTY_STEP}
        onRows={(steps) => onForm({ steps })}
        onRemove={(at) => onForm(withoutStep(form, at))}
        onUp={(at) => onForm(withStepUp(form, at))}
        onBefore={(at) => onForm(withStepBefore(form, at, EMPTY_STEP))}
        refusals={refusals}
        name={(at) => words.number(at + 1)}
      >
        {(row, at, change) => (
          <>
            <Input id={`step-${at}`} label={words.stepTitle} value={row.title} onValue={(title) => change({ title })} />
            <Input id={`actor-${at}`} label={words.actor} value={row.actor} onValue={(actor) => change({ actor })} />
            <TextArea id={`duty-${at}`} label={words.duty} rows={3} value={row.duty} onValue={(duty) => change({ duty })} />
            <Input id={`limit-${at}`} label={words.timeLimit} optional value={row.timeLimit ?? ''} onValue={(timeLimit) => change({ timeLimit })} />
            <Input id={`document-${at}`} label={words.document} optional value={row.document ?? ''} onValue={(document) => change({ document })} />
          </>
        )}
      </Rows>
      {form.steps.length > 1 && (
        <Rows id="ways" title={words.way} hint={words.wayHint} rows={form.ways} empty={{ fromNumber: 1, toNumber: 2, condition: '' }} onRows={(ways) => onForm({ ways })} refusals={refusals} name={(at) => `${words.way} ${at + 1}`}>
          {(row, at, change) => (
            <>
              <Select id={`from-${at}`} label={words.from} value={String(row.fromNumber)} onValue={(value) => change({ fromNumber: Number(value) })} options={numbers} />
              <Select id={`to-${at}`} label={words.to} value={String(row.toNumber)} onValue={(value) => change({ toNumber: Number(value) })} options={numbers} />
              <Input id={`condition-${at}`} label={words.condition} optional value={row.condition ?? ''} onValue={(condition) => change({ condition })} />
            </>
          )}
        </Rows>
      )}
    </>
  )
}
