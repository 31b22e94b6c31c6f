// Risk points of an item, each with what is done against it.
import type { RiskGrade, RiskKind } from '@/shared/graphql/schema.generated'
import { Select, TextArea } from '@/shared/ui/field'
import type { RiskRow } from './content'
import type { RowsProps } from './rows-props'
import { Rows } from './rows'
import { RulePick } from './rule-pick'
import { grades, riskKinds, text } from './text'

const words = text.rows

export function RiskRows({ form, onForm, refusals, county }: RowsProps & { county: string }) {
  const steps = [['', words.whole] as const, ...form.steps.map((step, at) => [String(at + 1), `${words.number(at + 1)} ${step.title}`] as const)]
  const empty: RiskRow = { stepNumber: null, grade: 'B', kind: 'PROCESS', text: '', measures: [], rules: [] }
  return (
    <Rows id="risks" title={words.risk} rows={form.risks} empty={empty} onRows={(risks) => onForm({ risks })} refusals={refusals} name={(at) => `${words.risk} ${at + 1}`}>
      {(row, at, change) => (
        <>
          <TextArea id={`risk-${at}`} label={words.riskText} rows={2} value={row.text} onValue={(said) => change({ text: said })} />
          <Select id={`risk-step-${at}`} label={words.riskStep} value={row.stepNumber == null ? '' : String(row.stepNumber)} onValue={(value) => change({ stepNumber: value ? Number(value) : null })} options={steps} />
          <Select id={`grade-${at}`} label={words.grade} value={row.grade} onValue={(value) => change({ grade: value as RiskGrade })} options={Object.entries(grades)} />
          <Select id={`risk-kind-${at}`} label={words.riskKind} value={row.kind} onValue={(value) => change({ kind: value as RiskKind })} options={Object.entries(riskKinds)} />
          <TextArea id={`measures-${at}`} label={words.measures} rows={3} value={row.measures.join('\n')} onValue={(said) => change({ measures: lines(said) })} />
          <RulePick id={`rules-${at}`} county={county} picked={row.rules} onPicked={(rules) => change({ rules })} />
        </>
      )}
    </Rows>
  )
}

/** One measure a line; the empty last line is where somebody goes on typing. */
function lines(said: string): readonly string[] {
  return said === '' ? [] : said.split('\n')
}
